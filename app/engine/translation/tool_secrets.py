"""Members of declared tools that are credentials: used for the calls of this request, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.contract.json_types import JsonObject

MCP_SECRETS = ("authorization", "headers")
# Items that declare tools, too.
_DECLARING_ITEMS = ("additional_tools", "tool_search_output")


def secrets_of(tool: Any) -> JsonObject:
    """The credentials of a tool; empty if it has none."""
    if not isinstance(tool, Mapping) or tool.get("type") != "mcp":
        return {}
    return {name: tool[name] for name in MCP_SECRETS if tool.get(name) is not None}


def without_secrets(tool: Any) -> Any:
    """The tool as it may be stored and echoed."""
    if not secrets_of(tool):
        return tool
    return {name: value for name, value in tool.items() if name not in MCP_SECRETS}


def request_without_secrets(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """A request, or an item, whose `tools` may be stored."""
    tools = fields.get("tools")
    if not isinstance(tools, list) or not any(secrets_of(tool) for tool in tools):
        return fields
    return {**fields, "tools": [without_secrets(tool) for tool in tools]}


def item_without_secrets(item: JsonObject) -> JsonObject:
    """The item as it may be stored."""
    if item.get("type") not in _DECLARING_ITEMS:
        return item
    return dict(request_without_secrets(item))
