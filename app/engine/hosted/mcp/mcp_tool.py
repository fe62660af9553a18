"""The `mcp` tool: the tools of a remote MCP server, which this server lists and calls."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.engine.hosted.mcp.approvals import approval_request, approved
from app.engine.hosted.mcp.declaration import McpDeclaration, declaration
from app.engine.hosted.mcp.json_rpc import is_deep
from app.engine.hosted.mcp.listing import list_item, listed_tool, tools_in
from app.engine.hosted.mcp.mcp_errors import INVALID_PARAMS, McpError, McpHttpError, McpProtocolError
from app.engine.hosted.mcp.mcp_session import McpSession
from app.engine.hosted.mcp.tool_output import cleaned, output_text
from app.engine.hosted.tool import (
    HostedCall,
    HostedFunction,
    ItemAdded,
    ItemDone,
    ItemEvent,
    OutputRoom,
    ToolContext,
    ToolEvent,
)
from app.engine.translation.hosted_items import answered_call
from app.errors import UpstreamUnreachable
from app.outbound.outbound_client import Outbound

_log = logging.getLogger(__name__)

LIST_SECONDS = 60.0
"""For the list of a server's tools, whatever its number of pages."""


class McpProvider:
    """See `ToolProvider`."""

    def __init__(self, outbound: Outbound) -> None:
        self._outbound = outbound

    def tool(self, declared: Mapping[str, Any], path: str, fields: Mapping[str, Any]) -> McpTool:
        """See `ToolProvider.tool`."""
        return McpTool(self._outbound, declaration(declared, path, fields, self._outbound))


