"""Rewrites entries of `spec/uses.yaml` after a change of their files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from codegen.normalise.schemas import JsonObject
from codegen.uses.check import last_name, uncovered, uncovered_values
from codegen.uses.entries import FileUses
from codegen.uses.literals import Literals, files, literals
from codegen.uses.names import names_of
from codegen.uses.places import Contract
from codegen.uses.suggest import suggest


def updated(
    root: Path, uses: list[FileUses], document: JsonObject, chosen: Sequence[str], roots: Sequence[str] = ()
) -> list[FileUses]:
    """The list with the chosen files' entries made complete, without what these files do not mention.

    Without `roots`, a file that has no entry gets those of its folder, or of the nearest one around it.
    """
    contract, names = Contract(document), names_of(document)
    entries = {each.file: each for each in uses}
    for file in chosen or files(root):
        path = root / file
        words = literals(path.read_text(encoding="utf-8")) if path.exists() else Literals()
        entry = _pruned(entries.get(file, FileUses(file)), words)
        if roots or uncovered(entry, words, names) or uncovered_values(entry, words, names):
            beside = roots or ([] if entry.places else _roots_beside(file, uses))
            entry = suggest(entry, words, contract, names, beside)
        if entry.as_entry().keys() != {"file"}:
            entries[file] = entry
        else:
            entries.pop(file, None)
    return [*entries.values()]


def _roots_beside(file: str, uses: list[FileUses]) -> list[str]:
    """Those of the nearest folder that has any."""
    for folder in PurePosixPath(file).parents:
        beside = [each for each in uses if PurePosixPath(each.file).parent == folder]
        if roots := sorted({root for each in beside for root in each.places}):
            return roots
    return []


def _pruned(entry: FileUses, words: Literals) -> FileUses:
    def is_in_file(path: str) -> bool:
        return words.line(last_name(path)) is not None

    places, optional = (
        {root: kept for root, paths in table.items() if (kept := [p for p in paths if is_in_file(p)])}
        for table in (entry.places, entry.optional)
    )
    values: dict[str, dict[str, list[str]]] = {}
    for root, fields in entry.values.items():
        for path, listed in fields.items():
            kept = [value for value in listed if words.line(value) is not None]
            if kept:
                values.setdefault(root, {})[path] = kept
    own = [word for word in entry.own if words.text_line(word) is not None]
    return FileUses(entry.file, places, optional, values, own)
