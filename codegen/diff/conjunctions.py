"""Conjunctions: what several schemas accept together, as one alternative."""

from __future__ import annotations

import json
from typing import Any

from codegen.diff.keywords import COMPONENT, LOWER, OTHER, UPPER
from codegen.document import DocumentError
from codegen.normalise.schemas import JsonObject

# OpenAI's document has 60.
_MOST_ALTERNATIVES = 4096
_ALL_OF = "all of"


class Conjunctions:
    """The conjunctions of a document's schemas."""

    def __init__(self) -> None:
        # The parts of each conjunction of fields: one object for equal parts, so that a walk ends.
        self._parts: dict[int, tuple[Any, ...]] = {}
        self._joined: dict[frozenset[int], JsonObject] = {}
        self.name = "of an operation"
        """The schema that was looked up last by its name, for errors."""

    def products(self, one: list[JsonObject], other: list[JsonObject]) -> list[JsonObject]:
        """What an alternative of the one and one of the other accept, for each pair. Raises DocumentError."""
        if len(one) * len(other) > _MOST_ALTERNATIVES:
            raise DocumentError(
                f"The schema {self.name} joins unions that have more than {_MOST_ALTERNATIVES} alternatives "
                "together; it cannot be compared."
            )
        return [merged for a in one for b in other if (merged := self._merged(a, b)) is not None]

    def _merged(self, a: JsonObject, b: JsonObject) -> JsonObject | None:
        """What both accept; None if that is nothing."""
        if not a or not b:
            return a or b
        result = _unnamed(a | b)
        for key in a.keys() & b.keys() - {COMPONENT}:
            if a[key] is b[key]:
                continue
            if key == "properties":
                result[key] = {
                    name: self._both(a[key][name], b[key][name])
                    if name in a[key] and name in b[key]
                    else (a[key] | b[key])[name]
                    for name in a[key] | b[key]
                }
            elif key in ("items", "additionalProperties") and isinstance(a[key], dict) and b[key]:
                result[key] = self._both(a[key], b[key]) if isinstance(b[key], dict) else a[key]
            elif a[key] != b[key]:
                combined = _combined(key, a[key], b[key])
                if combined is None:
                    return None
                result[key] = combined
        for part in (a, b):
            # A component is still the same where the other part says nothing new.
            if COMPONENT in part and result == {
                key: value for key, value in part.items() if key != COMPONENT
            }:
                return part
        return result

    def _both(self, a: Any, b: Any) -> Any:
        """The schema of values that two schemas accept; the same object for the same parts."""
        parts = {id(part): part for each in (a, b) for part in self._parts.get(id(each), (each,))}
        if all(part == a for part in parts.values()):
            return a
        key = frozenset(parts)
        if key not in self._joined:
            joined = self._joined[key] = {"allOf": list(parts.values())}
            self._parts[id(joined)] = tuple(parts.values())
        return self._joined[key]


def _unnamed(alternative: JsonObject) -> JsonObject:
    return {key: value for key, value in alternative.items() if key != COMPONENT}


def distinct(alternatives: list[JsonObject]) -> list[JsonObject]:
    """Each alternative once: a union may name a variant twice."""
    if len(alternatives) < 2:
        return alternatives
    return list(
        {each.get(COMPONENT) or json.dumps(each, sort_keys=True): each for each in alternatives}.values()
    )


def _combined(key: str, a: Any, b: Any) -> Any:
    """Two values of one keyword, both of which hold; None if they exclude each other."""
    if key == "required":
        return sorted({*a, *b})
    if key == "type":
        return _common_types(a, b)
    if key == "enum":
        return [value for value in a if value in b] or None
    if key in LOWER:
        return max(a, b)
    if key in UPPER:
        return min(a, b)
    if key in ("items", "additionalProperties"):
        return a if b is True else b
    if key in OTHER and key not in ("format", "uniqueItems"):
        parts = [part for each in (a, b) for part in (each[_ALL_OF] if _is_all_of(each) else [each])]
        return {
            _ALL_OF: sorted({json.dumps(part, sort_keys=True): part for part in parts}.values(), key=repr)
        }
    # `const`: two constants exclude each other. Of other keywords the later one is taken.
    return None if key == "const" else b


def all_of(value: Any) -> set[str]:
    """What a bound demands that several parts of an `allOf` set."""
    return {json.dumps(part, sort_keys=True) for part in (value[_ALL_OF] if _is_all_of(value) else [value])}


def _is_all_of(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {_ALL_OF}


def _common_types(a: Any, b: Any) -> list[str] | None:
    first, second = ([kind] if isinstance(kind, str) else list(kind) for kind in (a, b))
    common = [kind for kind in first if kind in second]
    for one, other in ((first, second), (second, first)):
        if "integer" in one and "number" in other and "integer" not in common:
            common.append("integer")
    return common or None
