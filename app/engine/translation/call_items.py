"""Items of calls, and of their outputs -> the calls and texts of chat messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.contract.long_texts import json_as_text
from app.engine.translation.tool_names import ToolName

CALLS = (
    "function_call",
    "custom_tool_call",
    "tool_search_call",
    "shell_call",
    "local_shell_call",
    "apply_patch_call",
)
"""Types of items that become a member of `tool_calls`."""


def called_tool(item: Mapping[str, Any]) -> ToolName:
    """The tool that an item calls."""
    match item["type"]:
        case "function_call":
            return ToolName("function", item["name"], item.get("namespace"))
        case "custom_tool_call":
            return ToolName("custom", item["name"], item.get("namespace"))
        case "tool_search_call":
            return ToolName("tool_search", "tool_search")
        case "shell_call":
            return ToolName("shell", "shell")
        case "local_shell_call":
            return ToolName("local_shell", "local_shell")
        case _:
            return ToolName("apply_patch", "apply_patch")


def call_text(item: Mapping[str, Any], *, native_custom: bool) -> str:
    """The arguments of an item's call; of a native custom tool, its input."""
    match item["type"]:
        case "function_call":
            return str(item["arguments"])
        case "custom_tool_call":
            return str(item["input"]) if native_custom else _json({"input": item["input"]})
        case "tool_search_call":
            return _json(item["arguments"])
        case "apply_patch_call":
            operation = item["operation"]
            return _json({"operation": operation["type"], **_without(operation, "type")})
        case _:
            return _json(_without(item["action"], "type"))


def output_text(item: Mapping[str, Any]) -> str:
    """The output of a tool without a name of its own, as the text of a `tool` message."""
    if item["type"] == "local_shell_call_output":
        return str(item["output"])
    if item["type"] == "apply_patch_call_output":
        return _json(_without({"status": item["status"], "output": item.get("output")}))
    return _json({"output": item["output"]})


def output_call_ids(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids that may name the call of an output: the contract's local shell has no other than `id`."""
    names = ("call_id", "id") if item["type"] == "local_shell_call_output" else ("call_id",)
    return tuple(item[name] for name in names if item.get(name) is not None)


def _without(value: Mapping[str, Any], *names: str) -> JsonObject:
    return {name: member for name, member in value.items() if name not in names and member is not None}


def _json(value: Any) -> str:
    return json_as_text(orjson.dumps(value))
