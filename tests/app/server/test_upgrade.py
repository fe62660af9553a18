"""The upgrade hook: the WebSocket of a listed path gets its own protocol, any other request none."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest
from starlette.types import Receive, Scope, Send

from app.cli.serving import upgrades
from app.server.parser_events import UpgradeRequest
from app.server.upgrade import ServerHandle, UpgradedProtocol
from tests.support.fake_connection import FakeConnection

_OFFER = b"GET /echo?a=1 HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n"


class Echo(UpgradedProtocol):
    """Sends the request's query, then whatever it receives."""

    def __init__(self, request: UpgradeRequest, server: ServerHandle) -> None:
        self._request = request
        self._server = server
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # No instance of it on uvloop.
        self._transport = cast("asyncio.Transport", transport)
        self._server.state.connections.add(self)
        self._transport.write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + self._request.head.query)
        self._transport.write(self._request.received)

    def data_received(self, data: bytes) -> None:
        self._transport.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._server.state.connections.discard(self)

    def shutdown(self) -> None:
        self._transport.close()


async def _ok(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def test_upgrade_on_a_listed_path_hands_the_connection_over_with_its_bytes() -> None:
    client = FakeConnection(_ok, upgrades={"/echo": Echo})
    await client.exchange(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
    before = len(client.transport.written)
    client.feed(_OFFER + b"early", b" and", b" later")
    assert client.transport.written[before:] == [
        b"HTTP/1.1 101 Switching Protocols\r\n\r\na=1",
        b"early",
        b" and",
        b" later",
    ]
    assert [type(connection) for connection in client.state.connections] == [Echo]
    # The timers of HTTP are not the new protocol's.
    assert client.protocol._timer._handle is None
    for connection in list(client.state.connections):
        connection.shutdown()
    await client.settle()
    assert not client.state.connections


@pytest.mark.parametrize("path", [b"/other", b"/echo/"])
async def test_upgrade_elsewhere_is_answered_as_http(path: bytes) -> None:
    client = FakeConnection(_ok, upgrades={"/echo": Echo})
    request = _OFFER.replace(b"/echo?a=1", path)
    assert (await client.exchange(request * 2)).count(b"\r\n\r\nok") == 2
    assert not client.transport.is_closing()


async def test_upgrade_behind_a_request_follows_its_response() -> None:
    client = FakeConnection(_ok, upgrades={"/echo": Echo})
    written = await client.exchange(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n" + _OFFER)
    first, second = written.split(b"HTTP/1.1 101 ")
    assert first.endswith(b"\r\n\r\nok")
    assert second.endswith(b"a=1")


def test_upgrades_of_serve_are_the_contract_s_websocket_paths() -> None:
    assert upgrades("/llm", 1).keys() == {"/v1/responses", "/llm/v1/responses"}
