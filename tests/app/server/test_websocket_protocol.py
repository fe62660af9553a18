"""WebSocket connections as bytes, before an application that returns what it receives."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import partial

import pytest
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.aio.asgi import STOPPING
from app.server import websocket_protocol
from app.server.websocket_protocol import WebSocketProtocol
from tests.support.server import Running, running

pytestmark = pytest.mark.own_protocol

_HEAD = (
    "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"
)
_MASK = bytes(4)


def _frame(opcode: int, data: bytes, *, fin: bool = True) -> bytes:
    """A client's frame, whose mask changes nothing."""
    assert len(data) < 126
    return bytes([opcode | (0x80 if fin else 0), 0x80 | len(data)]) + _MASK + data


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    assert scope["type"] == "websocket"
    assert (await receive())["type"] == "websocket.connect"
    if scope["query_string"] == b"close":
        await send({"type": "websocket.close"})
        return
    await send({"type": "websocket.accept", "headers": [(b"x-a", b"b")]})
    if scope["query_string"] == b"fail":
        raise RuntimeError("a fault of the application")
    if scope["query_string"] == b"flood":
        for _ in range(10_000):
            await send({"type": "websocket.send", "text": "a" * 10_000})
            scope["state"]["sent"].append(1)
    while True:
        message = await receive()
        if message["type"] in ("websocket.disconnect", STOPPING):
            scope["state"].setdefault("codes", []).append(message.get("code"))
            return
        if message.get("text") == "leave":
            await send({"type": "websocket.close", "code": 3000, "reason": "as asked"})
        else:
            await send({"type": "websocket.send", "text": message.get("text") or "bytes"})


@asynccontextmanager
async def _server(message_bytes: int = 2**20) -> AsyncGenerator[Running, None]:
    upgrades = {"/echo": partial(WebSocketProtocol, message_bytes=message_bytes)}
    async with running(_echo, lifespan="off", upgrades=upgrades) as server:
        yield server


def _connect(server: Running, query: str = "") -> connect:
    return connect(f"ws://127.0.0.1:{server.port}/echo{query}", proxy=None, compression=None)


