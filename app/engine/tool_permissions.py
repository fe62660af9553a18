"""The hosted tools that a project may use, in the requests for responses and chats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.access.callers import Call
from app.errors import Forbidden


def require_tools(call: Call) -> None:
    """Raises Forbidden, which names the field, for a tool that the caller's project may not use."""
    denied = call.caller.denied_tools
    if not denied:
        return
    for place, kind in _used(call.body_fields):
        tool = _hosted(kind)
        if tool in denied:
            raise Forbidden(
                f"Project `{call.caller.project}` may not use the hosted tool `{tool}`.",
                param=place,
                code="hosted_tool_not_permitted",
            )


def _hosted(kind: str) -> str:
    """The tool of a type, which may have a version: `web_search_preview_2025_03_11` is `web_search`."""
    tools = ("file_search", "web_search", "image_generation", "mcp", "code_interpreter")
    return next((tool for tool in tools if kind == tool or kind.startswith(f"{tool}_")), "")


def _used(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The place and the type of each tool: of the request, of a namespace, and of an item of the input."""
    if fields.get("web_search_options") is not None:
        yield "web_search_options", "web_search"
    yield from _of_list(fields.get("tools"), "tools")
    items = fields.get("input")
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, Mapping):
            yield from _of_list(item.get("tools"), f"input[{number}].tools")


def _of_list(tools: Any, place: str) -> Iterator[tuple[str, str]]:
    for number, tool in enumerate(tools if isinstance(tools, list) else ()):
        if isinstance(tool, Mapping):
            yield f"{place}[{number}].type", str(tool.get("type"))
            yield from _of_list(tool.get("tools"), f"{place}[{number}].tools")
