"""Connections that bring no whole request: each a clear error in the contract's shape, and the end of the connection."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from app.aio.disconnect import EXTENSION
from app.main import create_mock
from app.server import protocol
from app.server.request_cycle import unwrap_cycle
from tests.support.server import Running, running, settings

_WHOLE = b"GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
_BODY = b'{"model":"m","messages":[{"role":"user","content":"Hello"}]}'
_WISH = (
    b"POST /v1/chat/completions?a=1 HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
    b"connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n"
)
_SIZED = _WISH + b"content-length: %d\r\n\r\n" % len(_BODY)
_CHUNKED = _WISH + b"transfer-encoding: chunked\r\n\r\n"


async def _said(server: Running, *pieces: bytes, pause: float = 0.01) -> bytes:
    """All that the server sends until it ends the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(pause)
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.transport.abort()


def _error(said: bytes, status: int) -> dict[str, Any]:
    head, _, body = said.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"content-type: application/json" in head
    found: dict[str, Any] = json.loads(body)["error"]
    assert found.keys() == {"message", "type", "param", "code"}
    return found


@pytest.mark.parametrize(
    "request_",
    [
        b"hello\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01",
        b"POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: -5\r\n\r\n",
        b"POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n",
    ],
)
async def test_what_is_no_http_is_a_400(request_: bytes) -> None:
    async with running(create_mock(settings())) as server:
        assert _error(await _said(server, request_), 400)["code"] == "invalid_request"


async def test_a_head_without_an_end_is_cut_off_before_it_fills_the_memory() -> None:
    async with running(create_mock(settings())) as server:
        piece = b"x: " + b"a" * 60_000
        said = await _said(
            server, b"GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n", piece, piece[3:], piece[3:]
        )
    assert "head" in _error(said, 431)["message"]


@pytest.mark.parametrize("pieces", [(), (b"GET /hea",), (_WHOLE, b"GET /hea")])
async def test_a_head_that_never_ends_is_a_408(
    monkeypatch: pytest.MonkeyPatch, pieces: tuple[bytes, ...]
) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.3)
    async with running(create_mock(settings())) as server:
        said = await _said(server, *pieces)
    if _WHOLE in pieces:
        assert said.startswith(b"HTTP/1.1 200")
        said = said[said.rindex(b"HTTP/1.1") :]
    assert _error(said, 408)["code"] == "request_timeout"


async def test_a_head_in_pieces_is_answered_and_the_time_ends_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.3)
    slow = b"GET /v1/models HTTP/1.1\r\nhost: 127.0.0.1\r\nx-mock-delay-ms: 600\r\nconnection: close\r\n\r\n"
    async with running(create_mock(settings())) as server:
        said = await _said(server, *(slow[i : i + 20] for i in range(0, len(slow), 20)))
        # While an answer is under way, the next head may stay half.
        waiting = await _said(server, slow.replace(b"connection: close\r\n", b"") + b"GET /hea", pause=1.2)
    assert said.startswith(b"HTTP/1.1 200")
    assert waiting.startswith(b"HTTP/1.1 200")


async def test_requests_that_do_not_wait_for_their_answers_are_answered_in_turn() -> None:
    async with running(create_mock(settings())) as server:
        slow = b"GET /v1/models HTTP/1.1\r\nhost: 127.0.0.1\r\nx-mock-delay-ms: 200\r\n\r\n"
        last = _WHOLE.replace(b"\r\n\r\n", b"\r\nconnection: close\r\n\r\n")
        said = await _said(server, slow + _WHOLE + slow + last)
    assert [said.count(b"HTTP/1.1 200 "), said.count(b'"object":"list"'), said.count(b'"ok"')] == [4, 2, 2]
    assert said.index(b'"object":"list"') < said.index(b'"ok"')


async def test_a_body_is_sent_once_it_is_asked_for() -> None:
    head = (
        b"POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
        b"expect: 100-continue\r\nconnection: close\r\ncontent-length: %d\r\n\r\n" % len(_BODY)
    )
    async with running(create_mock(settings())) as server:
        said = await _said(server, head, _BODY, pause=0.2)
    assert said.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ")


