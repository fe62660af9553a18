"""MCP's transport of 2024: one event stream for all answers, and an address for messages, which it names."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from contextlib import aclosing
from http import HTTPStatus
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.hosted.mcp.event_stream import EVENT_STREAM, server_events
from app.engine.hosted.mcp.json_rpc import is_answer, messages, reply
from app.engine.hosted.mcp.mcp_errors import (
    INVALID_REQUEST,
    McpError,
    McpHttpError,
    McpProtocolError,
    SessionExpired,
)
from app.engine.hosted.mcp.transport import JSON, exchange, post, status_error
from app.outbound.errors import AddressRefused
from app.outbound.outbound_client import OutboundClient, OutboundRequest
from app.outbound.request_headers import Headers
from app.outbound.target import parse_url

_ANSWER_SECONDS = 60.0
_MAX_UNREAD = 100


class LegacySse:
    """See `Transport`. A task reads the stream from `open` to `close`."""

    def __init__(self, client: OutboundClient, url: str, headers: Headers, session_seconds: float) -> None:
        self._client = client
        self._url = url
        self._headers = headers
        self._session_seconds = session_seconds
        self._endpoint: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._received: asyncio.Queue[Mapping[str, Any] | McpError] = asyncio.Queue(_MAX_UNREAD)
        self._reading: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Returns once the server has named the address for messages; raises McpError."""
        self._reading = asyncio.create_task(self._read())
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                await asyncio.shield(self._endpoint)
        except TimeoutError:
            raise _timed_out() from None

    async def call(self, message: JsonObject, number: int) -> Mapping[str, Any]:
        """See `Transport.call`."""
        if self._reading is not None and self._reading.done():
            # Nobody would hear the answer.
            raise SessionExpired
        await self.notify(message)
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                while True:
                    found = await self._received.get()
                    if isinstance(found, McpError):
                        raise found
                    if is_answer(found, number):
                        return found
                    own = reply(found)
                    if own is not None:
                        await self.notify(own)
        except TimeoutError:
            raise _timed_out() from None

    async def notify(self, message: JsonObject) -> None:
        """See `Transport.notify`."""
        headers = (("accept", JSON), ("content-type", JSON), *self._headers)
        async with exchange(self._client, post(await self._endpoint, message, headers)) as answer:
            if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
                raise await status_error(answer)

    def negotiated(self, version: str) -> None:
        """See `Transport.negotiated`; this transport does not repeat it."""

    async def close(self) -> None:
        """See `Transport.close`."""
        if self._reading is not None:
            self._reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading
        if self._endpoint.done() and not self._endpoint.cancelled():
            # An error without a waiter is not logged.
            self._endpoint.exception()

    async def _read(self) -> None:
        error: McpError = McpProtocolError(
            INVALID_REQUEST, "The server ended its event stream without an answer."
        )
        try:
            await self._read_stream()
        except McpError as failure:
            error = failure
        if not self._endpoint.done():
            self._endpoint.set_exception(error)
        await self._received.put(error)

    async def _read_stream(self) -> None:
        request = OutboundRequest("GET", self._url, (("accept", EVENT_STREAM), *self._headers))
        async with exchange(self._client, request, seconds=self._session_seconds) as answer:
            if answer.status != HTTPStatus.OK or answer.media_type != EVENT_STREAM:
                raise await status_error(answer)
            async with aclosing(server_events(answer)) as events:
                async for event in events:
                    data = event.data or b""
                    if event.name == b"endpoint" and not self._endpoint.done():
                        self._endpoint.set_result(self._address(answer.url, data.decode("utf-8", "replace")))
                    elif event.name in (b"message", b""):
                        for found in messages(data):
                            await self._received.put(found)

    @staticmethod
    def _address(base: str, reference: str) -> str:
        """The address for messages, which get the caller's credentials: it must be of the same origin."""
        stream = parse_url(base)
        try:
            target = stream.join(reference)
        except AddressRefused:
            target = None
        if target is None or target.origin != stream.origin:
            raise McpProtocolError(INVALID_REQUEST, "The server names an address of another origin.")
        return target.url


def _timed_out() -> McpHttpError:
    return McpHttpError(
        HTTPStatus.GATEWAY_TIMEOUT, f"The server gave no answer within {_ANSWER_SECONDS:g} s."
    )
