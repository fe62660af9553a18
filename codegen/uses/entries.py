"""`spec/uses.yaml`: what each hand-written file relies on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_KEYS = {"file", "places", "optional", "values", "own"}
_HEAD = """\
# The places of the contract that hand-written code relies on; `nox -s uses` checks them.
#
# places: where fields are read or written: `<operation> request`, `answer`, `stream`, `error` or
#   `parameters`, or `schema <name>`, each with its fields. Arrays and unions are passed through; `<tag>`
#   chooses a variant by the value of its `type`, `role` or the like; `*` is the value of a map.
# optional: such places that only some revisions of the contract have; the code works without them. The
#   values that their tags choose are optional, too.
# values: the values of a field that the file tells apart or writes.
# own: words that are a field's name or value in the contract, and in this file something else.
#
# After a change of a file: `nox -s uses -- --update FILE`, then read what it added.

"""


class UsesError(Exception):
    """An entry of spec/uses.yaml is no entry; the message says which."""


@dataclass(slots=True)
class FileUses:
    """What one file relies on."""

    file: str
    places: dict[str, list[str]] = field(default_factory=dict)
    """Root -> paths of fields."""
    optional: dict[str, list[str]] = field(default_factory=dict)
    """As `places`; the contract may lack them."""
    values: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """Root -> path -> values."""
    own: list[str] = field(default_factory=list)

    def listed(self) -> Iterator[tuple[str, str]]:
        """Root and path of each place."""
        for table in (self.places, self.optional):
            for root, paths in table.items():
                for path in paths:
                    yield root, path

    def as_entry(self) -> dict[str, Any]:
        """As it is written."""
        parts = {
            "file": self.file,
            "places": _sorted(self.places),
            "optional": _sorted(self.optional),
            "values": {root: _sorted(paths) for root, paths in self.values.items() if paths},
            "own": sorted(self.own),
        }
        return {key: value for key, value in parts.items() if value}


def _sorted(table: dict[str, list[str]]) -> dict[str, list[str]]:
    return {key: sorted(listed) for key, listed in sorted(table.items())}


def load(path: Path) -> list[FileUses]:
    """The entries; none if there is no file. Raises UsesError."""
    if not path.exists():
        return []
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    found = []
    for entry in entries:
        if not isinstance(entry, dict) or "file" not in entry or entry.keys() - _KEYS:
            raise UsesError(f"{path.name}: an entry has `file` and some of places, values, own: {entry!r}")
        found.append(FileUses(**entry))
    return found


def text(uses: list[FileUses]) -> str:
    """The whole of the list."""
    entries = [each.as_entry() for each in sorted(uses, key=lambda each: each.file)]
    return _HEAD + yaml.safe_dump(entries, sort_keys=False, default_flow_style=None, width=100)
