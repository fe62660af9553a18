"""Which variants of two unions are the same one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from codegen.diff.branches import Branch
from codegen.diff.wire import Wire

# Variants with fewer property names in common are two variants, not one that changed.
_ALIKE = 0.5


def paired(
    old_wire: Wire, new_wire: Wire, old: Sequence[Branch], new: Sequence[Branch]
) -> tuple[list[tuple[Branch, Branch]], list[Branch], list[Branch]]:
    """Variants that are the same one: by name, by tag, alike; then those without a partner."""
    if len(old) == len(new) == 1:
        return [(old[0], new[0])], [], []
    pairs: list[tuple[Branch, Branch]] = []
    left, right = list(old), list(new)

    def pair_by(old_key: Any, new_key: Any) -> None:
        partners: dict[Any, list[Branch]] = {}
        for after in right:
            partners.setdefault(new_key(after), []).append(after)
        for before in [*left]:
            if (key := old_key(before)) and (same := partners.get(key)):
                pairs.append((before, same[0]))
                left.remove(before)
                right.remove(same.pop(0))

    def pair(alike: Any) -> None:
        for before in [*left]:
            found = [after for after in right if alike(before, after)]
            if found:
                pairs.append((before, found[0]))
                left.remove(before)
                right.remove(found[0])

    tag_old, tag_new = old_wire.tag, new_wire.tag
    pair_by(lambda a: a.name and (a.name, tag_old(a)), lambda b: (b.name, tag_new(b)))
    # Names may be exchanged; tags are on the wire.
    pair_by(tag_old, tag_new)
    pair_by(lambda a: a.name, lambda b: b.name)
    pair(lambda a, b: not (tag_old(a) and tag_new(b)) and _likeness(a, b) == 1.0)
    pair(lambda a, b: not (tag_old(a) and tag_new(b)) and _likeness(a, b) >= _ALIKE)
    return pairs, left, right


def split(wire: Wire, variants: Sequence[Branch], other_wire: Wire, others: Sequence[Branch]) -> list[Branch]:
    """The variants, one of several tags as one for each tag, where that is how the others are."""
    tags = Counter(tag for other in others for tag in other_wire.tag(other))
    found: list[Branch] = []
    for branch in variants:
        for name in branch.properties.keys() & {name for name, _ in tags}:
            values = wire.listed(branch.properties[name])
            apart = [value for value in values if (name, value) in tags]
            if len(apart) > 1:
                rest = [value for value in values if value not in apart]
                groups = [[value] for value in apart] + ([rest] if rest else [])
                found += [_narrowed(branch, name, group) for group in groups]
                break
        else:
            found.append(branch)
    return found


def _narrowed(branch: Branch, name: str, values: list[str]) -> Branch:
    tag = {"type": "string", "enum": [json.loads(value) for value in values]}
    return replace(branch, name=None, properties={**branch.properties, name: tag})


def outside(variants: Sequence[Branch], others: Sequence[Branch]) -> list[Branch]:
    """Those of the variants that may have a value which none of the others has.

    A union of the same object with one or the other field required says less than the object itself.
    """
    return [branch for branch in variants if not any(_within(branch, other) for other in others)]


def _within(branch: Branch, other: Branch) -> bool:
    """Whether they differ at most in what `branch` requires besides. The fields are those of one pair."""
    same = ("values", "bounds", "properties", "additional")
    return other.required <= branch.required and all(
        getattr(branch, name) == getattr(other, name) for name in same
    )


def contents(wire: Wire, array: Branch) -> frozenset[tuple[Any, ...]]:
    """The types of an array's items, and what tells objects apart: names are not on the wire."""
    return frozenset(
        (branch.kind, wire.tag(branch), frozenset(() if wire.tag(branch) else branch.properties.keys()))
        for branch in wire.shape(array.items).branches
    )


def _likeness(a: Branch, b: Branch) -> float:
    names = a.properties.keys() | b.properties.keys()
    return len(a.properties.keys() & b.properties.keys()) / len(names) if names else 1.0
