"""A connection: bytes in, bytes out, and its timers."""

from __future__ import annotations

import asyncio
import gc
import json
import weakref
from contextvars import ContextVar
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from app.aio.fast_path import FAST_PATH, send_fast_path
from app.server.http1_protocol import Http1Protocol
from app.server.limits import ServerLimits
from app.server.parser_events import RequestParser
from tests.support.fake_connection import FakeConnection, FakeState

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
    assert not client.transport.is_reading()
    written = await client.settle()
    assert [part[:2] for part in written.split(b"\r\n\r\n")[1:]] == [b"/a", b"/b", b"/c", b"/d"]
    assert client.transport.is_reading()
    assert client.state.total_requests == 4


async def test_protocol_reading_goes_on_once_pipelined_requests_are_answered() -> None:
    app = _Held()
    client = FakeConnection(app)
    await client.exchange(_GET % b"a" + _GET % b"b")
    assert not client.transport.is_reading()
    app.may_end.set()
    assert (await client.settle()).count(b"\r\n\r\nok") == 2
    assert client.transport.is_reading()


async def test_protocol_reads_no_more_requests_while_some_wait() -> None:
    reading: list[bool] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await _ok(scope, receive, send)
        reading.append(client.transport.is_reading())

    client = FakeConnection(app)
    await client.exchange(_GET % b"a" + _GET % b"b" + _GET % b"c")
    assert reading == [False, True, True]


async def test_protocol_request_behind_connection_close_is_not_answered() -> None:
    client = FakeConnection(_ok)
    written = await client.exchange(b"GET /a HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n" + _GET % b"b")
    assert written.endswith(b"\r\n\r\n/a")
    assert client.transport.is_closing()


async def test_protocol_invalid_request_is_a_400_and_the_end(caplog: pytest.LogCaptureFixture) -> None:
    client = FakeConnection(_ok)
    assert _error(await client.exchange(b"hello\r\n\r\n"), 400)["code"] == "invalid_request"
    assert client.transport.is_closing()
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
    assert client.transport.is_closing()


@pytest.mark.parametrize(("path", "status"), [(b"silent", 400), (b"a", 200)])
async def test_protocol_invalid_body_ends_its_request(path: bytes, status: int) -> None:
    app = _Held()
    client = FakeConnection(app)
    head = b"POST /%b HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n" % path
    await client.exchange(head)
    written = await client.exchange(b"zz\r\n")
    assert written.startswith(b"HTTP/1.1 %d " % status)
    assert written.count(b"HTTP/1.1") == 1
    assert client.transport.is_closing()
    assert app.disconnected == ["/" + path.decode()]
    app.may_end.set()
    await client.settle()


async def test_protocol_invalid_body_behind_its_response_writes_nothing() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send(_HEAD_OK)
        await send({"type": "http.response.body", "body": b"ok"})

    client = FakeConnection(app)
    await client.exchange(b"POST /a HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n")
    assert (await client.exchange(b"no size\r\n")).endswith(b"\r\n\r\nok")
    assert client.transport.is_closing()


async def test_protocol_invalid_body_of_a_waiting_request_leaves_the_one_before() -> None:
    app = _Held()
    client = FakeConnection(app)
    second = b"POST /b HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"
    await client.exchange(_GET % b"silent" + second)
    app.may_end.set()
    written = await client.settle()
    assert written.startswith(b"HTTP/1.1 200 ")
    assert written.count(b"HTTP/1.1") == 1
    assert b"\r\nconnection: close\r\n" in written
    assert client.transport.is_closing()


async def test_protocol_head_over_the_limit_is_a_431() -> None:
    client = FakeConnection(_ok, limits=ServerLimits(head_bytes=100))
    written = await client.exchange(b"GET / HTTP/1.1\r\n", b"x: " + b"a" * 100)
    assert "100 bytes" in _error(written, 431)["message"]
    assert client.transport.is_closing()


@pytest.mark.parametrize("pieces", [(), (b"GET /hea",), (_GET % b"a", b"GET /hea")])
async def test_protocol_head_that_never_ends_is_a_408(pieces: tuple[bytes, ...]) -> None:
    client = FakeConnection(_ok, limits=ServerLimits(head_seconds=0.05))
    for piece in pieces:
        await client.exchange(piece)
    await asyncio.sleep(0.1)
    written = b"".join(client.transport.written)
    assert _error(written[written.rindex(b"HTTP/1.1") :], 408)["code"] == "request_timeout"
    assert client.transport.is_closing()


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


@pytest.mark.parametrize(
    "behind", [b"", b"\r\n", b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nhi"]
)
async def test_protocol_idle_connection_is_closed(behind: bytes) -> None:
    async def early(scope: Scope, receive: Receive, send: Send) -> None:
        await send(_HEAD_OK)
        await send({"type": "http.response.body", "body": b"ok"})

    client = FakeConnection(early)
    client.protocol._config.timeout_keep_alive = 0.05  # type: ignore[assignment] # tests do not wait a second
    await client.exchange(_GET % b"a")
    if behind:
        await client.exchange(behind)
    assert not client.transport.is_closing()
    await asyncio.sleep(0.1)
    assert client.transport.is_closing()
    assert b"".join(client.transport.written).count(b"HTTP/1.1 ") == (2 if b"POST" in behind else 1)


async def test_protocol_body_that_still_arrives_behind_its_response_is_not_idle() -> None:
    async def early(scope: Scope, receive: Receive, send: Send) -> None:
        await send(_HEAD_OK)
        await send({"type": "http.response.body", "body": b"ok"})

    client = FakeConnection(early)
    client.protocol._config.timeout_keep_alive = 1
    await client.exchange(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 200000\r\n\r\n")
    for _ in range(3):
        await asyncio.sleep(0.6)
        assert not client.transport.is_closing()
        client.feed(b"a" * 100)
    await asyncio.sleep(1.2)
    assert client.transport.is_closing()


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
    idle = FakeConnection(_ok)
    idle.protocol.shutdown()
    assert idle.transport.is_closing()


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