class McpTool:
    """See `HostedTool`. One session with the server lasts for all rounds."""

    kind = "mcp"

    def __init__(self, outbound: Outbound, declared: McpDeclaration) -> None:
        self._outbound = outbound
        self._declared = declared
        self._label = declared.label
        self._tools: dict[str, JsonObject] | None = None
        self._open_session: McpSession | None = None

    def functions(self) -> Sequence[HostedFunction]:
        """See `HostedTool.functions`: the allowed tools only."""
        return [
            HostedFunction(
                name=name,
                description="\n\n".join(filter(None, (self._declared.description, tool.get("description")))),
                parameters=tool["input_schema"],
                namespace=self._label,
            )
            for name, tool in (self._tools or {}).items()
        ]

    async def prepare(self, context: ToolContext) -> AsyncGenerator[ToolEvent, None]:
        """See `HostedTool.prepare`: lists the server's tools, unless the history has that list."""
        listed = tools_in(context.items, self._label)
        if listed is not None:
            self._take(listed)
        if self._tools is not None:
            return
        yield ItemAdded(list_item(self._label))
        yield ItemEvent("response.mcp_list_tools.in_progress")
        try:
            found = [listed_tool(tool) for tool in await self._list(context.deadline)]
        except McpError as error:
            message = self._cleaned(error.message)
            self._log("tools/list", message)
            yield ItemEvent("response.mcp_list_tools.failed")
            yield ItemDone(list_item(self._label, error=message))
            raise UpstreamUnreachable(
                f"The tools of the MCP server {self._label!r} cannot be listed: {message}",
                code="server_error",
            ) from None
        self._take(self._cleaned(found))
        yield ItemEvent("response.mcp_list_tools.completed")
        yield ItemDone(list_item(self._label, list((self._tools or {}).values())))

    async def _list(self, deadline: float) -> list[Mapping[str, Any]]:
        """All pages of the server's list, which together are one call."""
        end = min(deadline, asyncio.get_running_loop().time() + LIST_SECONDS)
        try:
            async with asyncio.timeout_at(end):
                return await self._session.tools()
        except TimeoutError:
            message = f"The server did not end its list within {LIST_SECONDS:g} s."
            raise McpHttpError(HTTPStatus.GATEWAY_TIMEOUT, message) from None

    def approved_calls(self, context: ToolContext) -> Sequence[HostedCall]:
        """See `HostedTool.approved_calls`."""
        return approved(context.items, self._label)

    def needs_approval(self, call: HostedCall) -> JsonObject | None:
        """See `HostedTool.needs_approval`. A call that would not run anyway needs none."""
        tool = (self._tools or {}).get(call.name)
        if tool is None or call.approval_request_id is not None:
            return None
        needed = self._declared.approval.needed(call.name, tool.get("annotations") or {})
        return approval_request(self._label, call) if needed else None

    async def run(self, call: HostedCall, context: ToolContext) -> AsyncGenerator[ToolEvent, None]:
        """See `HostedTool.run`."""
        item = self._item(call)
        yield ItemAdded({**item, "arguments": ""})
        yield ItemEvent("response.mcp_call.in_progress")
        if call.arguments:
            yield ItemEvent("response.mcp_call_arguments.delta", {"delta": call.arguments})
        yield ItemEvent("response.mcp_call_arguments.done", {"arguments": call.arguments})
        item = await self._ran(item, call, context.room)
        yield ItemEvent(f"response.mcp_call.{item['status']}")
        yield ItemDone(item, answered_call(item, "").text)

    def repeatable(self, call: HostedCall) -> bool:
        """See `HostedTool.repeatable`: the server says so, and is trusted."""
        tool = (self._tools or {}).get(call.name, {})
        annotations = tool.get("annotations") or {}
        return annotations.get("readOnlyHint") is True or annotations.get("idempotentHint") is True

    def restore(self, item: JsonObject, state: Any) -> None:
        """See `HostedTool.restore`: takes in the list of tools."""
        listed = tools_in([item], self._label)
        if listed is not None:
            self._take(listed)

    async def close(self) -> None:
        """Ends the session with the server."""
        session, self._open_session = self._open_session, None
        if session is not None:
            await session.close()

    @property
    def _session(self) -> McpSession:
        if self._open_session is None:
            self._open_session = McpSession(self._outbound, self._declared.url, self._declared.headers)
        return self._open_session

    def _take(self, listed: Sequence[JsonObject]) -> None:
        allowed = self._declared.allowed
        self._tools = {
            tool["name"]: tool
            for tool in listed
            if allowed.matches(tool["name"], tool.get("annotations") or {})
        }

    def _item(self, call: HostedCall) -> JsonObject:
        return {
            "type": "mcp_call",
            "server_label": self._label,
            "name": call.name,
            "arguments": call.arguments,
            "output": None,
            "error": None,
            "status": "in_progress",
            "approval_request_id": call.approval_request_id,
        }

    async def _ran(self, item: JsonObject, call: HostedCall, room: OutputRoom) -> JsonObject:
        """The item with the call's outcome."""
        try:
            result = await self._session.call(call.name, self._arguments(call))
        except McpError as error:
            self._log("tools/call", self._cleaned(error.message))
            return {**item, "status": "failed", "error": self._cleaned(error.item_error())}
        text = output_text(result, room.left)
        room.take(text)
        text = self._cleaned(text)
        if result.get("isError") is True:
            failure = {"type": "mcp_tool_execution_error", "content": [{"type": "text", "text": text}]}
            return {**item, "status": "failed", "error": failure}
        return {**item, "status": "completed", "output": text}

    def _arguments(self, call: HostedCall) -> JsonObject:
        """Raises McpProtocolError for a call that does not reach the server."""
        if call.name not in (self._tools or {}):
            raise McpProtocolError(INVALID_PARAMS, f"{call.name!r} is not a tool that may be called here.")
        try:
            arguments = orjson.loads(call.arguments or b"{}")
        except orjson.JSONDecodeError:
            arguments = None
        if not isinstance(arguments, dict):
            raise McpProtocolError(INVALID_PARAMS, "The arguments are not a JSON object.")
        if is_deep(arguments):
            raise McpProtocolError(INVALID_PARAMS, "The arguments are nested too deep.")
        return arguments

    def _cleaned(self, value: Any) -> Any:
        return cleaned(value, self._declared.secrets)

    def _log(self, method: str, message: str) -> None:
        _log.warning("MCP server %s, %s failed: %s", self._label, method, message)
