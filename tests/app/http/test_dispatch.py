"""The dispatcher, called as a server calls it."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import AsyncGenerator, Mapping, MutableMapping, Sequence
from typing import Any

import pytest

from app.access import authentication
from app.access.authorization import Authorization
from app.access.callers import Call, Caller
from app.aio.buffered_body import BufferedBody
from app.aio.worker_numbers import Column, Worker
from app.contract.handler import Authenticate, Handler
from app.errors import Unavailable
from app.http.dispatch import Dispatcher
from app.http.limits import Limits
from generated import models
from generated.operations import OPERATIONS
from generated.runtime import Operation, Relay

_BODY = b'{"model":"m","messages":[{"role":"user","content":"Hello"}]}'
_OPEN = Authorization(authentication.allow_any)


class _Client:
    """One chat. It receives a disconnect when it leaves, or after its answer, as from uvicorn."""

    def __init__(self, body: bytes = _BODY) -> None:
        self.disconnected = asyncio.Event()
        self.sent: list[bytes] = []
        self._length = b"%d" % len(body)
        self._body: bytes | None = body

    async def ask(
        self,
        handler: Handler,
        authenticate: Authenticate[Caller] = _OPEN,
        more_headers: Sequence[tuple[bytes, bytes]] = (),
    ) -> None:
        worker = Worker()
        api = Dispatcher(
            OPERATIONS,
            {o.id: handler for o in OPERATIONS},
            authenticate,
            limits=Limits(),
            worker=worker,
        )
        headers = [(b"content-type", b"application/json"), (b"content-length", self._length), *more_headers]
        path = "/v1/chat/completions"
        scope = {
            "type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"",
            "headers": headers,
        }  # fmt: skip
        await api(scope, self._receive, self._send)
        assert worker.table.column(Column.OPEN_STREAMS) == [0]

    async def _receive(self) -> MutableMapping[str, Any]:
        if self._body is None:
            await self.disconnected.wait()
            return {"type": "http.disconnect"}
        message = {"type": "http.request", "body": self._body, "more_body": False}
        self._body = None
        return message

    async def _send(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.body":
            self.sent.append(message["body"])
            if not message.get("more_body", False):
                self.disconnected.set()


async def test_request_whose_client_was_watched_is_freed_without_the_collector() -> None:
    signs: list[weakref.ref[Any]] = []

    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        # What the handler was called by is held by the frames of the exchange alone.
        signs.append(weakref.ref(arguments["body"]))

        async def chunks() -> AsyncGenerator[bytes, None]:
            await asyncio.sleep(0)
            yield b"x"

        return Relay(200, [], chunks())

    gc.collect()
    gc.disable()
    try:
        await _Client().ask(Handler(run))
        await asyncio.sleep(0.01)
        assert [sign() for sign in signs] == [None]
    finally:
        gc.enable()


async def test_dispatcher_stream_releases_the_models_of_its_request() -> None:
    alive: list[object] = []

    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        model = weakref.ref(arguments["body"])
        assert model() is not None

        async def chunks() -> AsyncGenerator[bytes, None]:
            await asyncio.sleep(0)
            alive.append(model())
            yield b"x"

        return Relay(200, [], chunks())

    await _Client().ask(Handler(run))
    assert alive == [None]


async def test_dispatcher_client_disconnect_cancels_the_handler() -> None:
    client, ended = _Client(), asyncio.Event()

    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        raise AssertionError

    asking = asyncio.create_task(client.ask(Handler(run)))
    await asyncio.sleep(0.01)
    assert not ended.is_set()
    client.disconnected.set()
    await asking
    assert ended.is_set()
    assert client.sent == []


class _Slow(AsyncGenerator[bytes, None]):
    """One chunk; it takes a while to close."""

    def __init__(self) -> None:
        self.closed = False
        self._left = [b"x"]

    async def asend(self, value: None, /) -> bytes:
        if not self._left:
            raise StopAsyncIteration
        return self._left.pop()

    async def athrow(self, typ: Any, val: Any = None, tb: Any = None, /) -> bytes:
        raise typ

    async def aclose(self) -> None:
        await asyncio.sleep(0.02)
        self.closed = True


async def test_dispatcher_disconnect_after_the_end_lets_chunks_close() -> None:
    client, chunks = _Client(), _Slow()

    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        return Relay(200, [], chunks)

    await client.ask(Handler(run))
    assert client.sent == [b"x", b""]
    assert chunks.closed


class _Leaving(_Client):
    """It disconnects at the head and receives the rest slowly."""

    async def _send(self, message: MutableMapping[str, Any]) -> None:
        self.disconnected.set()
        await asyncio.sleep(0.02)
        await super()._send(message)


async def test_dispatcher_disconnect_during_an_error_sends_it_whole() -> None:
    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        raise Unavailable("Not now.")

    client = _Leaving()
    await client.ask(Handler(run))
    assert b"Not now." in b"".join(client.sent)


async def test_dispatcher_server_shutdown_cancels_the_handler_and_answers() -> None:
    client = _Client()
    stopped = False

    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        nonlocal stopped
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            stopped = True
            raise
        raise AssertionError

    asking = asyncio.create_task(client.ask(Handler(run)))
    await asyncio.sleep(0.01)
    asking.cancel()
    await asyncio.wait_for(asking, 5)
    assert stopped
    assert b"This server is stopping" in b"".join(client.sent)


async def test_dispatcher_lenient_handler_gets_no_model() -> None:
    given: list[object] = []

    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        given.append(arguments["body"])
        return Relay(200, [("content-length", "0")], BufferedBody(b""))

    for strict in (True, False):
        await _Client().ask(Handler(run, strict))
    model, none = given
    assert isinstance(model, models.CreateChatCompletionRequest)
    assert none is None


@pytest.mark.parametrize(
    "body", [b'{"model":"m","messages":"hi"}', b'{"messages":[]}', b"[]", b'{"model":"m","messages":[{}]}']
)
async def test_dispatcher_lenient_validation_sends_the_strict_errors(body: bytes) -> None:
    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        raise AssertionError

    clients = _Client(body), _Client(body)
    for client, strict in zip(clients, (True, False), strict=True):
        await client.ask(Handler(run, strict))
    assert clients[0].sent == clients[1].sent
    assert b'"error"' in clients[0].sent[0]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Bearer sk-1", "sk-1"),
        ("bearer sk-1", "sk-1"),
        ("BEARER  sk-1 ", "sk-1"),
        ("Bearer sk-1 x", "sk-1 x"),
        ("Bearer", None),
        ("Bearer  ", None),
        ("Basic sk-1", None),
        ("sk-1", None),
        (None, None),
    ],
)
async def test_dispatcher_authorization_header_is_bearer_key_or_none(
    header: str | None, key: str | None
) -> None:
    keys: list[str | None] = []
    names: list[str] = []

    def authenticate(operation: Operation, key: str | None, chooses_upstream: bool) -> Caller:
        keys.append(key)
        return authentication.allow_any(key)

    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        names.extend(call.headers)
        return Relay(200, [("content-length", "0")], BufferedBody(b""))

    headers = [] if header is None else [(b"authorization", header.encode())]
    await _Client().ask(Handler(run), authenticate, headers)
    assert keys == [key]
    # The handler, and so an upstream, gets no credential.
    assert names == ["content-type", "content-length"]
