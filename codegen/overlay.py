"""Applies `spec/overlay.yaml`: additions and corrections to the contract. Its header states the format."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

from codegen.normalise.schemas import JsonObject, operations

_CHANGES = ("add", "replace", "remove", "append")
_TARGETS = ("schema", "operation", "operations")
_MISSING: Any = object()


class OverlayError(Exception):
    """Entries that do not apply; all of them in one message."""


def load(path: Path) -> list[JsonObject]:
    """The entries of an overlay file."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    if not isinstance(entries, list):
        raise OverlayError(f"{path.name}: expected a list of entries")
    return entries


def apply(contract: JsonObject, entries: list[JsonObject]) -> JsonObject:
    """A copy of the contract with every entry applied. Raises OverlayError with each entry that does not."""
    result: JsonObject = copy.deepcopy(contract)
    problems: list[str] = []
    for number, entry in enumerate(entries, 1):
        try:
            _apply(result, entry)
        except OverlayError as error:
            problems.append(f"entry {number} '{entry.get('name', '?')}': {error}")
    if problems:
        raise OverlayError("spec/overlay.yaml does not match the contract:\n  " + "\n  ".join(problems))
    return result


def _apply(contract: JsonObject, entry: JsonObject) -> None:
    changes = [key for key in _CHANGES if key in entry]
    targets = [key for key in _TARGETS if key in entry]
    unknown = set(entry) - {"name", "reason", "at", "was", *_CHANGES, *_TARGETS}
    if len(changes) != 1 or len(targets) != 1 or unknown or not entry.get("name") or not entry.get("reason"):
        raise OverlayError(
            "expected a name, a reason, one target and one change"
            + "".join(f"; unknown key {k}" for k in unknown)
        )
    change, target = changes[0], targets[0]
    pointer = entry.get("at", "")
    if target == "operations":
        applied = [_change(node, pointer, change, entry, lenient=True) for _, _, node in operations(contract)]
        if not any(applied):
            raise OverlayError("it applies to no operation")
    else:
        _change(_target(contract, target, entry[target]), pointer, change, entry, lenient=False)


def _target(contract: JsonObject, kind: str, name: str) -> JsonObject:
    if kind == "schema":
        schema = contract.get("components", {}).get("schemas", {}).get(name)
        if schema is None:
            raise OverlayError(f"there is no schema {name}")
        found: JsonObject = schema
        return found
    for _, _, operation in operations(contract):
        if operation.get("operationId") == name:
            return operation
    raise OverlayError(f"there is no operation {name}")


def _change(node: JsonObject, pointer: str, change: str, entry: JsonObject, *, lenient: bool) -> bool:
    """Whether the change applies. Raises OverlayError if it does not, unless `lenient`."""
    try:
        holder, key = _walk(node, pointer)
        now = holder[key] if _has(holder, key) else _MISSING
        _check(now, change, entry)
    except OverlayError:
        if lenient:
            return False
        raise
    if change == "remove":
        del holder[key]
    elif change == "append":
        now.append(copy.deepcopy(entry[change]))
    else:
        holder[key] = copy.deepcopy(entry[change])
    return True


def _check(now: Any, change: str, entry: JsonObject) -> None:
    at, value = entry.get("at", ""), entry[change]
    if change == "add":
        if now is not _MISSING:
            raise OverlayError(f"{at} exists")
    elif now is _MISSING:
        raise OverlayError(f"there is no {at}")
    elif change == "append":
        if not isinstance(now, list) or value in now:
            raise OverlayError(f"{at} is not a list, or already has the value")
    else:
        expected = value if change == "remove" else entry.get("was", _MISSING)
        if now != expected:
            raise OverlayError(f"{at} is not what the entry expects but {now!r:.200}")


def _walk(node: Any, pointer: str) -> tuple[Any, Any]:
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    if not parts:
        raise OverlayError("`at` must name a place below the target")
    for part in parts[:-1]:
        key = int(part) if isinstance(node, list) and part.isdigit() else part
        if not _has(node, key):
            raise OverlayError(f"there is no {pointer} (stops at {part})")
        node = node[key]
    last: Any = int(parts[-1]) if isinstance(node, list) and parts[-1].isdigit() else parts[-1]
    if not isinstance(node, dict | list):
        raise OverlayError(f"there is no {pointer}")
    return node, last


def _has(node: Any, key: Any) -> bool:
    if isinstance(node, list):
        return isinstance(key, int) and key < len(node)
    return isinstance(node, dict) and key in node
