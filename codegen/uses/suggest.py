"""Proposes the entry of a file: for each key that nothing covers, the nearest places of its roots."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from codegen.diff.branches import Branch
from codegen.uses.check import last_name, uncovered, uncovered_values
from codegen.uses.entries import FileUses
from codegen.uses.literals import Literals
from codegen.uses.names import Names
from codegen.uses.places import Contract, Spot, steps

_DEEPEST = 6
# A way through a name, or a variant, that the file does not mention is that much longer.
_UNKNOWN_NAME = 4
_UNKNOWN_VARIANT = 3


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    cost: int
    path: str
    is_known: bool
    """Whether the file mentions each name on the way."""


def suggest(
    entry: FileUses, words: Literals, contract: Contract, names: Names, roots: Iterable[str] = ()
) -> FileUses:
    """The entry with a place for each field and value; one that no root has is the file's own word.

    `roots` come in addition to those that the entry has.
    """
    places = {root: [*paths] for root, paths in entry.places.items()}
    places |= {root: [] for root in roots if root not in places}
    missing = uncovered(entry, words, names)
    found = {root: _candidates(contract, root, words, missing) for root in places}
    own = [*entry.own]
    for key in missing:
        best = min((choice[key][0] for choice in found.values() if key in choice), default=None)
        if best is None:
            own.append(key)
            continue
        for root, choice in found.items():
            if key in choice and (choice[key][0].is_known or choice[key][0] == best):
                places[root] += [candidate.path for candidate in choice[key]]
    new = {root: sorted({*paths} - {*entry.places.get(root, ())}) for root, paths in places.items()}
    # A key that is no field may be a value: handlers by type, tables by value.
    strings = words.others.keys() | {key for key in words.keys if key not in names.fields or key in own}
    values = _values(new, strings, contract)
    found_values = {root: entry.values.get(root, {}) | values.get(root, {}) for root in entry.values | values}
    found_places = {root: sorted({*paths}) for root, paths in places.items() if paths}
    with_fields = replace(entry, places=found_places, values=found_values, own=own)
    return _with_values(with_fields, words, contract, names, [*places])


def _with_values(
    entry: FileUses, words: Literals, contract: Contract, names: Names, roots: list[str]
) -> FileUses:
    """The entry with a place for each value: one that it has, otherwise the nearest one of its roots."""
    values = {root: dict(fields) for root, fields in entry.values.items()}
    own = [*entry.own]
    for value, (_, name) in uncovered_values(entry, words, names).items():
        chosen = _listed_places(entry, contract, name, value) or _nearest_places(
            contract, roots, words, name, value
        )
        for root, path in chosen:
            fields = values.setdefault(root, {})
            fields[path] = sorted({*fields.get(path, ()), value})
        if not chosen:
            own.append(value)
    return replace(entry, values=values, own=own)


def _listed_places(
    entry: FileUses, contract: Contract, name: str | None, value: str
) -> list[tuple[str, str]]:
    """The shortest place of each root that has the value."""
    found: dict[str, str] = {}
    for root, path in sorted(entry.listed(), key=lambda place: (len(place[1]), place)):
        is_of_field = name is None or last_name(path) == name
        if is_of_field and value in contract.values(contract.way(root, path).spots).listed:
            found.setdefault(root, path)
    return [*found.items()]


def _nearest_places(
    contract: Contract, roots: list[str], words: Literals, name: str | None, value: str
) -> list[tuple[str, str]]:
    choices = {root: _candidates(contract, root, words, (), (name, value)).get(value, []) for root in roots}
    cost = min((choice[0].cost for choice in choices.values() if choice), default=0)
    return [(root, choice[0].path) for root, choice in choices.items() if choice and choice[0].cost == cost]


def _values(
    places: dict[str, list[str]], strings: set[str], contract: Contract
) -> dict[str, dict[str, list[str]]]:
    """The values of fields that are among the strings of the file."""
    found: dict[str, dict[str, list[str]]] = {}
    for root, paths in places.items():
        for path in paths:
            values = contract.values(contract.way(root, path).spots).listed & strings
            # What a tag in the path has chosen says nothing new.
            values -= {tag for _, tag in steps(path) if tag}
            if values:
                found.setdefault(root, {})[path] = sorted(values)
    return found


def _has(contract: Contract, schema: Any, value: str) -> bool:
    return value in contract.values((Spot(schema, ""),)).listed


def _candidates(
    contract: Contract,
    root: str,
    words: Literals,
    keys: Collection[str],
    wanted: tuple[str | None, str] | None = None,
) -> dict[str, list[_Candidate]]:
    """Key -> the cheapest place and its like in other variants, by a walk from the root.

    `wanted` is a value, which is found as a key is, and the name of its field if that is known.
    """
    found: dict[str, list[_Candidate]] = {}
    known = words.keys.keys() | words.others.keys()
    waiting = [(0, number, spot, "", True, 0) for number, spot in enumerate(contract.roots(root))]
    seen: set[tuple[int, str]] = set()
    count = len(waiting)
    while waiting:
        cost, _, spot, path, is_known, depth = heapq.heappop(waiting)
        objects = list(contract.objects(spot))
        for branch, _ in objects:
            marked, price = _marked(contract, branch, path, known, several=len(objects) > 1)
            identity = (0, branch.name) if branch.name else (id(branch), "")
            if identity in seen:
                continue
            seen.add(identity)
            for name, schema in branch.properties.items():
                step = f"{marked}.{name}" if marked else name
                if name in keys:
                    _take(found.setdefault(name, []), _Candidate(cost + price, step, is_known))
                if wanted and wanted[0] in (None, name) and _has(contract, schema, wanted[1]):
                    _take(found.setdefault(wanted[1], []), _Candidate(cost + price, step, is_known))
                if depth < _DEEPEST:
                    count += 1
                    more = 1 + price + (0 if name in known else _UNKNOWN_NAME)
                    item = (cost + more, count, Spot(schema, ""), step, is_known and name in known, depth + 1)
                    heapq.heappush(waiting, item)
    return found


def _marked(
    contract: Contract, branch: Branch, path: str, known: Iterable[str], *, several: bool
) -> tuple[str, int]:
    """The path with the variant's tag, if the file mentions it, and its price."""
    if not several:
        return path, 0
    tags = sorted(contract.tags(branch) & {*known})
    return (f"{path}<{tags[0]}>", 0) if tags else (path, _UNKNOWN_VARIANT)


def _take(candidates: list[_Candidate], new: _Candidate) -> None:
    """Adds what is as near as the first one, which is the nearest."""
    if not candidates or new.cost == candidates[0].cost:
        candidates.append(new)
