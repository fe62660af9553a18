"""Calls of tools that have items of their own: what the arguments of their functions become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.engine.translation.tool_names import ToolKind

ITEM_TYPES: Mapping[ToolKind, str] = {
    "tool_search": "tool_search_call",
    "shell": "shell_call",
    "local_shell": "local_shell_call",
    "apply_patch": "apply_patch_call",
}
"""By the kind of the tool. Such an item is whole from the start: its arguments are no text."""
_LEVELS_AROUND = 54
_WITH_DIFF = ("create_file", "update_file")


def call_fields(kind: ToolKind, arguments: str) -> JsonObject | None:
    """The members of the item; None if the arguments do not fit: nothing is run on a guess."""
    try:
        value = orjson.loads(arguments)
        # It reads more levels than it writes, and an event has some around these.
        orjson.dumps(reduce(lambda inner, _: [inner], range(_LEVELS_AROUND), value))
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None
    if not isinstance(value, dict):
        return None
    if kind == "tool_search":
        return {"execution": "client", "arguments": value}
    if kind == "shell":
        return _shell(value)
    if kind == "local_shell":
        return _local_shell(value)
    return _patch(value)


def item_status(kind: ToolKind, status: str) -> str:
    """The item's status: that of a patch is never incomplete."""
    return "completed" if kind == "apply_patch" and status == "incomplete" else status


def command_events(fields: JsonObject, output_index: int) -> Iterator[tuple[str, JsonObject]]:
    """The events of a shell's commands, each with its members."""
    for index, command in enumerate(fields["action"]["commands"]):
        place = {"output_index": output_index, "command_index": index}
        yield "response.shell_call_command.added", {**place, "command": ""}
        yield "response.shell_call_command.delta", {**place, "delta": command}
        yield "response.shell_call_command.done", {**place, "command": command}


def _shell(value: JsonObject) -> JsonObject | None:
    commands = value.get("commands")
    commands = [commands] if isinstance(commands, str) else commands
    if not _are_texts(commands):
        return None
    numbers = {name: _number(value.get(name)) for name in ("timeout_ms", "max_output_length")}
    return {"action": {"commands": commands, **numbers}, "environment": {"type": "local"}}


def _local_shell(value: JsonObject) -> JsonObject | None:
    command, env, folder = value.get("command"), value.get("env") or {}, value.get("working_directory")
    if not (_are_texts(command) and isinstance(env, dict) and _are_texts(list(env.values()))):
        return None
    action: JsonObject = {"type": "exec", "command": command, "env": env}
    if isinstance(folder, str):
        action["working_directory"] = folder
    if _number(value.get("timeout_ms")) is not None:
        action["timeout_ms"] = value["timeout_ms"]
    return {"action": action}


def _patch(value: JsonObject) -> JsonObject | None:
    kind, path, diff = value.get("operation"), value.get("path"), value.get("diff")
    if not isinstance(path, str):
        return None
    if kind == "delete_file":
        return {"operation": {"type": kind, "path": path}}
    if kind in _WITH_DIFF and isinstance(diff, str):
        return {"operation": {"type": kind, "path": path, "diff": diff}}
    return None


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _number(value: Any) -> int | None:
    return value if type(value) is int else None
