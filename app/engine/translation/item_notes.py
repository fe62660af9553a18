"""Items of tools that the client runs, as texts for an upstream that has no such tools."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.contract.long_texts import json_as_text

# Who made the item, and how it is found: nothing that a model needs.
_BOOKKEEPING = ("type", "id", "call_id", "status", "created_by", "agent", "caller", "environment")


def note_call(message: JsonObject, call_id: str, note: str) -> None:
    """Replaces a call of an assistant's message by a note: chat completions allow no call without output."""
    calls = [call for call in message.pop("tool_calls") if call["id"] != call_id]
    if calls:
        message["tool_calls"] = calls
    content = message.get("content")
    if isinstance(content, list):
        message["content"] = [*content, {"type": "text", "text": note}]
    else:
        message["content"] = f"{content}\n\n{note}" if content else note


def note_of(item: Mapping[str, Any], tag: str) -> tuple[str, str | None]:
    """The note on an item, and the address of its screenshot, if it has one."""
    rest = {
        name: value for name, value in item.items() if name not in _BOOKKEEPING and value not in (None, [])
    }
    screenshot = None
    output = rest.get("output")
    if isinstance(output, Mapping) and isinstance(output.get("image_url"), str):
        screenshot = output["image_url"]
        del rest["output"]
    return f"[{tag}] {json_as_text(orjson.dumps(rest))}", screenshot
