"""Runs the tests on asyncio's loop and on uvloop, which `serve` uses; those of a client with both clients."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest
import uvloop

from app.upstream.http1.http_client import HttpClient
from app.upstream.httpx_client.httpx_client import HttpxClient
from app.upstream.network import Network
from tests.support import raw_peer

_CLIENTS = {"own": HttpClient, "httpx": partial(HttpxClient, network=Network())}


def pytest_asyncio_loop_factories(
    config: Any, item: Any
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Both loops, for each test in this folder."""
    return {"asyncio": asyncio.SelectorEventLoop, "uvloop": uvloop.new_event_loop}


@pytest.fixture(params=_CLIENTS)
def either_client(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """`Peer.client` is our own client, and in a second run of the test the one with httpx's engine."""
    monkeypatch.setattr(raw_peer, "new_client", _CLIENTS[request.param])
