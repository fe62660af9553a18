"""Clients that leave at any time: nothing is kept of them, and the log has no traceback."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import struct

import pytest
from starlette.types import Receive, Scope, Send

from app.aio.fast_path import FAST_PATH
from app.server.http1_protocol import Http1Protocol
from app.server.request_cycle import RequestCycle
from app.server.request_parser import RequestParser
from app.server.websocket_protocol import WebSocketProtocol
from tests.support.raw_outcome import echo as echo_http
from tests.support.raw_peer import wait_until
from tests.support.server import running

pytestmark = pytest.mark.own_protocol

_HEAD = b"POST /a HTTP/1.1\r\nHost: a\r\n"
_CHUNKED = _HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
_SENT = {
    "nothing": b"",
    "half a head": b"GET / HTT",
    "a request": b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n",
    "two requests": b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n" * 2,
    "half a body": _HEAD + b"Content-Length: 10\r\n\r\nhello",
    "half a chunk": _CHUNKED + b"5\r\nhe",
    "trailers": _CHUNKED + b"0\r\nX: a\r\nY: b\r\n\r\n",
    "half a trailer": _CHUNKED + b"0\r\nX: a",
    "garbage": b"hello\r\n\r\n",
    "an invalid chunk": _CHUNKED + b"x\r\n",
    "too many trailers": _CHUNKED + b"0\r\n" + b"X: a\r\n" * 5000,
    "a long URL": b"GET /" + b"a" * 100_000,
    "another version": b"GET / HTTP/2.0\r\n\r\n",
    "an offer": b"GET /v1/responses HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "a WebSocket": b"GET /v1/responses HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n",
    "an expectation": _HEAD + b"Content-Length: 10\r\nExpect: 100-continue\r\n\r\n",
    "a body that is not wanted": b"POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n"
    + b"a" * 1000,
}


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers requests with what it received, and accepts WebSockets."""
    if scope["type"] == "http":
        await echo_http(scope, receive, send)
        return
    await receive()
    await send({"type": "websocket.accept"})
    while (await receive())["type"] != "websocket.disconnect":
        pass


def _objects() -> int:
    kinds = (Http1Protocol, RequestParser, RequestCycle, WebSocketProtocol)
    return sum(isinstance(found, kinds) for found in gc.get_objects())


async def _leave(port: int, sent: bytes, *, reset: bool) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    await asyncio.sleep(0.02)
    _end(writer, reset=reset)
    await asyncio.sleep(0)


def _end(writer: asyncio.StreamWriter, *, reset: bool) -> None:
    if reset:
        raw: socket.socket = writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize("sent", _SENT)
async def test_connection_that_has_ended_leaves_no_object_and_no_traceback(
    sent: str, reset: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(echo, lifespan="off") as server:
        await _leave(server.port, b"", reset=False)
        gc.collect()
        gc.disable()
        try:
            before = _objects()
            for _ in range(20):
                await _leave(server.port, _SENT[sent], reset=reset)
            await wait_until(lambda: _objects() <= before)
        finally:
            gc.enable()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR or record.exc_info]


class _Stream:
    """Sends a head, then waits until its client leaves."""

    def __init__(self) -> None:
        self.started = asyncio.Event()
        self.left = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["extensions"][FAST_PATH].disconnect.on_disconnect(self.left.set)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"a", "more_body": True})
        self.started.set()
        await self.left.wait()


@pytest.mark.parametrize(("behind", "reset"), [(1, False), (50, False), (5000, False), (100_000, True)])
async def test_client_that_leaves_is_noticed_while_its_requests_wait(behind: int, reset: bool) -> None:
    """Also where there are so many of them that nothing more is read."""
    stream = _Stream()
    async with running(stream, lifespan="off") as server:
        _, writer = await asyncio.open_connection("127.0.0.1", server.port)
        request = b"GET /a HTTP/1.1\r\nHost: a\r\n\r\n"
        writer.write(request)
        await asyncio.wait_for(stream.started.wait(), 10)
        writer.write(request * behind)
        await asyncio.sleep(0.1)
        _end(writer, reset=reset)
        await asyncio.wait_for(stream.left.wait(), 10)
