"""ASGI's scope: the two ends of a connection."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from app.server.scope import Peers, peers_of


@pytest.mark.parametrize(
    ("name", "address"),
    [
        (("192.0.2.1", 50000), ("192.0.2.1", 50000)),
        (("2001:db8::1", 50000, 0, 0), ("2001:db8::1", 50000)),
        # A Unix socket has a path; its client has no name.
        ("/run/server.sock", ("/run/server.sock", None)),
        ("", None),
        (None, None),
    ],
)
def test_peers_of_transport_are_asgi_addresses(name: Any, address: tuple[str, int | None] | None) -> None:
    assert peers_of(asyncio.BaseTransport({"peername": name})) == Peers(address, None, "http")
    assert peers_of(asyncio.BaseTransport({"sockname": name})) == Peers(None, address, "http")


def test_peers_of_tls_transport_has_https() -> None:
    assert peers_of(asyncio.BaseTransport({"sslcontext": object()})).scheme == "https"
