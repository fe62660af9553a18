"""Runs the tests on asyncio's loop and on uvloop, which `serve` uses; those of a client with both clients."""

from __future__ import annotations

from functools import partial

import pytest

from app.upstream.http1.http_client import HttpClient
from app.upstream.httpx_client.httpx_client import HttpxClient
from app.upstream.network import Network
from tests.support import raw_peer
from tests.support.loops import pytest_asyncio_loop_factories as pytest_asyncio_loop_factories

_CLIENTS = {"own": HttpClient, "httpx": partial(HttpxClient, network=Network())}


@pytest.fixture(params=_CLIENTS)
def either_client(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """`Peer.client` is our own client, and in a second run of the test the one with httpx's engine."""
    monkeypatch.setattr(raw_peer, "new_client", _CLIENTS[request.param])
