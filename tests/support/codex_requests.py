"""Requests as Codex CLI 0.171 sends them; which one depends on the name of the model alone."""

from __future__ import annotations

from typing import Any

_OBJECT = {"type": "object", "properties": {}, "additionalProperties": False}
_GRAMMAR = {"type": "grammar", "syntax": "lark", "definition": "start: begin_patch hunk+ end_patch\n"}
_MCP_TOOL = {
    "type": "function",
    "name": "tool_0",
    "description": "Says a word",
    "strict": False,
    "parameters": _OBJECT,
}
_WEB_SEARCH = {"type": "web_search", "external_web_access": False}
_HELLO = {
    "type": "message",
    "id": "msg_1",
    "role": "user",
    "content": [{"type": "input_text", "text": "Do the work"}],
    "internal_chat_message_metadata_passthrough": {"turn_id": "t"},
}


def _function(name: str) -> dict[str, Any]:
    return {"type": "function", "name": name, "description": name, "strict": False, "parameters": _OBJECT}


def _namespace(name: str, *tools: dict[str, Any]) -> dict[str, Any]:
    return {"type": "namespace", "name": name, "description": f"Tools of {name}", "tools": list(tools)}


def _custom(name: str) -> dict[str, Any]:
    return {"type": "custom", "name": name, "description": name, "format": _GRAMMAR}


MCP = _namespace("mcp__dummy", _MCP_TOOL)
FOUND = _namespace("mcp__dummy", {**_MCP_TOOL, "defer_loading": True})
_SHARED: dict[str, Any] = {
    "tool_choice": "auto",
    "parallel_tool_calls": True,
    "store": False,
    "stream": True,
    "include": ["reasoning.encrypted_content"],
    "prompt_cache_key": "01a22def-d5fe-7800-997a-396377266e5e",
    "client_metadata": {"x-codex-installation-id": "6b1e", "sandbox": "none"},
}

UNKNOWN_MODEL: dict[str, Any] = {
    **_SHARED,
    "model": "m",
    "reasoning": {"summary": "auto"},
    "input": [_HELLO],
    "tools": [
        _function("exec_command"),
        _namespace("multi_agent_v1", _function("spawn_agent")),
        _WEB_SEARCH,
        MCP,
    ],
}
PATCHING_MODEL: dict[str, Any] = {
    **_SHARED,
    "model": "gpt-5.5",
    "reasoning": {"effort": "medium"},
    "text": {"verbosity": "low"},
    "input": [_HELLO],
    "tools": [
        _function("exec_command"),
        _custom("apply_patch"),
        {"type": "tool_search", "execution": "client", "description": "Searches", "parameters": _OBJECT},
        {**_WEB_SEARCH, "search_content_types": ["text", "image"]},
    ],
}
CODE_MODEL: dict[str, Any] = {
    **_SHARED,
    "model": "gpt-5.6-sol",
    "parallel_tool_calls": False,
    "reasoning": {"effort": "low", "context": "all_turns"},
    "text": {"verbosity": "low"},
    "input": [
        {
            "type": "additional_tools",
            "id": "at_1",
            "role": "developer",
            "tools": [
                _namespace("functions", _custom("exec"), _function("wait")),
                _namespace("collaboration", _function("spawn_agent")),
            ],
        },
        _HELLO,
    ],
}
