"""A session with an MCP server: its tools, and calls of them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.engine.hosted.mcp.json_rpc import notification, request, result_of
from app.engine.hosted.mcp.legacy_sse import LegacySse
from app.engine.hosted.mcp.mcp_errors import (
    INVALID_REQUEST,
    McpError,
    McpHttpError,
    McpProtocolError,
    SessionExpired,
)
from app.engine.hosted.mcp.streamable_http import StreamableHttp
from app.engine.hosted.mcp.transport import Transport
from app.outbound.outbound_client import Outbound
from app.outbound.request_headers import Headers
from app.version import package_version

VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
"""The protocol's versions that are spoken, newest first."""
_MAX_PAGES = 20
_MAX_TOOLS = 1000
_MAX_LIST_BYTES = 1024 * 1024
_SESSION_SECONDS = 3600.0
# What a server answers that knows the old transport only.
_NO_STREAMABLE_HTTP = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)


class McpSession:
    """Begins with the first request, and begins again where the server has forgotten it."""

    def __init__(self, outbound: Outbound, url: str, headers: Headers) -> None:
        self._client = outbound.client()
        self._url = url
        self._headers = headers
        self._transport: Transport | None = None
        self._number = 0
        # An answer is looked for by one reader at a time.
        self._lock = asyncio.Lock()

    async def tools(self) -> list[Mapping[str, Any]]:
        """The server's tools, as it describes them; raises McpError."""
        found: list[Mapping[str, Any]] = []
        left = _MAX_LIST_BYTES
        cursor: Any = None
        for _ in range(_MAX_PAGES):
            page = await self._request("tools/list", {} if cursor is None else {"cursor": cursor})
            listed = page.get("tools")
            tools = [tool for tool in listed if _is_tool(tool)] if isinstance(listed, list) else []
            left -= sum(len(orjson.dumps(tool)) for tool in tools)
            found += tools
            if left < 0 or len(found) > _MAX_TOOLS:
                raise McpProtocolError(
                    INVALID_REQUEST,
                    f"The server lists more than {_MAX_TOOLS} tools or {_MAX_LIST_BYTES} bytes.",
                )
            before, cursor = cursor, page.get("nextCursor")
            if not isinstance(cursor, str) or not cursor:
                return found
            if cursor == before:
                break
        raise McpProtocolError(INVALID_REQUEST, f"The server's list has no end within {_MAX_PAGES} pages.")

    async def call(self, name: str, arguments: JsonObject) -> Mapping[str, Any]:
        """The result of a tool's call; raises McpError."""
        return await self._request("tools/call", {"name": name, "arguments": arguments})

    async def close(self) -> None:
        """Ends the session and closes its connections."""
        try:
            if self._transport is not None:
                await self._transport.close()
        finally:
            await self._client.close()

    async def _request(self, method: str, params: JsonObject) -> Mapping[str, Any]:
        async with self._lock:
            try:
                return await self._call(await self._connected(), method, params)
            except SessionExpired:
                # The server did nothing, so that the request may be repeated, once.
                self._transport = None
            try:
                return await self._call(await self._connected(), method, params)
            except SessionExpired:
                raise McpHttpError(HTTPStatus.NOT_FOUND, "The server ends each session at once.") from None

    async def _call(self, transport: Transport, method: str, params: JsonObject) -> Mapping[str, Any]:
        self._number += 1
        return result_of(await transport.call(request(self._number, method, params), self._number))

    async def _connected(self) -> Transport:
        if self._transport is None:
            self._transport = await self._connect()
        return self._transport

    async def _connect(self) -> Transport:
        transport: Transport = StreamableHttp(self._client, self._url, self._headers)
        try:
            await self._initialize(transport)
        except McpHttpError as error:
            await transport.close()
            if error.code not in _NO_STREAMABLE_HTTP:
                raise
            transport = await self._connect_legacy(error)
        return transport

    async def _connect_legacy(self, refusal: McpHttpError) -> Transport:
        """A session by the old transport; the server's first refusal is raised where it has none."""
        legacy = LegacySse(self._client, self._url, self._headers, _SESSION_SECONDS)
        try:
            try:
                await legacy.open()
            except McpError:
                raise refusal from None
            await self._initialize(legacy)
        except BaseException:
            await legacy.close()
            raise
        return legacy

    async def _initialize(self, transport: Transport) -> None:
        hello = {
            "protocolVersion": VERSIONS[0],
            "capabilities": {},
            "clientInfo": {"name": "llm-backend", "version": package_version()},
        }
        version = (await self._call(transport, "initialize", hello)).get("protocolVersion")
        if version not in VERSIONS:
            raise McpProtocolError(INVALID_REQUEST, "The server speaks an unknown version of the protocol.")
        transport.negotiated(version)
        await transport.notify(notification("notifications/initialized"))


def _is_tool(tool: Any) -> bool:
    return (
        isinstance(tool, dict)
        and isinstance(tool.get("name"), str)
        and isinstance(tool.get("inputSchema"), dict)
    )
