"""A request's raw path and method -> its operation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from app.errors import BadRequest, MethodNotAllowed
from generated.runtime import Operation

_NO_VALUES: Mapping[str, str] = MappingProxyType({})


class UnknownPath(Exception):
    """No operation has that path."""


@dataclass(slots=True)
class _Node:
    literals: dict[str, _Node] = field(default_factory=dict)
    parameter: _Node | None = None
    operations: dict[str, Operation] = field(default_factory=dict)
    betas: dict[str, Operation] = field(default_factory=dict)


class Match(NamedTuple):
    """The operation, and its path parameters decoded."""

    operation: Operation
    path_values: Mapping[str, str]


class Router:
    """Splits the path as it was sent, still percent-encoded, so that an id may hold an encoded slash.

    A literal segment wins over a parameter. Nothing is normalised: a doubled or trailing slash is another
    path.
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._root = _Node()
        # Paths without a parameter, whole: those of most calls.
        self._plain: dict[str, _Node] = {}
        self._places: dict[str, list[tuple[str, int]]] = {}
        # Matches without path values.
        self._matches: dict[str, Match] = {}
        for operation in operations:
            self._matches[operation.id] = Match(operation, _NO_VALUES)
            parts = enumerate(operation.path.split("/")[1:])
            self._places[operation.id] = [
                (part[1:-1], place) for place, part in parts if part.startswith("{")
            ]
            node = self._root
            for segment in operation.path.split("/")[1:]:
                if segment.startswith("{"):
                    node.parameter = node.parameter or _Node()
                    node = node.parameter
                else:
                    node = node.literals.setdefault(segment, _Node())
            (node.betas if operation.beta else node.operations)[operation.method] = operation
            if not self._places[operation.id] and node.operations:
                self._plain[operation.path] = node

    def match(self, method: str, path: str, query: bytes, beta_header: str = "") -> Match:
        """Raises UnknownPath, MethodNotAllowed with `Allow`, or BadRequest for a segment that is no text."""
        segments: list[str] = []
        found = self._plain.get(path)
        if found is None:
            segments = path.split("/")[1:]
            found = _find(self._root, segments, 0)
        if found is None:
            raise UnknownPath
        operation = found.operations.get(method)
        if operation is None:
            allowed = ", ".join(sorted(found.operations))
            raise MethodNotAllowed(
                f"{_shortened(path)} allows {allowed}, not {method}.", headers={"allow": allowed}
            )
        twin = found.betas.get(method)
        if twin is not None and (b"beta=true" in query.split(b"&") or _asks_for(twin, beta_header)):
            operation = twin
        if not segments:
            return self._matches[operation.id]
        values = {name: _decode(segments[place], name) for name, place in self._places[operation.id]}
        return Match(operation, values)


def _find(node: _Node, segments: list[str], index: int) -> _Node | None:
    if index == len(segments):
        return node if node.operations else None
    literal = node.literals.get(segments[index])
    if literal is not None:
        found = _find(literal, segments, index + 1)
        if found is not None:
            return found
    if node.parameter is not None and segments[index]:
        return _find(node.parameter, segments, index + 1)
    return None


def _asks_for(twin: Operation, header: str) -> bool:
    return bool(header) and any(value.strip() in twin.beta_headers for value in header.split(","))


def _decode(segment: str, name: str) -> str:
    try:
        text = unquote_to_bytes(segment).decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest(f"'{name}' in the path is not UTF-8.", param=name, code="invalid_value") from None
    if "\0" in text:
        raise BadRequest(f"'{name}' in the path contains a NUL character.", param=name, code="invalid_value")
    return text


def _shortened(path: str) -> str:
    return path if len(path) <= 100 else path[:100] + "…"
