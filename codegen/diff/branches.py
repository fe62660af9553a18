"""The branches of a schema: the values of one type, which a caller can send or receive."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from codegen.diff.bounds import bounds_of, loosest
from codegen.diff.keywords import COMPONENT
from codegen.normalise.schemas import JsonObject

_KINDS = ("null", "boolean", "integer", "number", "string", "array", "object")
_KIND_OF = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
}
# All values of a type that has few.
_ALL = {"null": {"null"}, "boolean": {"true", "false"}}
# A keyword that says the type where `type` is absent.
_IMPLIED = {
    "properties": "object",
    "required": "object",
    "additionalProperties": "object",
    "items": "array",
    "minItems": "array",
    "maxItems": "array",
    "minLength": "string",
    "maxLength": "string",
    "pattern": "string",
    "minimum": "number",
    "maximum": "number",
}


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """Values of one type."""

    kind: str
    """A JSON type, or `any`."""
    name: str | None = None
    """The component that is exactly this branch."""
    values: tuple[str, ...] | None = None
    """The only values, as JSON; None if the type is open."""
    hints: tuple[str, ...] = ()
    """Values that are listed beside an open type."""
    bounds: Mapping[str, Any] = field(default_factory=dict)
    properties: Mapping[str, Any] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    additional: Any = True
    items: Any = True
    alternatives: tuple[Mapping[str, Any], ...] = ()
    """Several sets of bounds, of which a value keeps one; `bounds` is then empty."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A schema's branches, and the keywords that accept or reject nothing."""

    branches: tuple[Branch, ...]
    notes: Mapping[str, Any]

    def kinds(self) -> dict[str, list[Branch]]:
        """Type -> its branches."""
        found: dict[str, list[Branch]] = {}
        for branch in self.branches:
            found.setdefault(branch.kind, []).append(branch)
        return found


def branches_of(alternatives: Iterable[JsonObject]) -> tuple[Branch, ...]:
    """The branches of alternatives without references, unions and `allOf`."""
    return tuple(_compressed([branch for flat in alternatives for branch in _by_type(flat)]))


def _by_type(flat: JsonObject) -> Iterator[Branch]:
    """One branch for each type that an alternative accepts."""
    values = [flat["const"]] if "const" in flat else flat.get("enum")
    kinds = flat.get("type")
    if kinds is None and values is not None:
        kinds = [kind for kind in _KINDS if any(_kind(value) == kind for value in values)]
    elif kinds is None:
        kinds = next((kind for keyword, kind in _IMPLIED.items() if keyword in flat), "any")
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        of_kind = None
        if values is not None:
            of_kind = tuple(_text(value) for value in values if _accepts(kind, value))
            if not of_kind:
                continue
            if {*of_kind} == _ALL.get(kind):
                of_kind = None
        bounds = bounds_of(flat, kind)
        if kind == "object":
            additional = flat.get("additionalProperties", True)
            yield Branch(
                kind,
                flat.get(COMPONENT),
                of_kind,
                (),
                bounds,
                flat.get("properties", {}),
                frozenset(flat.get("required", ())),
                True if additional == {} else additional,
            )
        elif kind == "array":
            yield Branch(kind, None, of_kind, (), bounds, items=flat.get("items", True))
        else:
            yield Branch(kind, None, of_kind, (), bounds)


def _text(value: Any) -> str:
    """JSON, in which 1.0 is 1."""
    return json.dumps(
        int(value) if isinstance(value, float) and value.is_integer() else value, sort_keys=True
    )


def _kind(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return "integer"
    return _KIND_OF.get(type(value), "object")


def _accepts(kind: str, value: Any) -> bool:
    return _kind(value) == kind or (kind == "number" and _kind(value) == "integer")


def _compressed(branches: list[Branch]) -> Iterator[Branch]:
    """One branch for each scalar type: a listed value beside an open type is a hint."""
    for kind in ("any", *_KINDS):
        same = [branch for branch in branches if branch.kind == kind]
        if kind in ("array", "object"):
            yield from same
        elif same:
            open_ones = [branch for branch in same if branch.values is None]
            listed = tuple(dict.fromkeys(value for branch in same for value in branch.values or ()))
            if open_ones:
                bounds = loosest([branch.bounds for branch in open_ones])
                only = bounds[0] if len(bounds) == 1 else {}
                several = () if len(bounds) == 1 else bounds
                yield Branch(kind, None, None, listed, only, alternatives=several)
            else:
                yield Branch(kind, None, listed)
