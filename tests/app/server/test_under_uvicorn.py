"""The protocol in a real uvicorn, over sockets: what each expects of the other holds."""

from __future__ import annotations

import asyncio
import inspect

import pytest
import uvicorn
from starlette.types import Message, Receive, Scope, Send
from uvicorn.server import ServerState as UvicornState

from app.server.factory import protocol_factory
from app.server.http1_protocol import Http1Protocol
from app.server.limits import ServerLimits
from app.server.uvicorn_interface import ServerConfig, ServerState
from tests.support.server import Running, running

_GET = b"GET /%b HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
_CLOSE = b"GET /%b HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n"


async def _ok(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"].endswith("/slow"):
        await asyncio.sleep(1.5)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def _received(server: Running, *pieces: bytes) -> bytes:
    """All that the server sends until it ends the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0.01)
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.transport.abort()


def test_uvicorn_has_what_the_protocol_reads() -> None:
    config = uvicorn.Config(
        _ok, interface="asgi3", http=protocol_factory(ServerLimits(), {}), ws="none", log_config=None
    )
    assert not config.loaded
    protocol_class = Http1Protocol
    names = set(inspect.signature(protocol_class).parameters)
    assert names == {"config", "server_state", "app_state", "_loop"}
    config.load()
    for name in (*ServerConfig.__annotations__, "loaded_app"):
        assert hasattr(config, name)
    state = UvicornState()
    for name in ServerState.__annotations__:
        assert hasattr(state, name)
    assert config.http_protocol_class.__mro__[1] is protocol_class


async def test_requests_of_one_connection_are_answered_with_uvicorn_s_headers() -> None:
    async with running(_ok, lifespan="off") as server:
        received = await _received(server, _GET % b"a" + _GET % b"b", _CLOSE % b"c")
    assert received.count(b"HTTP/1.1 200 OK\r\n") == received.count(b"\r\n\r\nok") == 3
    assert received.count(b"\r\ndate: ") == received.count(b"\r\nserver: uvicorn") == 3


async def test_root_path_of_uvicorn_is_in_front() -> None:
    paths: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        paths.append(scope["root_path"] + " " + scope["path"])
        await _ok(scope, receive, send)

    async with running(app, lifespan="off", root_path="/prefix") as server:
        await _received(server, _CLOSE % b"a")
    assert paths == ["/prefix /prefix/a"]


async def test_limit_concurrency_of_uvicorn_is_a_503() -> None:
    async with running(_ok, lifespan="off", limit_concurrency=2) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(_GET % b"slow")
        await asyncio.sleep(0.1)
        assert (await _received(server, _GET % b"a")).startswith(b"HTTP/1.1 503 ")
        assert (await asyncio.wait_for(reader.readuntil(b"ok"), 10)).startswith(b"HTTP/1.1 200 ")
        writer.close()


async def test_idle_connection_is_closed_after_its_responses() -> None:
    async with running(_ok, lifespan="off", idle_seconds=1) as server:
        received = await _received(server, _GET % b"a", _GET % b"b")
    assert received.count(b"HTTP/1.1 200 OK") == 2


async def test_connection_is_not_idle_while_its_request_is_answered() -> None:
    async with running(_ok, lifespan="off", idle_seconds=1) as server:
        received = await _received(server, _GET % b"a", _GET % b"slow")
    assert received.count(b"\r\n\r\nok") == 2


async def test_request_under_way_is_answered_when_uvicorn_stops() -> None:
    async with running(_ok, lifespan="off") as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        idle, idle_writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(_GET % b"slow")
        idle_writer.write(_GET % b"a")
        await asyncio.sleep(0.2)
    received = await asyncio.wait_for(reader.read(), 10)
    assert received.endswith(b"\r\n\r\nok")
    assert b"\r\nconnection: close\r\n" in received
    assert (await asyncio.wait_for(idle.read(), 10)).endswith(b"\r\n\r\nok")
    writer.close()
    idle_writer.close()


async def test_slow_reader_is_not_sent_more_than_it_takes() -> None:
    written = 0

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal written
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(1000):
            message: Message = {"type": "http.response.body", "body": b"a" * 65_536, "more_body": True}
            await send(message)
            written += 65_536
        await send({"type": "http.response.body", "body": b"b"})

    async with running(app, lifespan="off") as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=2**16)
        writer.write(_CLOSE % b"a")
        await asyncio.sleep(0.3)
        assert written < 40_000_000
        received = await asyncio.wait_for(reader.read(), 20)
        writer.close()
    assert received.endswith(b"\r\n1\r\nb\r\n0\r\n\r\n")


async def test_body_that_is_not_received_pauses_reading_under_uvicorn() -> None:
    received = 0

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal received
        await asyncio.sleep(0.3)
        more = True
        largest = 0
        while more:
            message = await receive()
            largest = max(largest, len(message["body"]))
            received, more = received + len(message["body"]), message["more_body"]
        assert largest < 2_000_000
        await send({"type": "http.response.start", "status": 204, "headers": [(b"connection", b"close")]})
        await send({"type": "http.response.body", "body": b""})

    body = b"a" * 20_000_000
    head = b"POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: %d\r\n\r\n" % len(body)
    async with running(app, lifespan="off") as server:
        assert (await _received(server, head, body)).startswith(b"HTTP/1.1 204 ")
    assert received == len(body)


@pytest.mark.own_protocol
@pytest.mark.parametrize("path", ["/v1/responses", "/v1/models"])
async def test_websocket_is_a_426_on_its_path_and_a_request_elsewhere(path: str) -> None:
    offer = f"GET {path} HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n".encode()
    async with running(_ok, lifespan="off", idle_seconds=1) as server:
        received = await _received(server, offer)
    assert received.startswith(b"HTTP/1.1 426 " if path == "/v1/responses" else b"HTTP/1.1 200 ")
