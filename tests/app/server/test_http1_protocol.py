"""A connection: bytes in, bytes out, and its timers."""

from __future__ import annotations

import asyncio
import gc
import json
import time
import weakref
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from app.aio.fast_path import FAST_PATH, send_fast_path
from app.server.http1_protocol import Http1Protocol
from app.server.limits import ServerLimits
from app.server.request_parser import RequestParser
from tests.support.fake_connection import FakeConnection, FakeState
from tests.support.raw_peer import wait_until

_GET = b"GET /%b HTTP/1.1\r\nhost: a\r\n\r\n"
_HEAD_OK = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
_variable: ContextVar[str] = ContextVar("variable", default="none")


async def _ok(scope: Scope, receive: Receive, send: Send) -> None:
    """Reads the body, waits as many ticks as the path says, answers with the path's two characters."""
    more = True
    while more:
        message = await receive()
        more = message.get("more_body", False)
    for _ in range(int(scope["query_string"] or b"0")):
        await asyncio.sleep(0)
    await send(_HEAD_OK)
    await send({"type": "http.response.body", "body": scope["path"].encode()[:2]})


class _Held:
    """An application whose responses start at once and end when they may."""

    def __init__(self) -> None:
        self.may_end = asyncio.Event()
        self.disconnected: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        scope["extensions"][FAST_PATH].disconnect.on_disconnect(lambda: self.disconnected.append(path))
        if path != "/silent":
            await send(_HEAD_OK)
        await self.may_end.wait()
        if path == "/silent":
            await send(_HEAD_OK)
        await send({"type": "http.response.body", "body": b"ok"})


def _error(written: bytes, status: int) -> dict[str, Any]:
    head, _, body = written.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"content-type: application/json" in head
    assert b"\r\ndate: today" in head
    assert b"\r\nconnection: " in head
    found: dict[str, Any] = json.loads(body)["error"]
    assert found.keys() == {"message", "type", "param", "code"}
    return found


async def test_protocol_scope_is_asgi_s() -> None:
    scopes: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scopes.append(scope)
        await _ok(scope, receive, send)

    await FakeConnection(app).exchange(b"PUT /a%20b?c=1 HTTP/1.1\r\nHost: A\r\n\r\n")
    (scope,) = scopes
    scope.pop("extensions")
    assert scope == {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "server": ("192.0.2.2", 8000),
        "client": ("192.0.2.1", 50000),
        "scheme": "http",
        "method": "PUT",
        "root_path": "",
        "path": "/a b",
        "raw_path": b"/a%20b",
        "query_string": b"c=1",
        "headers": [(b"host", b"A")],
        "state": {"of": "the lifespan"},
    }


async def test_protocol_scopes_of_a_connection_share_no_state() -> None:
    scopes: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scopes.append({**scope, "state": dict(scope["state"])})
        scope["state"]["of"] = scope["http_version"] = scope["client"] = "changed"
        await _ok(scope, receive, send)

    await FakeConnection(app).exchange(_GET % b"a" + b"GET /b HTTP/1.0\r\n\r\n")
    assert [scope["path"] for scope in scopes] == ["/a", "/b"]
    assert [scope["http_version"] for scope in scopes] == ["1.1", "1.0"]
    assert scopes[1]["state"] == {"of": "the lifespan"}
    assert scopes[1]["client"] == ("192.0.2.1", 50000)


@pytest.mark.parametrize("pipelined", [False, True])
async def test_protocol_request_does_not_see_context_of_the_one_before(pipelined: bool) -> None:
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(_variable.get())
        _variable.set(scope["path"])
        await _ok(scope, receive, send)

    _variable.set("the connection's")
    client = FakeConnection(app)
    requests = [_GET % b"a", _GET % b"b", _GET % b"c"]
    for request in [b"".join(requests)] if pipelined else requests:
        await client.exchange(request)
    assert seen == ["the connection's"] * 3
    assert _variable.get() == "the connection's"


async def test_protocol_pipelined_requests_are_answered_in_order() -> None:
    client = FakeConnection(_ok)
    requests = b"".join([_GET % b"a?5", _GET % b"b", _GET % b"c?3", _GET % b"d"])
    client.feed(requests)
    written = await client.settle()
    assert [part[:2] for part in written.split(b"\r\n\r\n")[1:]] == [b"/a", b"/b", b"/c", b"/d"]
    assert client.transport.is_reading()
    assert client.state.total_requests == 4


