"""Derives each operation's permission from `spec/permissions.yaml`, whose header states the format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from codegen.normalise.schemas import METHODS, JsonObject, operations

Permissions = dict[str, str]
"""Operation id -> permission, for every operation of a contract."""

Source = Literal["document", "seen", "own"]

_VERBS = ("read", "write", "request")
_KEYS = {"path", "method", "area", "source"}


class PermissionsError(Exception):
    """Entries that are wrong, and operations without an entry; all of them in one message."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A path template, with one method or any, and the area of the operations at and below it."""

    path: str
    method: str | None
    """Upper-case; None is any."""
    area: str
    source: Source

    def covers(self, method: str, path: str) -> bool:
        """Whether the entry covers an operation; `path` is a template without a query."""
        below = path == self.path or path.startswith(f"{self.path}/")
        return below and self.method in (None, method)

    def permission(self, method: str) -> str:
        """The area's permission for a method, or the area itself where it already is a permission."""
        if self.area.rpartition(".")[2] in _VERBS:
            return self.area
        return f"{self.area}.{'read' if method == 'GET' else 'write'}"

    def __str__(self) -> str:
        return f"{self.method} {self.path}" if self.method else self.path


def load(path: Path) -> list[Entry]:
    """The entries of a permissions file."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None
    if not isinstance(entries, list):
        raise PermissionsError(f"{path.name}: expected a list of entries.")
    return [_entry(number, raw) for number, raw in enumerate(entries, 1)]


def derive(contract: JsonObject, entries: Iterable[Entry]) -> Permissions:
    """Exactly one permission per operation. Raises PermissionsError for a gap or a twin."""
    by_place: dict[tuple[str, str | None], Entry] = {}
    problems: list[str] = []
    for entry in entries:
        if by_place.setdefault((entry.path, entry.method), entry) is not entry:
            problems.append(f"{entry} has two entries")
    permissions: Permissions = {}
    for key, lower, operation in operations(contract):
        method, path = lower.upper(), key.partition("?")[0]
        deciding = _deciding(by_place.values(), method, path)
        if deciding is None:
            problems.append(
                f"{method} {key} ({operation['operationId']}) has no entry: add its path and area"
            )
            continue
        permissions[operation["operationId"]] = deciding.permission(method)
    if problems:
        raise PermissionsError(
            "spec/permissions.yaml does not match the contract:\n  " + "\n  ".join(problems)
        )
    return permissions


def unused(contract: JsonObject, entries: Iterable[Entry]) -> list[str]:
    """The entries that decide for no operation of the contract."""
    listed = list(entries)
    used = {
        _deciding(listed, method.upper(), path.partition("?")[0]) for path, method, _ in operations(contract)
    }
    return [str(entry) for entry in listed if entry not in used]


def _deciding(entries: Iterable[Entry], method: str, path: str) -> Entry | None:
    """The entry of the longest template, and of the method before that of any."""
    covering = [entry for entry in entries if entry.covers(method, path)]
    return max(covering, key=lambda entry: (len(entry.path), entry.method is not None), default=None)


def _entry(number: int, raw: Any) -> Entry:
    if not isinstance(raw, dict) or not raw.keys() <= _KEYS or not _KEYS - {"method"} <= raw.keys():
        raise PermissionsError(
            f"permissions.yaml, entry {number}: expected path, area, source, maybe method."
        )
    method, area, source = raw.get("method"), str(raw["area"]), raw["source"]
    if method is not None and method not in {known.upper() for known in METHODS}:
        raise PermissionsError(
            f"permissions.yaml, entry {number}: {method!r} is no HTTP method in upper case."
        )
    if source not in get_args(Source):
        raise PermissionsError(f"permissions.yaml, entry {number}: source must be document, seen or own.")
    if not area.startswith("api.") or area.endswith("."):
        raise PermissionsError(
            f"permissions.yaml, entry {number}: {area!r} is not an area such as api.files."
        )
    return Entry(str(raw["path"]), method, area, source)
