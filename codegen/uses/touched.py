"""Which listed places a difference touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.diff.findings import Finding
from codegen.normalise.schemas import JsonObject
from codegen.uses.entries import FileUses
from codegen.uses.literals import literals
from codegen.uses.places import Contract, names_of_path

_ABOUT_WHOLE = ("operation", "body", "response", "media type")


@dataclass(frozen=True, slots=True, order=True)
class Reliance:
    """A line that relies on a place."""

    file: str
    line: int
    values: tuple[str, ...] = ()
    """The values that the file relies on, if it is about values."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Touched:
    """The listed places of two contracts, by the names that findings give them."""

    def __init__(self, root: Path, uses: list[FileUses], *documents: JsonObject) -> None:
        self._places: dict[str, set[Reliance]] = defaultdict(set)
        self._operations: dict[str, set[Reliance]] = defaultdict(set)
        for contract in map(Contract, documents):
            for entry in uses:
                file = root / entry.file
                if file.exists():
                    self._add(entry, contract, file.read_text(encoding="utf-8"))

    def _add(self, entry: FileUses, contract: Contract, source: str) -> None:
        words = literals(source)
        for root, path in entry.listed():
            here = Reliance(entry.file, words.line(*names_of_path(path)) or 1)
            for spot in contract.way(root, path).spots:
                self._places[spot.place].add(here)
            self._operations[root].add(here)
        for root, fields in entry.values.items():
            for path, values in fields.items():
                for spot in contract.way(root, path).spots:
                    # A table of values does not name their field.
                    line = words.line(names_of_path(path)[0], *values) or 1
                    self._places[spot.place].add(Reliance(entry.file, line, tuple(values)))

    def lines(self, finding: Finding) -> list[str]:
        """`app/engine/chats.py:58` for each line that relies on what changed."""
        found = {here for place in finding.places or (finding.place,) for here in self._at(place, finding)}
        return list(dict.fromkeys(str(here) for here in sorted(found)))

    def _at(self, place: str, finding: Finding) -> Iterator[Reliance]:
        if finding.what in _ABOUT_WHOLE:
            yield from self._whole(place, finding)
            return
        bare = place.partition(" (")[0].rstrip("[]")
        for here in self._places.get(bare, ()):
            if finding.what != "enum value":
                if not here.values:
                    yield here
            elif here.values and _concerns(here, finding):
                yield here

    def _whole(self, place: str, finding: Finding) -> Iterator[Reliance]:
        operation, _, rest = place.partition(" ")
        if finding.effect != "breaking":
            return
        for root, lines in self._operations.items():
            name, _, kind = root.partition(" ")
            if name == operation and (not rest or (rest.startswith("body") == (kind == "request"))):
                yield from min([[line] for line in lines], default=[])


def _concerns(here: Reliance, finding: Finding) -> bool:
    """A new value concerns all who tell values apart; one that is gone, those who know it."""
    value: Any = finding.old
    return finding.change == "added" or value in here.values
