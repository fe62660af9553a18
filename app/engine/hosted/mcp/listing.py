"""The tools of a server as an `mcp_list_tools` item has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.contract.json_types import JsonObject


def listed_tool(tool: Mapping[str, Any]) -> JsonObject:
    """A tool as the item has it, of a tool as the server describes it."""
    description, annotations = tool.get("description"), tool.get("annotations")
    return {
        "name": tool["name"],
        "description": description if isinstance(description, str) else None,
        "input_schema": tool["inputSchema"],
        "annotations": annotations if isinstance(annotations, dict) else None,
    }


def list_item(label: str, tools: Sequence[JsonObject] = (), error: str | None = None) -> JsonObject:
    """The item."""
    return {"type": "mcp_list_tools", "server_label": label, "tools": list(tools), "error": error}


def tools_in(items: Iterable[Mapping[str, Any]], label: str) -> list[JsonObject] | None:
    """The tools of the newest listing of that server among `items`; None if there is none."""
    found = None
    for item in items:
        if (
            item.get("type") == "mcp_list_tools"
            and item.get("server_label") == label
            and not item.get("error")
        ):
            found = list(item["tools"])
    return found
