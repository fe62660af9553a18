"""What the kernel knows before the event loop does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from typing import cast

import pytest
from starlette.types import Receive, Scope, Send

from app.server import socket_events
from tests.support.raw_outcome import echo
from tests.support.server import running

pytestmark = pytest.mark.own_protocol


class _Connected(asyncio.Protocol):
    """Gives its transport away."""

    def __init__(self) -> None:
        self.made: asyncio.Future[asyncio.Transport] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # No instance of it on uvloop.
        self.made.set_result(cast("asyncio.Transport", transport))


@pytest.fixture
async def pair() -> AsyncGenerator[tuple[asyncio.Transport, asyncio.StreamWriter]]:
    """A server's end that is paused, and the client's."""
    protocol = _Connected()
    server = await asyncio.get_running_loop().create_server(lambda: protocol, "127.0.0.1", 0)
    _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    transport = await protocol.made
    # uvloop starts reading after `connection_made`, whatever that has asked for.
    await asyncio.sleep(0)
    transport.pause_reading()
    yield transport, writer
    writer.transport.abort()
    transport.abort()
    server.close()


async def test_socket_without_anything_has_no_input(
    pair: tuple[asyncio.Transport, asyncio.StreamWriter],
) -> None:
    transport, _ = pair
    assert not socket_events.has_input(transport)
    assert not socket_events.has_left(transport)


async def test_socket_with_bytes_has_input_of_a_client_that_is_there(
    pair: tuple[asyncio.Transport, asyncio.StreamWriter],
) -> None:
    transport, writer = pair
    writer.write(b"a")
    await asyncio.sleep(0.05)
    assert socket_events.has_input(transport)
    assert not socket_events.has_left(transport)


async def test_socket_of_a_client_that_left_is_seen_behind_bytes(
    pair: tuple[asyncio.Transport, asyncio.StreamWriter],
) -> None:
    transport, writer = pair
    writer.write(b"a")
    writer.close()
    await asyncio.sleep(0.05)
    assert socket_events.has_left(transport)


async def test_transport_without_a_socket_has_nothing() -> None:
    transport = asyncio.Transport()
    assert not socket_events.has_input(transport)
    assert not socket_events.has_left(transport)


def _block_the_loop() -> None:
    """Meanwhile the other connection's request arrives, and its time is over."""
    time.sleep(1.5)


async def test_idle_connection_is_not_closed_before_its_request_is_read() -> None:
    """The event loop is late: the keep-alive time is over, and the request has arrived."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/late":
            _block_the_loop()
        await echo(scope, receive, send)

    request = "GET /{} HTTP/1.1\r\nHost: a\r\n\r\n"
    async with running(app, lifespan="off", idle_seconds=1) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(request.format("a").encode())
        await reader.readuntil(b"0\r\n\r\n")
        _, other = await asyncio.open_connection("127.0.0.1", server.port)
        other.write(request.format("late").encode())
        writer.write(request.format("b").encode())
        assert b"GET /b" in await asyncio.wait_for(reader.readuntil(b"0\r\n\r\n"), 10)
        writer.close()
        other.close()
