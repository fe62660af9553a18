"""The field of a response's request behind a field of the chat, which an upstream's error names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.contract.json_types import JsonObject

_TOOL = re.compile(r"tools[\[.](\d+)\]?(?:\.(?:function|custom))?(.*)", re.DOTALL)
_FORMAT = re.compile(r"response_format(?:\.json_schema)?(.*)", re.DOTALL)
_CHOICE = re.compile(r"tool_choice(?:\.(?:function|custom))?(.*)", re.DOTALL)
_NAMES = {
    "max_completion_tokens": "max_output_tokens",
    "max_tokens": "max_output_tokens",
    "reasoning_effort": "reasoning.effort",
    "verbosity": "text.verbosity",
    "logprobs": "include",
}


def response_path(path: str, fields: Mapping[str, Any], chat: JsonObject) -> str:
    """The path in the request `fields` of what is at `path` of the chat; the same path for what is in both.

    A message is one of many that `input` and the history became: its path is `input`.
    """
    if re.match(r"messages\b", path):
        return "input"
    if found := _FORMAT.fullmatch(path):
        return f"text.format{found[1]}"
    if found := _CHOICE.fullmatch(path):
        return f"tool_choice{found[1]}"
    if found := _TOOL.fullmatch(path):
        index = _tool_index(int(found[1]), fields, chat)
        return "tools" if index is None else f"tools[{index}]{found[2]}"
    return _NAMES.get(path, path)


def _tool_index(index: int, fields: Mapping[str, Any], chat: JsonObject) -> int | None:
    """The place of the chat's tool in the request, in which there may be others that are not sent."""
    tools = chat.get("tools") or []
    if index >= len(tools):
        return None
    name = (tools[index].get(str(tools[index].get("type"))) or {}).get("name")
    names = [tool.get("name") for tool in fields.get("tools") or () if isinstance(tool, Mapping)]
    return names.index(name) if name is not None and name in names else None