@pytest.mark.parametrize(
    "pieces",
    [
        (_SIZED + _BODY,) * 3,
        (_SIZED + _BODY) * 3,
        (_SIZED, _BODY) * 3,
        tuple((_SIZED + _BODY)[i : i + 50] for i in range(0, len(_SIZED + _BODY), 50)) * 3,
        (_CHUNKED + b"%x\r\n%b\r\n" % (len(_BODY), _BODY), b"0\r\n\r\n") * 3,
    ],
    ids=["at once", "all at once", "the body later", "in pieces", "chunked"],
)
async def test_a_client_that_wishes_for_http_2_is_answered_in_1_1(pieces: tuple[bytes, ...] | bytes) -> None:
    """As Java's does, in every request."""
    found: list[tuple[object, ...]] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message["body"], message["more_body"]
        names = [name for name, _ in scope["headers"]]
        found.append((scope["method"], scope["path"], scope["query_string"], body, b"upgrade" in names))
        ends = [(b"connection", b"close")] if len(found) == 3 else []
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0"), *ends]}
        )
        await send({"type": "http.response.body", "body": b""})

    async with running(app, lifespan="off") as server:
        said = await _said(server, *((pieces,) if isinstance(pieces, bytes) else pieces))
    assert said.count(b"HTTP/1.1 200 OK") == 3
    assert found == [("POST", "/v1/chat/completions", b"a=1", _BODY, False)] * 3


async def test_a_websocket_is_not_made_and_its_request_answered(caplog: pytest.LogCaptureFixture) -> None:
    wish = b"GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n"
    last = _WHOLE.replace(b"\r\n\r\n", b"\r\nconnection: close\r\n\r\n")
    async with running(create_mock(settings())) as server:
        said = await _said(server, wish, last)
    assert said.count(b"HTTP/1.1 200 ") == 2
    assert "pgrade" not in caplog.text


async def test_nor_is_a_tunnel() -> None:
    async with running(create_mock(settings())) as server:
        said = await _said(server, b"CONNECT example.com:443 HTTP/1.1\r\nhost: example.com:443\r\n\r\n")
    assert _error(said, 400)["code"] == "invalid_request"


async def test_a_client_that_leaves_is_told_of_to_the_request_that_is_being_answered() -> None:
    told = asyncio.Event()
    paths: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        paths.append(scope["path"])
        scope["extensions"][EXTENSION].on_disconnect(told.set)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(1000):
            if told.is_set():
                return
            await send({"type": "http.response.body", "body": b"x" * 1000, "more_body": True})
            await asyncio.sleep(0.01)

    async with running(app, lifespan="off") as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        # The second one waits, and with it whoever would see the end of the connection; a write does.
        writer.write(_WHOLE + _WHOLE.replace(b"healthz", b"readyz"))
        await asyncio.wait_for(reader.readexactly(100), 10)
        writer.transport.abort()
        await asyncio.wait_for(told.wait(), 10)
    assert paths == ["/healthz"]


async def test_a_body_that_nobody_takes_yet_is_not_read_without_end() -> None:
    held: list[int] = []
    read = 0

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal read
        cycle = unwrap_cycle(receive)
        assert cycle is not None
        for _ in range(1000):
            if cycle.flow.read_paused:
                break
            await asyncio.sleep(0.01)
        # What was on its way when reading paused is here.
        await asyncio.sleep(0.1)
        held.append(len(cycle.body))
        more = True
        while more:
            message = await receive()
            read, more = read + len(message["body"]), message["more_body"]
        await send({"type": "http.response.start", "status": 204, "headers": [(b"connection", b"close")]})
        await send({"type": "http.response.body", "body": b""})

    body = b"a" * 20_000_000
    head = b"POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: %d\r\n\r\n" % len(body)
    async with running(app, lifespan="off") as server:
        assert (await _said(server, head, body)).startswith(b"HTTP/1.1 204 ")
    assert read == len(body)
    assert held[0] < 1_000_000


async def test_an_idle_connection_is_closed_after_its_answers() -> None:
    async with running(create_mock(settings()), idle_seconds=1) as server:
        said = await _said(server, _WHOLE, _WHOLE)
    assert said.count(b"HTTP/1.1 200 OK") == 2


async def test_a_connection_is_not_idle_while_its_next_request_is_answered() -> None:
    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/slow":
            await asyncio.sleep(1.5)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    async with running(slow, lifespan="off", idle_seconds=1) as server:
        said = await _said(server, _WHOLE, _WHOLE.replace(b"/healthz", b"/slow"))
    assert said.count(b"\r\n\r\nok") == 2
