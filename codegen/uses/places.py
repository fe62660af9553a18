"""Finds a place in a contract, on its wire shape: names of components and `allOf` do not matter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from codegen.diff.branches import Branch
from codegen.diff.wire import Wire
from codegen.normalise.schemas import JsonObject, operations, resolve

ROOTS = ("request", "answer", "stream", "error", "parameters")
_STREAM = "text/event-stream"
_STEP = re.compile(r"([^.<>]*)(?:<([^<>]*)>)?(?:\.|$)")
# Arrays of arrays are followed that far.
_MOST_NESTED = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """A schema, and its place as findings of a difference name it."""

    schema: Any
    place: str


@dataclass(frozen=True, slots=True)
class Way:
    """Where a path leads."""

    spots: tuple[Spot, ...]
    """What it ends at; none if the contract lacks it."""
    passed: tuple[str, ...]
    """The places of all its steps."""
    missing: str | None = None
    """The first name that the contract lacks."""


@dataclass(frozen=True, slots=True)
class Values:
    """The strings that a schema lists."""

    listed: frozenset[str]
    open: bool
    """Whether it accepts every string, and lists none."""


def steps(path: str) -> list[tuple[str, str | None]]:
    """`input<message>.role` -> [("input", "message"), ("role", None)]."""
    return [(match[1], match[2]) for match in _STEP.finditer(path) if match[0]]


def names_of_path(path: str) -> list[str]:
    """The names of a path, the last one first."""
    return [name for name, _ in reversed(steps(path)) if name]


class Contract:
    """The places of one contract."""

    def __init__(self, document: JsonObject) -> None:
        self.wire = Wire(document)
        self._document = document
        self._operations = {
            operation["operationId"]: (operation, document["paths"][path])
            for path, _, operation in operations(document)
            if "operationId" in operation
        }

    def roots(self, name: str) -> list[Spot]:
        """`create_response answer` -> its schemas; none if the contract lacks them."""
        first, _, kind = name.partition(" ")
        if first == "schema":
            schema = self._document.get("components", {}).get("schemas", {}).get(kind)
            return [] if schema is None else [Spot(schema, kind)]
        if first not in self._operations or kind not in ROOTS:
            return []
        operation, item = self._operations[first]
        if kind == "request":
            body = resolve(self._document, operation.get("requestBody", {}))
            return _contents(body, f"{first} body")
        if kind == "parameters":
            listed = [*item.get("parameters", []), *operation.get("parameters", [])]
            return self._parameters(first, [resolve(self._document, each) for each in listed])
        found = []
        for status, answer in operation.get("responses", {}).items():
            if (status[:1] == "2") == (kind != "error"):
                contents = _contents(resolve(self._document, answer), f"{first} {status}")
                found += [
                    spot
                    for spot in contents
                    if kind == "error" or spot.place.endswith(_STREAM) == (kind == "stream")
                ]
        return found

    def way(self, root: str, path: str) -> Way:
        """Follows a path."""
        spots = self.roots(root)
        passed = [spot.place for spot in spots]
        if not spots:
            return Way((), (), root)
        for name, tag in steps(path):
            if name:
                spots = [spot for parent in spots for spot in self._members(parent, name)]
                passed += [spot.place for spot in spots]
                if not spots:
                    return Way((), tuple(passed), name)
            if tag is not None:
                spots = [
                    Spot(_Chosen(branch), place)
                    for spot in spots
                    for branch, place in self.objects(spot)
                    if tag in self.tags(branch)
                ]
                if not spots:
                    return Way((), tuple(passed), tag)
        return Way(tuple(spots), tuple(passed))

    def values(self, spots: tuple[Spot, ...]) -> Values:
        """The strings that are possible at any of the spots."""
        listed: set[str] = set()
        is_open = False
        for branch in (branch for spot in spots for branch in self._scalars(spot.schema)):
            listed.update(json.loads(value) for value in branch.values or branch.hints)
            is_open |= branch.values is None and not branch.hints
        return Values(frozenset(listed), is_open)

    def objects(self, spot: Spot, depth: int = 0) -> Iterator[tuple[Branch, str]]:
        """The variants that are objects, also of the items of arrays, and their places."""
        if isinstance(spot.schema, _Chosen):
            yield spot.schema.branch, spot.place
            return
        branches = self.wire.shape(spot.schema).branches
        several = sum(branch.kind == "object" for branch in branches) > 1
        for branch in branches:
            if branch.kind == "object":
                suffix = f"<{self.wire.variant_name(branch)}>" if several else ""
                yield branch, branch.name or spot.place + suffix
            elif branch.kind == "array" and depth < _MOST_NESTED:
                yield from self.objects(Spot(branch.items, f"{spot.place}[]"), depth + 1)

    def tags(self, branch: Branch) -> set[str]:
        """The values that tell a variant from others."""
        return {json.loads(value) for _, value in self.wire.tag(branch)}

    def _members(self, parent: Spot, name: str) -> Iterator[Spot]:
        if isinstance(parent.schema, _Parameters):
            if name in parent.schema.named:
                yield parent.schema.named[name]
            return
        for branch, place in self.objects(parent):
            if name == "*" and isinstance(branch.additional, dict):
                yield Spot(branch.additional, f"{place}.*")
            elif name in branch.properties:
                yield Spot(branch.properties[name], f"{place}.{name}")

    def _scalars(self, schema: Any, depth: int = 0) -> Iterator[Branch]:
        if isinstance(schema, _Chosen | _Parameters):
            return
        for branch in self.wire.shape(schema).branches:
            if branch.kind in ("string", "any"):
                yield branch
            elif branch.kind == "array" and depth < _MOST_NESTED:
                yield from self._scalars(branch.items, depth + 1)

    def _parameters(self, operation: str, listed: list[JsonObject]) -> list[Spot]:
        named = {
            each["name"]: Spot(each.get("schema", True), f"{operation} {each['in']} {each['name']}")
            for each in listed
            if "name" in each
        }
        return [Spot(_Parameters(named), operation)] if named else []


@dataclass(frozen=True, slots=True, eq=False)
class _Chosen:
    """The variant that a tag chose, in place of a schema."""

    branch: Branch


@dataclass(frozen=True, slots=True, eq=False)
class _Parameters:
    """An operation's parameters, in place of a schema."""

    named: dict[str, Spot]


def _contents(holder: JsonObject, place: str) -> list[Spot]:
    return [
        Spot(content.get("schema", True), f"{place} {media}")
        for media, content in holder.get("content", {}).items()
    ]
