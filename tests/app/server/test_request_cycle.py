"""Answers as they go onto the wire, by the application's messages and over a real socket."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.server.request_cycle import unwrap_cycle
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


async def test_what_is_sent_at_once_is_no_more_than_a_slow_client_takes() -> None:
    full = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        cycle = unwrap_cycle(send)
        assert cycle is not None
        assert cycle is unwrap_cycle(receive)
        await send(_start())
        for _ in range(1000):
            if not cycle.try_send(_body(b"a" * 65_536, more=True)):
                break
            # What is written in a turn of the loop goes out at its end.
            await asyncio.sleep(0)
        else:
            raise AssertionError("a client that reads nothing was sent everything")
        full.set()
        await send(_body(b"b"))

    async with running(app, lifespan="off") as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(_REQUEST % (b"GET", b"1.1", b"close"))
        async with asyncio.timeout(10):
            await full.wait()
            said = await reader.read()
        writer.close()
    assert said.endswith(b"\r\n1\r\nb\r\n0\r\n\r\n")


async def _whole(
    *headers: tuple[str, str],
    status: int = 200,
    method: bytes = b"GET",
    connection: bytes = b"keep-alive",
    version: bytes = b"1.1",
) -> tuple[bool, bytes]:
    """Whether `hi` went out at once as a whole answer, and what came of the messages that say the same, if not."""
    at_once: list[bool] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        cycle = unwrap_cycle(send)
        assert cycle is not None
        at_once.append(cycle.send_response_nowait(status, headers, b"hi"))
        if not at_once[0]:
            await send(
                _start(*[(name.encode(), value.encode("latin-1")) for name, value in headers], status=status)
            )
            await send(_body(b"hi"))

    async with running(app, lifespan="off") as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(_REQUEST % (method, version, connection))
        async with asyncio.timeout(10):
            said = await reader.read(65536)
            if connection == b"close":
                assert await reader.read() == b""
        writer.close()
    return at_once == [True], said


async def test_a_whole_answer_goes_out_as_its_messages_would() -> None:
    headers = (("content-length", "2"), ("x-a", "é"))
    at_once, said = await _whole(*headers, status=201)
    assert at_once
    (packet,) = await _answer(
        _start((b"content-length", b"2"), (b"x-a", "é".encode("latin-1")), status=201),
        _body(b"hi"),
    )
    # Which of the two closes its connection is the only difference, and the second of the date.
    told = [line for line in packet.split(b"\r\n") if not line.startswith((b"date", b"connection"))]
    assert [line for line in said.split(b"\r\n") if not line.startswith(b"date")] == told
    assert b"\r\ndate: " in said


@pytest.mark.parametrize("asked", [{"method": b"HEAD"}, {"connection": b"close"}, {"version": b"1.0"}])
async def test_a_whole_answer_is_left_to_the_messages_where_they_differ(asked: dict[str, Any]) -> None:
    at_once, said = await _whole(("content-length", "2"), **asked)
    assert not at_once
    assert said.endswith(b"\r\n\r\n" if "method" in asked else b"\r\n\r\nhi")


@pytest.mark.parametrize("headers", [(), (("content-length", "2"), ("connection", "close"))])
async def test_so_is_one_without_a_length_or_with_a_word_on_the_connection(
    headers: tuple[tuple[str, str], ...],
) -> None:
    at_once, said = await _whole(*headers)
    assert not at_once
    assert (b"chunked" in said) == (not headers)
    assert (b"\r\nconnection: close\r\n" in said) == bool(headers)


@pytest.mark.parametrize("bad", ["a\r\nx-b: 1", "a\nb", "a\rb", "a\0b", "a\x7f"])
async def test_nor_does_a_whole_answer_send_a_header_that_would_end_its_line(
    bad: str, caplog: pytest.LogCaptureFixture
) -> None:
    _, said = await _whole(("content-length", "2"), ("x-a", bad))
    assert said.startswith(b"HTTP/1.1 500 ")
    assert b"x-a" not in said
    assert "no header can have" in caplog.text


async def test_a_whole_answer_of_another_length_than_announced_breaks_off(
    caplog: pytest.LogCaptureFixture,
) -> None:
    at_once, _ = await _whole(("content-length", "3"))
    assert not at_once
    assert "than its Content-Length" in caplog.text


async def test_a_whole_answer_waits_for_a_client_that_has_not_taken_the_one_before() -> None:
    at_once: list[bool] = []
    answered = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        cycle = unwrap_cycle(send)
        assert cycle is not None
        body = b"a" * 20_000_000 if scope["path"] == "/long" else b"hi"
        length = str(len(body))
        at_once.append(cycle.send_response_nowait(200, [("content-length", length)], body))
        if len(at_once) == 2:
            answered.set()
        if not at_once[-1]:
            await send(_start((b"content-length", length.encode())))
            await send(_body(body))

    async with running(app, lifespan="off") as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        for path in (b"long", b"short"):
            writer.write(b"GET /%b HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n" % path)
        async with asyncio.timeout(10):
            await answered.wait()
            await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(20_000_000)
            head = await reader.readuntil(b"\r\n\r\n")
            assert await reader.readexactly(2) == b"hi"
        writer.close()
    assert head.startswith(b"HTTP/1.1 200 ")
    assert at_once == [True, False]


async def test_an_application_that_fails_gets_its_client_a_500(caplog: pytest.LogCaptureFixture) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/fails":
            raise RuntimeError("oh dear")
        if scope["path"] == "/half":
            await send(_start((b"content-length", b"2")))

    said = {}
    async with running(app, lifespan="off") as server:
        for path in (b"fails", b"forgets", b"half"):
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(b"GET /%b HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n" % path)
            async with asyncio.timeout(10):
                # To its end: the connection is not used again.
                said[path] = await reader.read()
            writer.close()
    assert said[b"fails"].startswith(b"HTTP/1.1 500 ")
    assert said[b"forgets"].startswith(b"HTTP/1.1 500 ")
    assert said[b"forgets"].endswith(b"\r\n\r\nInternal Server Error")
    assert said[b"half"].startswith(b"HTTP/1.1 200 ")
    assert "oh dear" in caplog.text
    assert caplog.text.count("before its answer was complete") == 2


async def test_requests_that_come_together_are_answered_in_their_order() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(0.02 if scope["path"] == "/1" else 0)
        await send(_start((b"content-length", b"2")))
        await send(_body(scope["path"].encode()))

    async with running(app, lifespan="off") as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(
            b"".join(b"GET /%d HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n" % place for place in range(1, 5))
        )
        said = b""
        async with asyncio.timeout(10):
            while said.count(b"HTTP/1.1 200 ") < 4 or not said[-2:].startswith(b"/"):
                said += await reader.read(65536)
        writer.close()
    assert [part[:2] for part in said.split(b"\r\n\r\n")[1:]] == [b"/1", b"/2", b"/3", b"/4"]


async def test_a_middleware_in_between_is_not_passed_by() -> None:
    async def send(message: Message) -> None:
        raise AssertionError

    assert unwrap_cycle(send) is None
    assert unwrap_cycle(lambda: None) is None


@pytest.mark.parametrize(
    ("pieces", "at_once"),
    [
        ([b"content-length: 2\r\n\r\nhi"], b"hi"),
        ([b"content-length: 2\r\n\r\nh", b"i"], None),
        ([b"\r\n"], b""),
    ],
)
async def test_a_body_is_taken_at_once_where_it_is_here(pieces: list[bytes], at_once: bytes | None) -> None:
    found: list[object] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        cycle = unwrap_cycle(receive)
        assert cycle is not None
        found.append(cycle.read_nowait())
        if found[0] is None:
            message = await receive()
            while message["more_body"]:
                message = await receive()
            found.append(message["body"])
        await send(_start((b"content-length", b"0"), (b"connection", b"close")))
        await send(_body(b""))

    async with running(app, lifespan="off") as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"POST / HTTP/1.1\r\nhost: 127.0.0.1\r\n")
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0.05)
        async with asyncio.timeout(10):
            await reader.read()
        writer.close()
    assert found == ([at_once] if at_once is not None else [None, b"i"])
