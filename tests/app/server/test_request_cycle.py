"""One request and its response, by ASGI's messages and by the fast path."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.aio.fast_path import FastPath, receive_fast_path, send_fast_path
from tests.support.fake_connection import FakeConnection

_REQUEST = b"%b / HTTP/%b\r\nhost: 127.0.0.1\r\nconnection: %b\r\n\r\n"


def _path(scope: Scope, receive: Receive, send: Send) -> FastPath:
    path = receive_fast_path(scope, receive)
    assert path is not None
    assert path is send_fast_path(scope, send)
    return path


def _request(method: bytes = b"GET", connection: bytes = b"close", version: bytes = b"1.1") -> bytes:
    return _REQUEST % (method, version, connection)


def _start(*headers: tuple[bytes, bytes], status: int = 200) -> Message:
    return {"type": "http.response.start", "status": status, "headers": list(headers)}


def _body(data: bytes, *, more: bool = False) -> Message:
    return {"type": "http.response.body", "body": data, "more_body": more}


async def _sent(*messages: Message, request: bytes = _REQUEST % (b"GET", b"1.1", b"close")) -> FakeConnection:
    """The connection after these messages were sent."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for message in messages:
            await send(message)

    client = FakeConnection(app)
    await client.exchange(request)
    return client


def _bytes(client: FakeConnection) -> bytes:
    return b"".join(client.transport.written)


async def test_send_head_and_body_are_one_write() -> None:
    client = await _sent(_start((b"content-length", b"2"), (b"x-a", b"1")), _body(b"hi"))
    (packet,) = client.transport.written
    assert packet == (
        b"HTTP/1.1 200 OK\r\ndate: today\r\ncontent-length: 2\r\nx-a: 1\r\nconnection: close\r\n\r\nhi"
    )
    assert client.transport.is_closing()


async def test_send_without_a_length_is_chunked() -> None:
    client = await _sent(_start(), _body(b"a" * 20, more=True), _body(b"", more=True), _body(b"b"))
    head, _, body = _bytes(client).partition(b"\r\n\r\n")
    assert b"\r\ntransfer-encoding: chunked" in head
    assert body == b"14\r\n" + b"a" * 20 + b"\r\n1\r\nb\r\n0\r\n\r\n"


async def test_send_to_http_1_0_ends_with_the_connection() -> None:
    client = await _sent(_start(), _body(b"one", more=True), _body(b"two"), request=_request(version=b"1.0"))
    head, _, body = _bytes(client).partition(b"\r\n\r\n")
    assert body == b"onetwo"
    assert b"chunked" not in head
    assert client.transport.is_closing()


@pytest.mark.parametrize(
    ("method", "status", "headers", "body"),
    [
        (b"HEAD", 200, [(b"content-length", b"9")], b"the body"),
        (b"HEAD", 200, [], b"the body"),
        (b"GET", 204, [], b""),
        (b"GET", 304, [(b"content-length", b"9")], b""),
    ],
)
async def test_send_without_a_body_writes_none(
    method: bytes, status: int, headers: list[tuple[bytes, bytes]], body: bytes
) -> None:
    client = await _sent(_start(*headers, status=status), _body(body), request=_request(method))
    assert _bytes(client).endswith(b"\r\n\r\n")
    assert _bytes(client).count(b"\r\n\r\n") == 1
    assert b"chunked" not in _bytes(client)


async def test_send_header_that_would_break_its_line_is_a_500(caplog: pytest.LogCaptureFixture) -> None:
    client = await _sent(_start((b"x-a", b"a\r\nx-b: 1")), _body(b""))
    assert _bytes(client).startswith(b"HTTP/1.1 500 ")
    assert b"x-a" not in _bytes(client)
    assert "contains invalid characters" in caplog.text


