"""The fast path belongs to the callables that the server handed out, and to no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.aio.buffered_body import BufferedBody
from app.aio.fast_path import FAST_PATH, receive_fast_path, send_fast_path
from app.aio.worker_numbers import Worker
from app.contract.handler import Handler
from app.http.dispatch import Dispatcher
from app.http.limits import Limits
from generated.operations import OPERATIONS
from generated.runtime import Call, Relay
from tests.support.fake_connection import FakeConnection

_REQUEST = b"GET /v1/models HTTP/1.1\r\nhost: a\r\n\r\n"


async def _send_ok(send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


async def test_fast_path_of_the_server_s_own_callables_is_offered() -> None:
    found: list[object] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        found.extend((receive_fast_path(scope, receive), send_fast_path(scope, send)))
        found.append(scope["extensions"][FAST_PATH])
        await _send_ok(send)

    await FakeConnection(app).exchange(_REQUEST)
    assert found[0] is found[1] is found[2] is not None


async def test_fast_path_of_wrapped_callables_is_none() -> None:
    found: list[object] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        async def wrapped_receive() -> Message:
            return await receive()

        async def wrapped_send(message: Message) -> None:
            await send(message)

        found.extend((receive_fast_path(scope, wrapped_receive), send_fast_path(scope, wrapped_send)))
        await _send_ok(send)

    await FakeConnection(app).exchange(_REQUEST)
    assert found == [None, None]


@pytest.mark.parametrize(
    "scope", [{}, {"extensions": {}}, {"extensions": None}, {"extensions": {"other": {}}}]
)
async def test_fast_path_of_another_server_is_none(scope: dict[str, Any]) -> None:
    async def receive() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        raise AssertionError

    assert receive_fast_path(scope, receive) is None
    assert send_fast_path(scope, send) is None


class _Stamp:
    """A middleware that adds a header to each response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"x-stamp", b"1")]
            await send(message)

        await self._app(scope, receive, stamped)


@pytest.mark.parametrize("stamped", [True, False])
async def test_dispatcher_behind_a_middleware_does_not_bypass_it(stamped: bool) -> None:
    async def run(call: Call[Any], arguments: Mapping[str, Any]) -> Relay:
        return Relay(200, [("content-length", "2")], BufferedBody(b"hi"))

    api = Dispatcher(
        OPERATIONS,
        {operation.id: Handler(run) for operation in OPERATIONS},
        lambda operation, key, chooses_upstream: None,
        limits=Limits(),
        worker=Worker(),
    )
    written = await FakeConnection(_Stamp(api) if stamped else api).exchange(_REQUEST)
    assert written.endswith(b"\r\n\r\nhi")
    assert (b"\r\nx-stamp: 1\r\n" in written) is stamped