async def _raw(server: Running, data: bytes) -> bytes:
    """All that the server sends to a client that then ends its side."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(_HEAD.encode() + data)
    await asyncio.sleep(0.1)
    writer.write(_frame(0x8, b""))
    received = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    return received.partition(b"\r\n\r\n")[2]


async def test_message_in_fragments_with_a_ping_between_them_is_one_message() -> None:
    fragments = _frame(1, b"a", fin=False) + _frame(9, b"?") + _frame(0, b"b", fin=False) + _frame(0, b"c")
    async with _server() as server:
        assert await _raw(server, fragments) == b"\x8a\x01?" + b"\x81\x03abc" + b"\x88\x00"


async def test_message_cut_anywhere_is_the_same() -> None:
    async with _server() as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        for byte in _HEAD.encode() + _frame(1, b"hello"):
            writer.write(bytes([byte]))
            await writer.drain()
        assert b"\r\nx-a: b\r\n" in await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
        assert await asyncio.wait_for(reader.readexactly(7), 10) == b"\x81\x05hello"
        writer.write(_frame(8, b"\x03\xe8"))
        assert await asyncio.wait_for(reader.read(), 10) == b"\x88\x02\x03\xe8"
        writer.close()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_frame(1, b"\xff"), 1007),
        (_frame(1, b"a" * 60, fin=False) + _frame(0, b"a" * 60), 1009),
        (b"\x81\x01a", 1002),
        (_frame(3, b"a"), 1002),
        (_frame(0, b"a"), 1002),
        (b"\xc1" + _frame(1, b"a")[1:], 1002),
    ],
)
async def test_invalid_frames_close_the_connection_with_their_code(data: bytes, code: int) -> None:
    async with _server(message_bytes=100) as server:
        received = await _raw(server, data)
        assert received[0] == 0x88
        assert int.from_bytes(received[2:4], "big") == code


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n", "", 400),
        ("MDEyMzQ1Njc4OWFiY2RlZg==", "short", 400),
        ("MDEyMzQ1Njc4OWFiY2RlZg==", "a" * 60_000, 400),
        ("Version: 13", "Version: 8", 426),
    ],
)
async def test_invalid_handshake_is_an_http_error(old: str, new: str, status: int) -> None:
    async with _server() as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(_HEAD.replace(old, new).encode())
        head, _, body = (await asyncio.wait_for(reader.read(), 10)).partition(b"\r\n\r\n")
        assert head.startswith(f"HTTP/1.1 {status} ".encode())
        assert (b"\r\nsec-websocket-version: 13" in head) == (status == 426)
        assert body.startswith(b'{"error":')
        writer.close()


async def test_application_closes_with_its_code_and_reason() -> None:
    async with _server() as server, _connect(server) as socket:
        await socket.send("leave")
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), 10)
        assert closed.value.rcvd is not None
        assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (3000, "as asked")


async def test_application_that_closes_before_it_accepts_is_a_403() -> None:
    async with _server() as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(_HEAD.replace("/echo", "/echo?close").encode())
        assert (await asyncio.wait_for(reader.read(), 10)).startswith(b"HTTP/1.1 403 ")
        writer.close()


async def test_application_that_fails_closes_with_1011(caplog: pytest.LogCaptureFixture) -> None:
    async with _server() as server, _connect(server, "?fail") as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), 10)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1011
    assert "Exception in ASGI application" in caplog.text


async def test_client_that_answers_no_ping_is_disconnected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_protocol, "_PING_SECONDS", 0.1)
    async with _server() as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(_HEAD.encode())
        assert await asyncio.wait_for(reader.read(), 10)
        writer.close()
        async with _connect(server) as socket:
            await asyncio.sleep(0.5)
            await socket.send("still here")
            assert await socket.recv() == "still here"


async def test_client_that_does_not_close_in_time_is_disconnected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_protocol, "_CLOSE_SECONDS", 0.1)
    async with _server() as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(_HEAD.encode() + _frame(1, b"leave"))
        assert await asyncio.wait_for(reader.read(), 10)
        writer.close()


async def test_application_waits_for_a_client_that_does_not_read() -> None:
    sent: list[int] = []

    async def flood(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"]["sent"] = sent
        await _echo(scope, receive, send)

    upgrades = {"/echo": partial(WebSocketProtocol, message_bytes=100)}
    async with running(flood, lifespan="off", upgrades=upgrades) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(_HEAD.replace("/echo", "/echo?flood").encode())
        await asyncio.sleep(0.5)
        waiting = len(sent)
        # What the two sockets' buffers hold, of 100 MB.
        assert 0 < waiting < 3000
        await asyncio.sleep(0.2)
        assert len(sent) == waiting
        del reader
        writer.transport.abort()


async def test_pings_of_a_client_that_does_not_read_are_not_answered_without_a_bound() -> None:
    pings = _frame(9, b"a" * 125) * 500
    async with _server() as server:
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall(_HEAD.encode())
            client.setblocking(False)
            sent, tries = 0, 0
            while sent < 60_000_000 and tries < 30:
                try:
                    # Also a part of them leaves off where the next begins: the frames are all alike.
                    rest = sent % len(pings)
                    sent += client.send(pings[rest:])
                    tries = 0
                except BlockingIOError:
                    tries += 1
                    await asyncio.sleep(0.01)
            assert sent < 60_000_000
            # It is answered again once it reads.
            for _ in range(3):
                assert await asyncio.wait_for(asyncio.get_running_loop().sock_recv(client, 2**20), 5)


async def test_messages_wait_for_an_application_that_does_not_receive() -> None:
    release = asyncio.Event()
    lengths: list[int] = []

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await release.wait()
        while (message := await receive())["type"] == "websocket.receive":
            lengths.append(len(message["text"]))

    upgrades = {"/echo": partial(WebSocketProtocol, message_bytes=2**20)}
    async with running(slow, lifespan="off", upgrades=upgrades) as server, _connect(server) as socket:
        text = "a" * 100_000
        sending = asyncio.create_task(_send_all(socket, text, 300))
        await asyncio.sleep(0.5)
        assert not sending.done()
        release.set()
        await asyncio.wait_for(sending, 10)
        await socket.close()
    assert lengths == [100_000] * 300


async def _send_all(socket: ClientConnection, text: str, count: int) -> None:
    for _ in range(count):
        await socket.send(text)


async def test_hundred_closed_connections_leave_no_open_file() -> None:
    async with _server() as server:
        before = len(os.listdir("/proc/self/fd"))
        for _ in range(100):
            async with _connect(server) as socket:
                await socket.send("a")
                await socket.recv()
        await asyncio.sleep(0.2)
        assert len(os.listdir("/proc/self/fd")) <= before + 2


async def test_debug_log_has_no_text_of_a_message(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    async with _server() as server:
        assert await _raw(server, _frame(1, b"a private text"))
    assert "private" not in caplog.text
