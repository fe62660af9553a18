"""Answers as they go onto the wire, by the application's messages and over a real socket."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from tests.support.server import running

_REQUEST = b"%b / HTTP/%b\r\nhost: 127.0.0.1\r\nconnection: %b\r\n\r\n"


async def _answer(
    *messages: Message, method: bytes = b"GET", connection: bytes = b"close", version: bytes = b"1.1"
) -> list[bytes]:
    """What comes for the messages, packet by packet."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for message in messages:
            await send(message)

    async with running(app, lifespan="off") as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(_REQUEST % (method, version, connection))
        packets = []
        async with asyncio.timeout(10):
            while packet := await reader.read(65536):
                packets.append(packet)
        writer.close()
    return packets


def _start(*headers: tuple[bytes, bytes], status: int = 200) -> Message:
    return {"type": "http.response.start", "status": status, "headers": list(headers)}


def _body(data: bytes, *, more: bool = False) -> Message:
    return {"type": "http.response.body", "body": data, "more_body": more}


async def test_head_and_body_of_an_answer_are_one_packet() -> None:
    (packet,) = await _answer(_start((b"content-length", b"2"), (b"x-a", b"1")), _body(b"hi"))
    head, _, body = packet.partition(b"\r\n\r\n")
    assert (head.splitlines()[0], body) == (b"HTTP/1.1 200 OK", b"hi")
    assert b"\r\nx-a: 1\r\n" in head
    assert b"\r\nconnection: close" in head


async def test_an_answer_without_a_length_goes_out_in_chunks() -> None:
    said = b"".join(await _answer(_start(), _body(b"a" * 20, more=True), _body(b"", more=True), _body(b"b")))
    head, _, body = said.partition(b"\r\n\r\n")
    assert b"\r\ntransfer-encoding: chunked" in head
    assert body == b"14\r\n" + b"a" * 20 + b"\r\n1\r\nb\r\n0\r\n\r\n"


async def test_a_client_of_http_1_0_gets_no_chunks() -> None:
    said = b"".join(await _answer(_start(), _body(b"one", more=True), _body(b"two"), version=b"1.0"))
    head, _, body = said.partition(b"\r\n\r\n")
    assert body == b"onetwo"
    assert b"chunked" not in head
    assert b"\r\nconnection: close" in head


@pytest.mark.parametrize(
    ("method", "status", "headers"),
    [(b"HEAD", 200, [(b"content-length", b"9")]), (b"GET", 204, []), (b"GET", 304, [])],
)
async def test_what_has_no_body_sends_none(
    method: bytes, status: int, headers: list[tuple[bytes, bytes]]
) -> None:
    said = b"".join(await _answer(_start(*headers, status=status), _body(b""), method=method))
    assert said.endswith(b"\r\n\r\n")
    assert said.count(b"\r\n\r\n") == 1
    assert b"chunked" not in said


@pytest.mark.parametrize("bad", [b"a\r\nx-b: 1", b"a\nb", b"a\rb", b"a\0b", b"a\x7f"])
async def test_a_header_that_would_end_its_line_is_never_sent(
    bad: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    said = b"".join(await _answer(_start((b"x-a", bad)), _body(b"")))
    assert said.startswith(b"HTTP/1.1 500 ")
    assert b"x-a" not in said
    assert "no header can have" in caplog.text


@pytest.mark.parametrize("body", [b"too long", b"a"])
async def test_an_answer_of_another_length_than_announced_breaks_off(
    body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    said = b"".join(await _answer(_start((b"content-length", b"4")), _body(body), connection=b"keep-alive"))
    assert b"content-length: 4\r\n" in said
    assert "than its Content-Length" in caplog.text


async def test_messages_out_of_place_are_told(caplog: pytest.LogCaptureFixture) -> None:
    await _answer(_start((b"content-length", b"1")), _body(b"a"), _body(b"b"))
    assert "out of place" in caplog.text
