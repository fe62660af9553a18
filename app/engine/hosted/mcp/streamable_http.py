"""MCP's Streamable HTTP: each message is a POST, whose answer is JSON or an event stream."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from contextlib import aclosing
from http import HTTPStatus
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.hosted.mcp.event_stream import EVENT_STREAM, server_events
from app.engine.hosted.mcp.json_rpc import is_answer, messages, reply
from app.engine.hosted.mcp.mcp_errors import INVALID_REQUEST, McpError, McpProtocolError, SessionExpired
from app.engine.hosted.mcp.transport import JSON, exchange, post, status_error
from app.outbound.answer import OutboundAnswer
from app.outbound.outbound_client import OutboundClient, OutboundRequest
from app.outbound.request_headers import Headers

_SESSION_ID = "mcp-session-id"
_VISIBLE = re.compile(r"[!-~]{0,1024}")
_CLOSE_SECONDS = 1.0


class StreamableHttp:
    """See `Transport`. `headers` are the caller's."""

    def __init__(self, client: OutboundClient, url: str, headers: Headers) -> None:
        self._client = client
        self._url = url
        self._headers = headers
        self._session_id = ""
        self._version = ""

    async def call(self, message: JsonObject, number: int) -> Mapping[str, Any]:
        """See `Transport.call`."""
        async with exchange(self._client, post(self._url, message, self._sent())) as answer:
            await self._check(answer)
            if message["method"] == "initialize":
                self._session_id = _session_id(answer.header(_SESSION_ID))
            if answer.media_type == EVENT_STREAM:
                return await self._streamed(answer, number)
            for found in messages(await answer.read()):
                if is_answer(found, number):
                    return found
        raise McpProtocolError(INVALID_REQUEST, "The server's answer is to another request.")

    async def notify(self, message: JsonObject) -> None:
        """See `Transport.notify`."""
        async with exchange(self._client, post(self._url, message, self._sent())) as answer:
            await self._check(answer)

    def negotiated(self, version: str) -> None:
        """See `Transport.negotiated`."""
        self._version = version

    async def close(self) -> None:
        """See `Transport.close`. A server may refuse to end a session before its own time."""
        if self._session_id:
            request = OutboundRequest("DELETE", self._url, self._sent())
            with contextlib.suppress(McpError):
                async with exchange(self._client, request, seconds=_CLOSE_SECONDS):
                    self._session_id = ""

    def _sent(self) -> Headers:
        own = [("accept", f"{JSON}, {EVENT_STREAM}"), ("content-type", JSON)]
        if self._session_id:
            own.append((_SESSION_ID, self._session_id))
        if self._version:
            own.append(("mcp-protocol-version", self._version))
        names = {name for name, _ in own}
        return (*own, *(pair for pair in self._headers if pair[0].lower() not in names))

    async def _check(self, answer: OutboundAnswer) -> None:
        if answer.status == HTTPStatus.NOT_FOUND and self._session_id:
            self._session_id = ""
            raise SessionExpired
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            raise await status_error(answer)

    async def _streamed(self, answer: OutboundAnswer, number: int) -> Mapping[str, Any]:
        """The answer among progress, logs and requests of the server, which are answered on the way."""
        async with aclosing(server_events(answer)) as events:
            async for event in events:
                for found in messages(event.data or b"{}"):
                    if is_answer(found, number):
                        return found
                    own = reply(found)
                    if own is not None:
                        await self.notify(own)
        raise McpProtocolError(INVALID_REQUEST, "The server ended its event stream without an answer.")


def _session_id(text: str) -> str:
    if not _VISIBLE.fullmatch(text):
        raise McpProtocolError(INVALID_REQUEST, "The server's session id is not visible ASCII, or too long.")
    return text