@pytest.mark.parametrize("body", [b"too long", b"a"])
async def test_send_of_another_length_than_announced_ends_the_connection(
    body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    client = await _sent(
        _start((b"content-length", b"4")), _body(body), request=_request(connection=b"keep-alive")
    )
    assert b"content-length: 4\r\n" in _bytes(client)
    assert "than its Content-Length" in caplog.text
    assert client.transport.is_closing()


async def test_send_message_out_of_order_is_an_error(caplog: pytest.LogCaptureFixture) -> None:
    client = await _sent(_start((b"content-length", b"1")), _body(b"a"), _body(b"b"))
    assert _bytes(client).endswith(b"\r\n\r\na")
    assert "out of order" in caplog.text
    await _sent(_body(b"a"))
    assert caplog.text.count("RuntimeError: The ASGI message") == 2


async def test_send_waits_and_try_send_refuses_while_the_client_does_not_read() -> None:
    tried: list[bool] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        path = _path(scope, receive, send)
        tried.append(path.try_send(_start()))
        client.protocol.pause_writing()
        tried.append(path.try_send(_body(b"a", more=True)))
        await send(_body(b"b", more=True))
        tried.append(path.try_send(_body(b"c")))

    client = FakeConnection(app)
    assert b"b\r\n" not in await client.exchange(_request())
    client.protocol.resume_writing()
    assert (await client.settle()).endswith(b"\r\n1\r\nb\r\n1\r\nc\r\n0\r\n\r\n")
    assert tried == [True, False, True]


async def _whole(*headers: tuple[str, str], request: bytes = _request(connection=b"keep-alive")) -> Any:
    """Whether `hi` was sent as a whole response, and what was written; by messages if it was not."""
    results: list[bool] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        results.append(_path(scope, receive, send).send_response_nowait(201, headers, b"hi"))
        if not results[0]:
            await send(
                _start(*[(name.encode(), value.encode("latin-1")) for name, value in headers], status=201)
            )
            await send(_body(b"hi"))

    client = FakeConnection(app)
    written = await client.exchange(request)
    return results == [True], written, client


async def test_send_response_nowait_writes_what_the_messages_would() -> None:
    headers = (("content-length", "2"), ("x-a", "é"))
    at_once, written, client = await _whole(*headers)
    assert at_once
    by_messages = await _sent(
        _start(*[(name.encode(), value.encode("latin-1")) for name, value in headers], status=201),
        _body(b"hi"),
        request=_request(connection=b"keep-alive"),
    )
    assert written == _bytes(by_messages)
    assert client.state.total_requests == 1
    assert not client.transport.is_closing()


@pytest.mark.parametrize("asked", [{"method": b"HEAD"}, {"connection": b"close"}, {"version": b"1.0"}])
async def test_send_response_nowait_leaves_special_requests_to_the_messages(asked: dict[str, bytes]) -> None:
    at_once, written, _ = await _whole(
        ("content-length", "2"), request=_request(**{"connection": b"keep-alive", **asked})
    )
    assert not at_once
    assert written.endswith(b"\r\n\r\n" if "method" in asked else b"\r\n\r\nhi")


@pytest.mark.parametrize("headers", [(), (("content-length", "2"), ("connection", "close"))])
async def test_send_response_nowait_needs_a_length_and_no_connection_header(
    headers: tuple[tuple[str, str], ...],
) -> None:
    at_once, written, _ = await _whole(*headers)
    assert not at_once
    assert (b"chunked" in written) == (not headers)
    assert (b"\r\nconnection: close\r\n" in written) == bool(headers)


async def test_send_response_nowait_waits_for_a_client_that_does_not_read() -> None:
    results: list[bool] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        client.protocol.pause_writing()
        results.append(_path(scope, receive, send).send_response_nowait(200, [("content-length", "0")], b""))

    client = FakeConnection(app)
    client.feed(_request(connection=b"keep-alive"))
    await asyncio.sleep(0)
    client.protocol.resume_writing()
    assert results == [False]


async def test_app_that_fails_answers_500_and_ends_the_connection(caplog: pytest.LogCaptureFixture) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/fails":
            raise RuntimeError("oh dear")
        if scope["path"] == "/half":
            await send(_start((b"content-length", b"2")))

    written = {}
    for path in (b"/fails", b"/forgets", b"/half"):
        client = FakeConnection(app)
        written[path] = await client.exchange(b"GET %b HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n" % path)
        assert client.transport.is_closing()
        assert not client.state.tasks
    assert written[b"/fails"].startswith(b"HTTP/1.1 500 ")
    assert b'"server_error"' in written[b"/fails"]
    assert written[b"/forgets"].startswith(b"HTTP/1.1 500 ")
    assert written[b"/half"].endswith(b"content-length: 2\r\n\r\n")
    assert "oh dear" in caplog.text
    assert caplog.text.count("before its response was complete") == 2


async def test_app_that_fails_after_its_response_keeps_the_connection(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send(_start((b"content-length", b"2")))
        await send(_body(b"hi"))
        raise RuntimeError("oh dear")

    client = FakeConnection(app)
    for count in (1, 2):
        written = await client.exchange(_request(connection=b"keep-alive"))
        assert written.count(b"\r\n\r\nhi") == count
    assert "oh dear" in caplog.text


async def test_app_that_is_cancelled_answers_500(caplog: pytest.LogCaptureFixture) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.Event().wait()

    client = FakeConnection(app)
    await client.exchange(_request())
    (task,) = client.state.tasks
    task.cancel()
    assert (await client.settle()).startswith(b"HTTP/1.1 500 ")
    assert not client.state.tasks


@pytest.mark.parametrize(
    ("pieces", "at_once"),
    [
        ([b"content-length: 2\r\n\r\nhi"], b"hi"),
        ([b"content-length: 2\r\n\r\nh", b"i"], None),
        ([b"expect: 100-continue\r\ncontent-length: 2\r\n\r\nhi"], None),
        ([b"\r\n"], b""),
    ],
)
async def test_read_nowait_returns_a_body_that_has_arrived(
    pieces: list[bytes], at_once: bytes | None
) -> None:
    found: list[object] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        found.append(_path(scope, receive, send).read_nowait())
        body, more = b"", found[0] is None
        while more:
            message = await receive()
            body, more = body + message["body"], message["more_body"]
        found.append(body)
        await send(_start((b"content-length", b"0")))
        await send(_body(b""))

    client = FakeConnection(app)
    for piece in (b"POST / HTTP/1.1\r\nhost: a\r\n", *pieces):
        client.feed(piece)
        await client.settle()
    assert found == ([at_once, b""] if at_once is not None else [None, b"hi"])


async def test_read_nowait_leaves_the_disconnect_to_receive_and_resumes_reading() -> None:
    found: list[str] = []
    wanted = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await wanted.wait()
        assert _path(scope, receive, send).read_nowait() == b"a" * 70_000
        found.append((await receive())["type"])

    client = FakeConnection(app)
    await client.exchange(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 70000\r\n\r\n", b"a" * 70_000)
    assert not client.transport.is_reading()
    wanted.set()
    await client.settle()
    assert client.transport.is_reading()
    assert found == []
    client.transport.lost()
    await client.settle()
    assert found == ["http.disconnect"]


async def test_receive_asks_for_an_expected_body_once() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        more = True
        while more:
            more = (await receive())["more_body"]
        await send(_start((b"content-length", b"0")))
        await send(_body(b""))

    client = FakeConnection(app)
    asked = await client.exchange(
        b"POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n"
    )
    assert asked == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert (await client.exchange(b"h", b"i"))[len(asked) :].startswith(b"HTTP/1.1 200 ")


async def test_receive_after_the_response_is_a_disconnect() -> None:
    found: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send(_start((b"content-length", b"0")))
        await send(_body(b""))
        found.append((await receive())["type"])

    await FakeConnection(app).exchange(_request(connection=b"keep-alive"))
    assert found == ["http.disconnect"]


async def test_client_that_leaves_fires_the_signal_and_receive_and_send_goes_nowhere() -> None:
    events: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        path = _path(scope, receive, send)
        path.disconnect.on_disconnect(lambda: events.append("signal"))
        await receive()
        events.append((await receive())["type"])
        await send(_start())
        assert path.try_send(_body(b""))
        assert not path.send_response_nowait(200, [("content-length", "0")], b"")

    client = FakeConnection(app)
    await client.exchange(_request())
    client.transport.lost()
    assert await client.settle() == b""
    assert events == ["signal", "http.disconnect"]
    assert not client.state.tasks


async def test_client_that_leaves_after_its_response_fires_no_signal() -> None:
    events: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        path = _path(scope, receive, send)
        path.disconnect.on_disconnect(lambda: events.append("signal"))
        assert path.send_response_nowait(200, [("content-length", "0")], b"")

    client = FakeConnection(app)
    await client.exchange(_request(connection=b"keep-alive"))
    client.transport.lost()
    await client.settle()
    assert events == []


async def test_body_that_is_not_received_pauses_reading() -> None:
    received: list[int] = []
    wanted = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await wanted.wait()
        more = True
        while more:
            message = await receive()
            received.append(len(message["body"]))
            more = message["more_body"]
        await send(_start((b"content-length", b"0")))
        await send(_body(b""))

    client = FakeConnection(app)
    await client.exchange(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 70000\r\n\r\n", b"a" * 66_000)
    assert not client.transport.is_reading()
    wanted.set()
    await client.settle()
    assert client.transport.is_reading()
    assert b"200 OK" in await client.exchange(b"a" * 4000)
    assert received == [66_000, 4000]
