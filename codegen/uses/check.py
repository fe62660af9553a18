"""Holds hand-written code and `spec/uses.yaml` to a contract; each fault names a file and its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from codegen.normalise.schemas import JsonObject
from codegen.uses.entries import FileUses
from codegen.uses.literals import Literals, files, literals
from codegen.uses.places import Contract, Way, field_names, steps


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A place that the contract lacks, or that is not listed."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """As mypy writes its own."""
        return f"{self.file}:{self.line}: error: {self.message}"


def check(root: Path, uses: list[FileUses], document: JsonObject) -> list[Fault]:
    """All faults, by file and line."""
    contract, names = Contract(document), field_names(document)
    listed = {each.file: each for each in uses}
    found: list[Fault] = []
    for file in sorted({*files(root), *listed}):
        if not (root / file).exists():
            found.append(Fault("spec/uses.yaml", 1, f"'{file}' does not exist"))
            continue
        words = literals((root / file).read_text(encoding="utf-8"))
        entry = listed.get(file, FileUses(file))
        found += lacking(entry, words, contract)
        found += _stale(entry, words)
        found += [
            Fault(file, words.keys[key][0], f"'{key}' is a field of the contract; spec/uses.yaml lacks it")
            for key in uncovered(entry, words, names)
        ]
    return sorted(set(found))


def lacking(entry: FileUses, words: Literals, contract: Contract) -> Iterator[Fault]:
    """The places and values of an entry that the contract lacks."""
    for root, paths in entry.places.items():
        for path in paths:
            way = contract.way(root, path)
            if way.missing is not None:
                yield Fault(entry.file, _line(words, path, way), _lacks(root, path, way))
    for root, fields in entry.values.items():
        for path, values in fields.items():
            way = contract.way(root, path)
            if way.missing is not None:
                yield Fault(entry.file, _line(words, path, way), _lacks(root, path, way))
                continue
            possible = contract.values(way.spots)
            for value in values:
                if value not in possible.listed and not possible.open:
                    line = words.line(value, *_names(path)) or 1
                    yield Fault(entry.file, line, f"'{value}' is no value of '{path}' in {root}")


def _lacks(root: str, path: str, way: Way) -> str:
    if way.missing == root:
        return f"the contract has no {root}, where this file relies on '{path}'"
    whole = "" if way.missing == path else f", of '{path}'"
    return f"the contract has no '{way.missing}'{whole} in {root}"


def _line(words: Literals, path: str, way: Way) -> int:
    return words.line(*([way.missing] if way.missing else []), *_names(path)) or 1


def last_name(path: str) -> str:
    """The field that a path leads to."""
    return _names(path)[0]


def _names(path: str) -> list[str]:
    """The names of a path, the last one first."""
    return [name for name, _ in reversed(steps(path)) if name]


def _stale(entry: FileUses, words: Literals) -> Iterator[Fault]:
    """What the file does not rely on any more."""
    for _, path in entry.listed():
        if words.line(last_name(path)) is None:
            yield Fault(entry.file, 1, f"spec/uses.yaml lists '{path}', which is not in this file")
    for fields in entry.values.values():
        for path, values in fields.items():
            for value in values:
                if words.line(value) is None:
                    message = (
                        f"spec/uses.yaml lists the value '{value}' of '{path}', which is not in this file"
                    )
                    yield Fault(entry.file, 1, message)
    for word in entry.own:
        if word not in words.keys:
            yield Fault(entry.file, 1, f"spec/uses.yaml lists '{word}' as own, which is no key in this file")


def uncovered(entry: FileUses, words: Literals, names: set[str]) -> list[str]:
    """The keys that are a field's name and in no place of the entry."""
    covered = {name for _, path in entry.listed() for name, _ in steps(path)}
    return sorted((words.keys.keys() & names) - covered - {*entry.own})
