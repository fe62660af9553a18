"""Applies `spec/overlay.yaml`: additions and corrections to the contract. Its header states the format."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

from codegen.normalise.schemas import JsonObject, operations

_CHANGES = ("add", "replace", "remove", "append", "optional")
_TARGETS = ("schema", "schemas", "operation", "operations")
_MISSING: Any = object()


class OverlayError(Exception):
    """Entries that are malformed, or whose place holds something else; all of them in one message."""


class _Obsolete(Exception):
    """The entry's target is gone, or the contract has what it asks for."""


def load(path: Path) -> list[JsonObject]:
    """The entries of an overlay file."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    if not isinstance(entries, list):
        raise OverlayError(f"{path.name}: expected a list of entries")
    return entries


def apply(contract: JsonObject, entries: list[JsonObject]) -> tuple[JsonObject, list[str]]:
    """A copy of the contract with the entries applied, and the obsolete ones, each with its reason.

    Raises OverlayError with each entry whose place holds neither what it expects nor what it asks for.
    """
    result: JsonObject = copy.deepcopy(contract)
    problems: list[str] = []
    obsolete: list[str] = []
    for number, entry in enumerate(entries, 1):
        try:
            _apply(result, entry)
        except _Obsolete as reason:
            obsolete.append(f"entry {number} '{entry['name']}': {reason}")
        except OverlayError as error:
            problems.append(f"entry {number} '{entry.get('name', '?')}': {error}")
    if problems:
        raise OverlayError("spec/overlay.yaml does not match the contract:\n  " + "\n  ".join(problems))
    return result, obsolete


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
    if change == "optional":
        _make_optional(contract, _target(contract, target, entry[target]), pointer, entry[change])
    elif target == "operations":
        _change_all([node for _, _, node in operations(contract)], pointer, change, entry)
    elif target == "schemas":
        _change_all(list(_schemas(contract).values()), pointer, change, entry)
    else:
        _change(_target(contract, target, entry[target]), pointer, change, entry)


def _change_all(nodes: list[JsonObject], pointer: str, change: str, entry: JsonObject) -> None:
    """Changes those to which the entry applies: at least one, or all have what it asks for."""
    kind = "operation" if "operations" in entry else "schema"
    applied, errors = 0, []
    for node in nodes:
        try:
            _change(node, pointer, change, entry)
            applied += 1
        except (_Obsolete, OverlayError) as error:
            errors.append(error)
    if not applied:
        if errors and all(isinstance(error, _Obsolete) for error in errors):
            raise _Obsolete(f"each {kind} has it")
        raise OverlayError(f"it applies to no {kind}")


def _target(contract: JsonObject, kind: str, name: str) -> JsonObject:
    if kind == "schema":
        schema = _schemas(contract).get(name)
        if schema is None:
            raise _Obsolete(f"there is no schema {name}")
        found: JsonObject = schema
        return found
    for _, _, operation in operations(contract):
        if operation.get("operationId") == name:
            return operation
    raise _Obsolete(f"there is no operation {name}")


def _schemas(contract: JsonObject) -> JsonObject:
    found: JsonObject = contract.get("components", {}).get("schemas", {})
    return found


def _make_optional(contract: JsonObject, node: JsonObject, pointer: str, members: list[str]) -> None:
    """Replaces each reference of a list whose schema requires a member by one to a copy that does not."""
    holder, key = _walk(node, pointer)
    schemas, changed = _schemas(contract), False
    for variant in holder[key] if _has(holder, key) else ():
        name = str(variant.get("$ref", "")).rpartition("/")[2]
        required = schemas.get(name, {}).get("required", [])
        left = [member for member in required if member not in members]
        if left == required:
            continue
        if name + "Input" in schemas:
            raise OverlayError(f"there is a schema {name}Input")
        schemas[name + "Input"] = {**copy.deepcopy(schemas[name]), "required": left}
        variant["$ref"] += "Input"
        changed = True
    if not changed:
        raise _Obsolete(f"{pointer} has no schema that requires one of the members")


def _change(node: JsonObject, pointer: str, change: str, entry: JsonObject) -> None:
    """Raises _Obsolete or OverlayError where the change does not apply."""
    holder, key = _walk(node, pointer)
    now = holder[key] if _has(holder, key) else _MISSING
    _check(now, change, entry)
    if change == "remove":
        del holder[key]
    elif change == "append":
        now.append(copy.deepcopy(entry[change]))
    else:
        holder[key] = copy.deepcopy(entry[change])


def _check(now: Any, change: str, entry: JsonObject) -> None:
    at, value = entry.get("at", ""), entry[change]
    if change == "add":
        if now is _MISSING:
            return
        if now == value:
            raise _Obsolete(f"the contract has {at}")
        raise OverlayError(f"{at} exists and is {now!r:.200}")
    if now is _MISSING:
        raise _Obsolete(f"there is no {at}")
    if change == "append":
        if not isinstance(now, list):
            raise OverlayError(f"{at} is not a list")
        if value in now:
            raise _Obsolete(f"{at} has the value")
        return
    if change == "replace" and now == value:
        raise _Obsolete(f"{at} has the value")
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
            raise _Obsolete(f"there is no {pointer} (stops at {part})")
        node = node[key]
    last: Any = int(parts[-1]) if isinstance(node, list) and parts[-1].isdigit() else parts[-1]
    if not isinstance(node, dict | list):
        raise _Obsolete(f"there is no {pointer}")
    return node, last


def _has(node: Any, key: Any) -> bool:
    if isinstance(node, list):
        return isinstance(key, int) and key < len(node)
    return isinstance(node, dict) and key in node
