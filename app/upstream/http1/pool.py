"""Connections of our own to one upstream."""

from __future__ import annotations

import asyncio
from functools import partial
from urllib.parse import urlsplit

from app.aio import address_race
from app.upstream.http1.connection import Connection
from app.upstream.http1.idle_pool import IdlePool
from app.upstream.tls import tls_context


class ConnectionPool(IdlePool):
    """Connects to the host of `base_url`."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        parts = urlsplit(base_url)
        self._host = parts.hostname or ""
        self._tls = tls_context() if parts.scheme == "https" else None
        self._port = parts.port or (443 if self._tls is not None else 80)

    async def connect(self, seconds: float) -> Connection:
        """See `IdlePool.connect`. The time of an address includes its TLS handshake."""
        addresses = await address_race.addresses_within(self._host, self._port, seconds)
        connection = await address_race.first_connected(
            addresses, partial(self._dial, seconds), Connection.abort
        )
        if not connection.closed:
            self._open.add(connection)
        return connection

    async def _dial(self, seconds: float, address: str) -> Connection:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(seconds):
            _, connection = await loop.create_connection(
                lambda: Connection(loop, self._on_closed),
                address,
                self._port,
                ssl=self._tls,
                server_hostname=self._host if self._tls is not None else None,
            )
        return connection
