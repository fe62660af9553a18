"""Tools that chat completions do not have, as functions: `custom`, `tool_search`, `shell` and patches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.contract.json_types import JsonObject

_TEXT: JsonObject = {"type": "string"}
_NUMBER: JsonObject = {"type": "integer"}
_TEXTS: JsonObject = {"type": "array", "items": _TEXT}
_INPUT: JsonObject = {
    "type": "object",
    "properties": {"input": _TEXT},
    "required": ["input"],
    "additionalProperties": False,
}
_QUERY: JsonObject = {
    "type": "object",
    "properties": {"query": {**_TEXT, "description": "What the tool should do."}},
    "required": ["query"],
    "additionalProperties": False,
}
_FUNCTIONS: Mapping[str, JsonObject] = {
    "shell": {
        "description": "Runs shell commands on the user's machine and returns the output of each.",
        "parameters": {
            "type": "object",
            "properties": {
                "commands": {**_TEXTS, "description": "The commands, which run one after the other."},
                "timeout_ms": {**_NUMBER, "description": "The longest that they may run."},
                "max_output_length": {**_NUMBER, "description": "The most characters of output."},
            },
            "required": ["commands"],
            "additionalProperties": False,
        },
    },
    "local_shell": {
        "description": "Runs one command on the user's machine and returns its output.",
        "parameters": {
            "type": "object",
            "properties": {
                "command": {**_TEXTS, "description": "The program and its arguments."},
                "env": {"type": "object", "additionalProperties": _TEXT},
                "working_directory": _TEXT,
                "timeout_ms": {**_NUMBER, "description": "The longest that it may run."},
            },
            "required": ["command"],
            "additionalProperties": False,
        },
    },
    "apply_patch": {
        "description": "Creates, updates or deletes one file. `diff` is in the V4A format, without a header; "
        "of a new file each line begins with +.",
        "parameters": {
            "type": "object",
            "properties": {
                "operation": {**_TEXT, "enum": ["create_file", "update_file", "delete_file"]},
                "path": {**_TEXT, "description": "Relative to the workspace."},
                "diff": {**_TEXT, "description": "Not needed to delete a file."},
            },
            "required": ["operation", "path"],
            "additionalProperties": False,
        },
    },
}


def custom_function(tool: Mapping[str, Any]) -> JsonObject:
    """The members of a function that stands for a custom tool; a grammar is quoted in its description."""
    return {"description": _custom_description(tool), "parameters": _INPUT}


def search_function(tool: Mapping[str, Any]) -> JsonObject:
    """The members of the function that stands for the client's tool search."""
    description = tool.get("description") or "Searches for more tools; those found can be called afterwards."
    return {"description": description, "parameters": tool.get("parameters") or _QUERY}


def client_function(tool: Mapping[str, Any]) -> JsonObject:
    """The members of the function that stands for `shell`, `local_shell` or `apply_patch`."""
    function = _FUNCTIONS[tool["type"]]
    skills = (tool.get("environment") or {}).get("skills") or ()
    if not skills:
        return function
    listed = [f"- {skill['name']} ({skill['path']}): {skill['description']}" for skill in skills]
    return {**function, "description": "\n".join((function["description"], "Skills, in folders:", *listed))}


def _custom_description(tool: Mapping[str, Any]) -> str:
    given = tool.get("format") or {}
    parts = [tool["description"]] if tool.get("description") else []
    if given.get("type") == "grammar":
        parts.append(
            f"`input` is a text that matches this {given['syntax']} grammar, not JSON:\n{given['definition']}"
        )
    else:
        parts.append("`input` is the tool's input as a text.")
    return "\n\n".join(parts)
