"""Chat bodies whose tools are written as those of responses: without a member named after their type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.engine.translation.agent_tools import custom_function

_MEMBERS = {
    "function": ("name", "description", "parameters", "strict"),
    "custom": ("name", "description", "format"),
}


def has_flat_tools(fields: Mapping[str, Any]) -> bool:
    """Whether one of the body's tools is flat."""
    tools = fields.get("tools")
    return isinstance(tools, list) and any(_is_flat(tool) for tool in tools)


def with_nested_tools(fields: Mapping[str, Any]) -> JsonObject:
    """The body with its tools, and the choice among them, as the contract has them."""
    nested: JsonObject = {**fields, "tools": [_nested(tool) for tool in fields["tools"]]}
    choice = fields.get("tool_choice")
    if isinstance(choice, Mapping) and _is_flat(choice):
        nested["tool_choice"] = {"type": choice["type"], choice["type"]: {"name": choice["name"]}}
    return nested


def with_functions(fields: Mapping[str, Any]) -> JsonObject:
    """A valid body with a function for each custom tool, also in the choice and in earlier calls."""
    changed: JsonObject = {**fields, "tools": [_as_function(tool) for tool in fields["tools"]]}
    choice = fields.get("tool_choice")
    if isinstance(choice, Mapping) and choice.get("type") == "custom":
        changed["tool_choice"] = {"type": "function", "function": choice["custom"]}
    changed["messages"] = [
        {**message, "tool_calls": [_called(call) for call in message["tool_calls"]]}
        if message.get("tool_calls")
        else message
        for message in fields["messages"]
    ]
    return changed


def _is_flat(tool: Any) -> bool:
    if not isinstance(tool, Mapping):
        return False
    kind = tool.get("type")
    return kind in ("function", "custom") and kind not in tool and isinstance(tool.get("name"), str)


def _nested(tool: Any) -> Any:
    if not _is_flat(tool):
        return tool
    kind = tool["type"]
    members = {name: tool[name] for name in _MEMBERS[kind] if tool.get(name) is not None}
    form = members.get("format")
    if isinstance(form, Mapping) and form.get("type") == "grammar" and "grammar" not in form:
        grammar = {name: form[name] for name in ("definition", "syntax") if name in form}
        members["format"] = {"type": "grammar", "grammar": grammar}
    return {"type": kind, kind: members}


def _as_function(tool: JsonObject) -> JsonObject:
    if tool.get("type") != "custom":
        return tool
    custom = tool["custom"]
    form = custom.get("format") or {}
    flat_form = {"type": form.get("type"), **(form.get("grammar") or {})}
    return {
        "type": "function",
        "function": {"name": custom["name"], **custom_function({**custom, "format": flat_form})},
    }


def _called(call: JsonObject) -> JsonObject:
    if call.get("type") != "custom":
        return call
    custom = call["custom"]
    rest = {name: value for name, value in call.items() if name != "custom"}
    arguments = orjson.dumps({"input": custom["input"]}).decode()
    return {**rest, "type": "function", "function": {"name": custom["name"], "arguments": arguments}}
