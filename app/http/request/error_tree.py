"""The errors of a body as a tree along its data, and which of them are values the contract does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

Path: TypeAlias = tuple[str | int, ...]
"""Keys of objects and indexes of lists, from the body to a value."""
NOTHING_REMOVED: Mapping[Path, int] = MappingProxyType({})
_TAG_ERRORS = ("union_tag_not_found", "union_tag_invalid")
# A recursive type may be nested as deeply as a body; an error further down is reported at this depth.
_MAX_PLACES = 60


@dataclass(slots=True)
class ErrorNode:
    """The errors at one path of the data: its own, its members', and those of each variant of a union."""

    errors: list[ErrorDetails] = field(default_factory=list)
    members: dict[str | int, ErrorNode] = field(default_factory=dict)
    variants: dict[str | int, ErrorNode] = field(default_factory=dict)

    def only_unknown(self) -> bool:
        """Whether all errors are unknown values; of a union, those of the variant that the client meant.

        An object of an unknown type is one unknown value: its other members are not this type's.
        """
        if self.is_other_type():
            return not self.errors
        closest = self.closest_variant()
        variants = self.variants.values() if closest is None else (closest,)
        return (
            all(_is_unknown(error) for error in self.errors)
            and all(node.only_unknown() for node in self.members.values())
            and (not variants or any(node.only_unknown() for node in variants))
        )

    def unknown_places(self, path: Path = ()) -> Iterator[Path]:
        """The paths of the unknown values, where there is nothing else."""
        if self.errors or self.is_other_type():
            yield path
            return
        for part, node in self.members.items():
            yield from node.unknown_places((*path, part))
        closest = self.closest_variant()
        if closest is not None:
            yield from closest.unknown_places(path)
        elif self.variants:
            yield path

    def closest_variant(self) -> ErrorNode | None:
        """The variant that the client meant: its outer shape matches, as its errors are nested."""
        nested = [variant for variant in self.variants.values() if variant.fits()]
        return min(
            nested,
            key=lambda variant: (variant.is_other_type(), variant.distance(), variant.other_types()),
            default=None,
        )

    def fits(self) -> bool:
        """Whether the value's outer shape is this schema's, so that its members decide."""
        return bool(self.members or self.variants or any(map(_is_of_tag, self.errors)))

    def is_other_type(self) -> bool:
        """Whether the object's `type` is one that this schema does not know."""
        found = self.members.get("type")
        return found is not None and bool(found.errors) and all(map(_is_unknown, found.errors))

    def other_types(self) -> int:
        """How many objects below are of a type that their schema does not know; of a union, the least.

        Of two variants that are equally far, the client meant the one that knows the types.
        """
        own = self.is_other_type() or any(_is_of_tag(error) and _is_unknown(error) for error in self.errors)
        least = min((node.other_types() for node in self.variants.values()), default=0)
        return own + sum(node.other_types() for node in self.members.values()) + least

    def distance(self) -> int:
        """How far the value is from the schema; of a union, from the closest variant."""
        least = min((node.distance() for node in self.variants.values()), default=0)
        own = sum(_weight(error) for error in self.errors)
        return own + sum(node.distance() for node in self.members.values()) + least


def error_tree(error: ValidationError, data: Any, removed: Mapping[Path, int] = NOTHING_REMOVED) -> ErrorNode:
    """The errors with which a model rejected `data`.

    `removed` has, by the path of a list, how many items were removed from its start.
    """
    root = ErrorNode()
    for details in error.errors(include_url=False, include_context=True):
        node, value, path = root, data, Path()
        for part, is_of_data in error_places(details, data):
            if is_of_data:
                place = part + removed.get(path, 0) if isinstance(part, int) else part
                node = node.members.setdefault(place, ErrorNode())
                value, path = member(value, part), (*path, part)
            else:
                node = node.variants.setdefault(part, ErrorNode())
        node.errors.append(details)
    return root


def error_places(details: ErrorDetails, data: Any) -> list[tuple[str | int, bool]]:
    """The parts of an error's place, each with whether it is a member of the data; else it names a variant.

    A tag may be the name of a member, too, as in `{"type": "function", "function": …}`. Then that reading is
    right whose end is the error's input.
    """
    places = details["loc"][:_MAX_PLACES]
    is_missing = details["type"] == "missing" and len(places) == len(details["loc"])
    dead_ends: set[tuple[int, int]] = set()

    def read(index: int, value: Any) -> list[tuple[str | int, bool]] | None:
        if index == len(places):
            return [] if value is details["input"] else None
        part = places[index]
        if is_missing and index == len(places) - 1:
            return [(part, True)] if value is details["input"] else None
        if (index, id(value)) in dead_ends:
            return None
        of_data = is_member(value, part)
        for is_of_data in (False, True) if of_data and _may_be_tag(value, part) else (of_data,):
            rest = read(index + 1, member(value, part) if is_of_data else value)
            if rest is not None:
                return [(part, is_of_data), *rest]
        dead_ends.add((index, id(value)))
        return None

    # A step of the schema may have copied the value: then there is no reading by identity.
    return read(0, data) or _greedy_places(places, data, is_missing=is_missing)


def _greedy_places(places: Path, data: Any, *, is_missing: bool) -> list[tuple[str | int, bool]]:
    found: list[tuple[str | int, bool]] = []
    value = data
    for index, part in enumerate(places):
        is_last_missing = is_missing and index == len(places) - 1 and isinstance(value, Mapping)
        of_data = is_member(value, part) or is_last_missing
        found.append((part, of_data))
        value = member(value, part) if of_data else value
    return found


def _may_be_tag(value: Any, part: str | int) -> bool:
    return isinstance(value, Mapping) and any(part == found for found in value.values() if type(found) is str)


def is_member(value: Any, part: str | int) -> bool:
    """Whether a part of an error's place is a member of the value; else it names a variant of a union."""
    return part in value if isinstance(value, Mapping) else isinstance(value, list) and isinstance(part, int)


def member(value: Any, part: str | int) -> Any:
    """That member; None if there is none."""
    if isinstance(value, Mapping):
        return value.get(str(part))
    return value[part] if isinstance(value, list) and isinstance(part, int) and part < len(value) else None


def _is_unknown(error: ErrorDetails) -> bool:
    kind, value = error["type"], error["input"]
    if kind == "literal_error":
        return isinstance(value, str) and "'" in str(error.get("ctx", {}).get("expected", ""))
    if kind == "union_tag_invalid":
        name = tag_name(error)
        return name is None or not isinstance(value, Mapping) or isinstance(value.get(name), str)
    return kind == "extra_forbidden"


def _is_of_tag(error: ErrorDetails) -> bool:
    return error["type"] in _TAG_ERRORS and isinstance(error["input"], Mapping)


def _weight(error: ErrorDetails) -> int:
    """An object or array in place of another type is the farthest, a wrong value of a member the nearest."""
    if error["type"] == "missing" or _is_unknown(error) or _is_of_tag(error):
        return 2
    return 3 if isinstance(error["input"], dict | list) else 1


def tag_name(error: ErrorDetails) -> str | None:
    """The field that selects a union's variant; None if it is not known."""
    # pydantic quotes a discriminator that is a field, and adds parentheses to the name of a function. The
    # generated functions are named for their fields.
    discriminator = str(error.get("ctx", {}).get("discriminator", ""))
    if discriminator.endswith("()"):
        return discriminator.removesuffix("()")
    return discriminator.strip("'") if discriminator.startswith("'") else None
