"""Holds hand-written code and `spec/uses.yaml` to a contract; each fault names a file and its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from codegen.normalise.schemas import JsonObject
from codegen.uses.entries import FileUses
from codegen.uses.literals import Literals, files, literals
from codegen.uses.names import Names, is_unmistakable, names_of
from codegen.uses.places import Contract, Way, names_of_path, steps


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
    contract, names = Contract(document), names_of(document)
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
            Fault(
                file,
                words.text_line(name) or 1,
                f"'{name}' is a field of the contract; spec/uses.yaml lacks it",
            )
            for name in uncovered(entry, words, names)
        ]
        found += [
            Fault(file, line, f"'{value}' is a value of the contract; spec/uses.yaml lacks it")
            for value, (line, _) in uncovered_values(entry, words, names).items()
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
        optional = _tags(entry.optional.get(root, ()))
        for path, values in fields.items():
            way = contract.way(root, path)
            if way.missing is not None:
                yield Fault(entry.file, _line(words, path, way), _lacks(root, path, way))
                continue
            possible = contract.values(way.spots)
            for value in values:
                if value not in possible.listed | optional and not possible.open:
                    line = words.line(value, *names_of_path(path)) or 1
                    yield Fault(entry.file, line, f"'{value}' is no value of '{path}' in {root}")


def _lacks(root: str, path: str, way: Way) -> str:
    if way.missing == root:
        return f"the contract has no {root}, where this file relies on '{path}'"
    whole = "" if way.missing == path else f", of '{path}'"
    return f"the contract has no '{way.missing}'{whole} in {root}"


def _line(words: Literals, path: str, way: Way) -> int:
    return words.line(*([way.missing] if way.missing else []), *names_of_path(path)) or 1


def last_name(path: str) -> str:
    """The field that a path leads to."""
    return names_of_path(path)[0]


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
        if words.text_line(word) is None:
            yield Fault(entry.file, 1, f"spec/uses.yaml lists '{word}' as own, which is not in this file")


def uncovered(entry: FileUses, words: Literals, names: Names) -> list[str]:
    """The fields' names that are in no place of the entry: keys, and strings that mean nothing else.

    Several fields' names together, as in a tuple, are such strings.
    """
    covered = {name for _, path in entry.listed() for name, _ in steps(path)}
    strings = words.keys.keys() | {text for text in words.others if is_unmistakable(text)}
    strings |= {text for texts in words.collections if names.fields.issuperset(texts) for text in texts}
    return sorted((strings & names.fields) - covered - _known_values(entry))


def uncovered_values(entry: FileUses, words: Literals, names: Names) -> dict[str, tuple[int, str | None]]:
    """The values that no place of the entry has, with the line and the field, if it is beside its value."""
    covered = _known_values(entry)
    fields = {name for _, path in entry.listed() for name, _ in steps(path)}
    found: dict[str, tuple[int, str | None]] = {}
    for text, lines in words.others.items():
        if is_unmistakable(text) and text in names.listed and text not in names.fields | covered | fields:
            found[text] = lines[0], None
    for (name, value), lines in words.pairs.items():
        if value in names.values.get(name, ()) and name not in entry.own and value not in covered:
            found[value] = lines[0], name
    return found


def _known_values(entry: FileUses) -> set[str]:
    """The values and tags of an entry, and its own words."""
    values = {value for fields in entry.values.values() for listed in fields.values() for value in listed}
    return values | _tags(path for _, path in entry.listed()) | {*entry.own}


def _tags(paths: Iterable[str]) -> set[str]:
    return {tag for path in paths for _, tag in steps(path) if tag}