async def test_protocol_reading_pauses_over_64_kib_of_pipelined_requests_and_goes_on() -> None:
    app = _Held()
    client = FakeConnection(app)
    client.feed(_GET % b"a" + (_GET % b"b") * 2000)
    assert client.transport.is_reading()
    client.feed((_GET % b"b") * 1000)
    assert not client.transport.is_reading()
    app.may_end.set()
    for _ in range(200):
        written = await client.settle()
        if written.count(b"\r\n\r\nok") == 3001:
            break
    assert written.count(b"\r\n\r\nok") == 3001
    assert client.transport.is_reading()


async def test_protocol_packet_of_thousands_of_requests_is_one_request_a_tick() -> None:
    started = 0

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal started
        started += 1
        await _ok(scope, receive, send)

    client = FakeConnection(app)
    client.feed((_GET % b"a") * 5000)
    assert len(client.state.tasks) == 1
    for _ in range(20):
        before = started
        await asyncio.sleep(0)
        assert started <= before + 1
    client.transport.lost()
    await client.settle()
    assert started < 50


async def test_protocol_packet_of_thousands_of_chunks_is_parsed_in_ticks() -> None:
    client = FakeConnection(_ok, limits=ServerLimits(chunks_per_tick=100))
    client.feed(b"POST /a HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n")
    client.feed(b"1\r\na\r\n" * 1000 + b"0\r\n\r\n" + _GET % b"b")
    assert len(client.protocol._parser.rest) > 5000
    assert not client.transport.is_reading()
    assert (await client.settle()).count(b"\r\n\r\n/") == 2
    assert client.transport.is_reading()


async def test_protocol_request_behind_connection_close_is_not_answered() -> None:
    client = FakeConnection(_ok)
    written = await client.exchange(b"GET /a HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n" + _GET % b"b")
    assert written.endswith(b"\r\n\r\n/a")
    assert client.is_over


async def test_protocol_invalid_request_is_a_400_and_the_end(caplog: pytest.LogCaptureFixture) -> None:
    client = FakeConnection(_ok)
    assert _error(await client.exchange(b"hello\r\n\r\n"), 400)["code"] == "invalid_request"
    assert client.transport.ended
    client.transport.lost()
    assert not client.state.connections
    assert "invalid HTTP request" in caplog.text


async def test_protocol_invalid_bytes_behind_requests_write_nothing_into_their_responses() -> None:
    app = _Held()
    client = FakeConnection(app)
    started = await client.exchange(_GET % b"a" + _GET % b"b" + b"hello\r\n\r\n")
    assert started.endswith(b"\r\n\r\n")
    app.may_end.set()
    written = await client.settle()
    assert written.count(b"HTTP/1.1 200 OK") == written.count(b"\r\n\r\nok") == 2
    assert b" 400 " not in written
    assert client.is_over


@pytest.mark.parametrize(("path", "status"), [(b"silent", 400), (b"a", 200)])
async def test_protocol_invalid_body_ends_its_request(path: bytes, status: int) -> None:
    app = _Held()
    client = FakeConnection(app)
    head = b"POST /%b HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n" % path
    await client.exchange(head)
    written = await client.exchange(b"zz\r\n")
    assert written.startswith(b"HTTP/1.1 %d " % status)
    assert written.count(b"HTTP/1.1") == 1
    assert client.is_over
    assert app.disconnected == ["/" + path.decode()]
    app.may_end.set()
    await client.settle()


async def test_protocol_invalid_body_behind_its_response_writes_nothing() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send(_HEAD_OK)
        await send({"type": "http.response.body", "body": b"ok"})

    client = FakeConnection(app)
    await client.exchange(b"POST /a HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n")
    assert (await client.exchange(b"no size\r\n")).endswith(b"\r\n\r\nok")
    assert client.is_over


async def test_protocol_invalid_body_of_a_waiting_request_leaves_the_one_before() -> None:
    app = _Held()
    client = FakeConnection(app)
    second = b"POST /b HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"
    await client.exchange(_GET % b"silent" + second)
    app.may_end.set()
    written = await client.settle()
    assert written.startswith(b"HTTP/1.1 200 ")
    assert written.count(b"HTTP/1.1") == 1
    assert client.is_over


async def test_protocol_head_over_the_limit_is_a_431() -> None:
    client = FakeConnection(_ok, limits=ServerLimits(head_bytes=100))
    written = await client.exchange(b"GET / HTTP/1.1\r\n", b"x: " + b"a" * 100)
    assert "100 bytes" in _error(written, 431)["message"]
    assert client.is_over


