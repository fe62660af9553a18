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
        nested = [variant for variant in self.variants.values() if variant.members or variant.variants]
        return min(nested, key=lambda variant: (variant.is_other_type(), variant.distance()), default=None)

    def is_other_type(self) -> bool:
        """Whether the object's `type` is one that this schema does not know."""
        found = self.members.get("type")
        return found is not None and bool(found.errors) and all(map(_is_unknown, found.errors))

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
        node, value, places = root, data, details["loc"][:_MAX_PLACES]
        path: Path = ()
        for index, part in enumerate(places):
            is_missing = index == len(places) - 1 and details["type"] == "missing"
            if is_member(value, part) or (is_missing and isinstance(value, Mapping)):
                place = part + removed.get(path, 0) if isinstance(part, int) else part
                node = node.members.setdefault(place, ErrorNode())
                value, path = member(value, part), (*path, part)
            else:
                node = node.variants.setdefault(part, ErrorNode())
        node.errors.append(details)
    return root


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


def _weight(error: ErrorDetails) -> int:
    """An object or array in place of another type is the farthest, a wrong value of a member the nearest."""
    if error["type"] == "missing" or _is_unknown(error):
        return 2
    return 3 if isinstance(error["input"], dict | list) else 1


def tag_name(error: ErrorDetails) -> str | None:
    """The field that selects a union's variant; None if a function selects it."""
    # pydantic quotes a discriminator that is a field; it does not quote one that is a function.
    discriminator = str(error.get("ctx", {}).get("discriminator", ""))
    return discriminator.strip("'") if discriminator.startswith("'") else None