@pytest.mark.parametrize("pieces", [(), (b"GET /hea",), (_GET % b"a", b"GET /hea")])
async def test_protocol_head_that_never_ends_is_a_408(pieces: tuple[bytes, ...]) -> None:
    client = FakeConnection(_ok, limits=ServerLimits(head_seconds=0.05))
    for piece in pieces:
        await client.exchange(piece)
    await asyncio.sleep(0.1)
    written = b"".join(client.transport.written)
    assert _error(written[written.rindex(b"HTTP/1.1") :], 408)["code"] == "request_timeout"
    assert client.is_over


async def test_protocol_time_of_a_head_does_not_run_during_a_response() -> None:
    app = _Held()
    client = FakeConnection(app, limits=ServerLimits(head_seconds=0.05))
    await client.exchange(_GET % b"a", b"GET /b")
    await asyncio.sleep(0.1)
    app.may_end.set()
    assert (await client.settle()).count(b"\r\n\r\nok") == 1
    assert not client.transport.is_closing()
    # From the response's end on it does.
    await asyncio.sleep(0.1)
    assert b"HTTP/1.1 408 " in b"".join(client.transport.written)


async def _early(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers before it has received the body."""
    closes = [(b"connection", b"close")] if scope["path"] == "/close" else []
    await send({**_HEAD_OK, "headers": [(b"content-length", b"2"), *closes]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.mark.parametrize("behind", [(), (b"\r\n",) * 5])
async def test_protocol_idle_connection_is_closed_also_behind_line_ends(behind: tuple[bytes, ...]) -> None:
    client = FakeConnection(_early)
    client.protocol._config.timeout_keep_alive = 0.3  # type: ignore[assignment] # tests do not wait a second
    await client.exchange(_GET % b"a")
    due = client.protocol._timer._deadline
    for piece in behind:
        await client.exchange(piece)
    # The line ends start no timer again.
    assert client.protocol._timer._deadline == due
    await wait_until(client.transport.is_closing)
    assert b"".join(client.transport.written).count(b"HTTP/1.1 ") == 1


_LONG_POST = b"POST /%b HTTP/1.1\r\nhost: a\r\ncontent-length: 200000\r\n\r\n"


@pytest.mark.parametrize("path", [b"a", b"close"])
async def test_protocol_body_behind_its_response_is_dropped_within_bytes(path: bytes) -> None:
    client = FakeConnection(_early, limits=ServerLimits(discard_bytes=1000))
    assert (await client.exchange(_LONG_POST % path)).endswith(b"\r\n\r\nok")
    assert client.transport.ended is (path == b"close")
    client.feed(*[b"a" * 100] * 10)
    assert not client.transport.is_closing()
    client.feed(b"a")
    assert client.transport.is_closing()


@pytest.mark.parametrize("path", [b"a", b"close"])
@pytest.mark.parametrize("bound", ["discard_seconds", "discard_idle_seconds"])
async def test_protocol_body_behind_its_response_is_dropped_within_time(path: bytes, bound: str) -> None:
    client = FakeConnection(_early, limits=replace(ServerLimits(), **{bound: 0.2}))  # type: ignore[arg-type]  # by name
    await client.exchange(_LONG_POST % path)
    due = client.protocol._timer._deadline
    assert due is not None
    await asyncio.sleep(0.01)
    client.feed(b"a")
    # Bytes renew the time between two of them, not the time for all.
    moved = client.protocol._timer._deadline
    assert moved is not None
    assert (moved > due + 0.005) is (bound == "discard_idle_seconds")
    assert not client.transport.is_closing()
    await wait_until(client.transport.is_closing)


@pytest.mark.parametrize("status", [400, 408, 431])
async def test_protocol_client_may_go_on_behind_an_error(status: int) -> None:
    client = FakeConnection(_ok, limits=ServerLimits(head_bytes=1000, head_seconds=0.05))
    pieces = {400: b"hello", 408: b"GET", 431: b"GET / HTTP/1.1\r\nx: " + b"a" * 1000}
    client.feed(pieces[status])
    await wait_until(lambda: client.transport.ended)
    for _ in range(10):
        client.feed(b"a" * 1000)
    assert not client.transport.is_closing()
    _error(b"".join(client.transport.written), status)


async def test_protocol_expected_continue_that_is_not_sent_ends_the_connection() -> None:
    client = FakeConnection(_early)
    head = b"POST /%b HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n"
    written = await client.exchange(head % b"a")
    assert b"100 Continue" not in written
    assert b"\r\nconnection: close\r\n" in written
    assert client.transport.ended
    # A client that left the body out sends its next request: it is no body, and not answered.
    assert await client.exchange(_GET % b"b") == written
    # A body that has arrived leaves nothing open.
    assert b"connection: close" not in await FakeConnection(_early).exchange(head % b"a" + b"hi")


async def test_protocol_client_that_does_not_read_is_reset() -> None:
    app = _Held()
    client = FakeConnection(app, limits=ServerLimits(write_seconds=0.1))
    await client.exchange(_GET % b"a")
    client.transport.unsent = 100_000
    client.protocol.pause_writing()
    await wait_until(lambda: not client.state.connections)
    assert app.disconnected == ["/a"]


async def test_protocol_client_that_reads_slowly_has_the_total_time() -> None:
    app = _Held()
    client = FakeConnection(app, limits=ServerLimits(write_seconds=0.05, total_seconds=0.5))
    await client.exchange(_GET % b"a")
    client.transport.unsent = 100_000
    client.protocol.pause_writing()
    started = time.monotonic()
    while client.state.connections:
        client.transport.unsent -= 1
        await asyncio.sleep(0.01)
        assert client.transport.unsent > 90_000
    assert time.monotonic() - started > 0.4
    assert app.disconnected == ["/a"]


async def test_protocol_client_that_reads_again_has_no_timer() -> None:
    client = FakeConnection(_Held(), limits=ServerLimits(write_seconds=0.1))
    await client.exchange(_GET % b"a")
    client.protocol.pause_writing()
    assert client.protocol._timer._deadline is not None
    client.protocol.resume_writing()
    assert client.protocol._timer._deadline is None


async def test_protocol_closed_connection_whose_client_does_not_read_is_reset() -> None:
    client = FakeConnection(_ok, limits=ServerLimits(write_seconds=0.1))
    client.transport.unsent = 100
    await client.exchange(b"GET /a HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
    assert client.transport.is_closing()
    assert client.state.connections
    await wait_until(lambda: not client.state.connections)


async def test_protocol_rest_of_a_body_behind_its_response_is_dropped() -> None:
    async def early(scope: Scope, receive: Receive, send: Send) -> None:
        await send(_HEAD_OK)
        await send({"type": "http.response.body", "body": b"ok"})

    client = FakeConnection(early)
    await client.exchange(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 200000\r\n\r\n")
    await client.exchange(b"a" * 100_000)
    assert client.transport.is_reading()
    written = await client.exchange(b"a" * 100_000, _GET % b"b")
    assert written.count(b"\r\n\r\nok") == 2


async def test_protocol_client_that_leaves_is_reported_to_the_request_being_answered() -> None:
    app = _Held()
    client = FakeConnection(app)
    await client.exchange(_GET % b"a" + _GET % b"b")
    client.transport.lost()
    app.may_end.set()
    await client.settle()
    assert app.disconnected == ["/a"]
    assert not client.state.tasks
    assert not client.state.connections


async def test_protocol_nothing_is_written_once_the_client_has_left(caplog: pytest.LogCaptureFixture) -> None:
    client = FakeConnection(_ok)
    client.feed(_GET % b"a")
    for _ in range(100):
        if client.state.total_requests:
            break
        await asyncio.sleep(0)
    # The response waits for the tick's end.
    client.transport.written.clear()
    client.transport.lost()
    assert await client.settle() == b""
    early = FakeConnection(_ok)
    early.feed(_GET % b"a", b"hello\r\n\r\n")
    early.transport.lost()
    await early.settle()
    assert not [record for record in caplog.records if record.exc_info]


async def test_protocol_shutdown_ends_after_the_response_under_way() -> None:
    app = _Held()
    client = FakeConnection(app)
    await client.exchange(_GET % b"silent")
    client.protocol.shutdown()
    assert not client.transport.is_closing()
    app.may_end.set()
    written = await client.settle()
    assert b"\r\nconnection: close\r\n" in written
    assert client.transport.is_closing()


@pytest.mark.parametrize("before", [(), (_GET % b"a",), (b"GET /b HTTP/1.1\r\n",)])
async def test_protocol_shutdown_answers_one_more_request(before: tuple[bytes, ...]) -> None:
    client = FakeConnection(_ok)
    started = len(await client.exchange(*before))
    client.protocol.shutdown()
    assert not client.is_over
    rest = b"host: a\r\n\r\n" if b"b" in b"".join(before) else _GET % b"b"
    written = (await client.exchange(rest))[started:]
    assert written.endswith(b"\r\n\r\n/b")
    assert b"\r\nconnection: close\r\n" in written
    assert client.transport.is_closing()


async def test_protocol_shutdown_behind_a_started_response_answers_one_more_request() -> None:
    app = _Held()
    client = FakeConnection(app)
    head = await client.exchange(_GET % b"a")
    assert b"connection: close" not in head
    client.protocol.shutdown()
    app.may_end.set()
    await client.settle()
    assert not client.is_over
    assert b"\r\nconnection: close\r\n" in await client.exchange(_GET % b"b")
    assert client.transport.is_closing()


@pytest.mark.parametrize(("start", "status"), [(b"", b""), (b"GET /", b"HTTP/1.1 408 ")])
async def test_protocol_shutdown_waits_for_a_request_for_the_stop_s_time(start: bytes, status: bytes) -> None:
    for first in (b"", _GET % b"a"):
        client = FakeConnection(_ok, limits=ServerLimits(stop_idle_seconds=0.1))
        before = len(await client.exchange(first, start))
        client.protocol.shutdown()
        assert not client.is_over
        await wait_until(lambda client=client: client.is_over)  # type: ignore[misc]  # a default binds it
        assert b"".join(client.transport.written)[before:].startswith(status)


async def test_protocol_default_headers_are_read_for_each_response() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        path = send_fast_path(scope, send)
        assert path is not None
        await asyncio.sleep(0)
        if scope["path"] == "/fast":
            assert path.send_response_nowait(200, [("content-length", "0")], b"")
        else:
            await _ok(scope, receive, send)

    state = FakeState()
    client = FakeConnection(app, state=state)
    for path in (b"fast", b"slow"):
        client.feed(_GET % path)
        state.default_headers = [(b"date", path)]
        assert b"date: " + path in await client.settle()


async def test_protocol_root_path_is_in_front_of_the_path() -> None:
    scopes: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scopes.append(scope)
        await _ok(scope, receive, send)

    await FakeConnection(app, root_path="/prefix").exchange(_GET % b"a%20b")
    (scope,) = scopes
    assert (scope["root_path"], scope["path"]) == ("/prefix", "/prefix/a b")
    assert scope["raw_path"] == b"/prefix/a%20b"


async def test_protocol_over_the_concurrency_limit_is_a_503() -> None:
    app = _Held()
    state = FakeState()
    first, second = (FakeConnection(app, state=state, limit_concurrency=3) for _ in range(2))
    await first.exchange(_GET % b"silent")
    await second.exchange(_GET % b"silent")
    third = FakeConnection(app, state=state, limit_concurrency=3)
    assert "limit" in _error(await third.exchange(_GET % b"a"), 503)["message"]
    assert third.transport.is_closing()
    app.may_end.set()
    for client in (first, second):
        assert b"200 OK" in await client.settle()
    by_tasks = FakeConnection(_ok, state=FakeState(), limit_concurrency=2)
    by_tasks.state.tasks = {asyncio.create_task(asyncio.sleep(0)) for _ in range(2)}
    _error(await by_tasks.exchange(_GET % b"a"), 503)


def _parsers() -> int:
    return sum(isinstance(found, RequestParser) for found in gc.get_objects())


async def test_protocol_connection_that_has_ended_is_freed_without_the_collector() -> None:
    gc.collect()
    before = _parsers()
    app = _Held()
    left = FakeConnection(app)
    closed = FakeConnection(_ok)
    await left.exchange(_GET % b"a" + _GET % b"b")
    await closed.exchange(b"GET /a HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
    timed_out = FakeConnection(_ok, limits=ServerLimits(head_seconds=0.01))
    await timed_out.exchange(b"GET")
    await asyncio.sleep(0.05)
    timed_out.transport.lost()
    left.transport.lost()
    app.may_end.set()
    await left.settle()
    gc.disable()
    try:
        freed = [weakref.ref(client.transport) for client in (left, closed, timed_out)]
        protocols = [client.protocol for client in (left, closed, timed_out)]
        assert all(isinstance(protocol, Http1Protocol) for protocol in protocols)
        del left, closed, timed_out, protocols
        await asyncio.sleep(0.01)
        # A transport is referred to by its protocol, and by nothing else any more.
        assert [reference() for reference in freed] == [None] * 3
        assert _parsers() == before
    finally:
        gc.enable()
