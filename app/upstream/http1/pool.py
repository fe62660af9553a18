"""The connections to one upstream. Idle ones are reused, the most recent first, and closed after a while."""

from __future__ import annotations

import asyncio
import ssl
from functools import partial
from ipaddress import ip_address
from urllib.parse import urlsplit

from app.upstream.http1 import race
from app.upstream.http1.connection import Connection

# Less than the idle time that servers and load balancers allow, mostly a minute.
_IDLE_SECONDS = 50.0


class ConnectionPool:
    """Connects to the host of `base_url`.

    The number of connections is limited only by the number of calls.
    """

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        self._host = parts.hostname or ""
        self._is_address = _is_address(self._host)
        self._tls = _tls_context() if parts.scheme == "https" else None
        self._port = parts.port or (443 if self._tls is not None else 80)
        self._open: set[Connection] = set()
        # Connection -> since when it is idle, by the loop's clock, the oldest first.
        self._idle: dict[Connection, float] = {}
        self._sweep_timer: asyncio.TimerHandle | None = None

    def take(self) -> Connection | None:
        """An idle connection, or None."""
        while self._idle:
            connection, _ = self._idle.popitem()
            if connection.usable:
                return connection
            connection.abort()
        return None

    async def connect(self, seconds: float) -> Connection:
        """A new connection; raises TimeoutError or OSError.

        Each address of the host has `seconds` of its own, with its TLS handshake.
        """
        addresses = [self._host]
        if not self._is_address:
            async with asyncio.timeout(seconds):
                addresses = await race.addresses_of(self._host, self._port)
        connection = await race.first_connected(addresses, partial(self._dial, seconds), Connection.abort)
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

    def release(self, connection: Connection) -> None:
        """Returns a connection whose answer was read to its end."""
        if not connection.usable:
            connection.abort()
            return
        loop = connection.loop
        self._idle[connection] = loop.time()
        if self._sweep_timer is None:
            self._sweep_timer = loop.call_later(_IDLE_SECONDS, self._close_idle, loop)

    def close(self) -> None:
        """Closes all connections, busy ones too."""
        if self._sweep_timer is not None:
            self._sweep_timer.cancel()
            self._sweep_timer = None
        for connection in list(self._open):
            connection.abort()

    def _on_closed(self, connection: Connection) -> None:
        self._open.discard(connection)
        self._idle.pop(connection, None)

    def _close_idle(self, loop: asyncio.AbstractEventLoop) -> None:
        self._sweep_timer = None
        cutoff = loop.time() - _IDLE_SECONDS
        for connection, since in list(self._idle.items()):
            if since > cutoff:
                self._sweep_timer = loop.call_later(since - cutoff, self._close_idle, loop)
                break
            connection.abort()


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _tls_context() -> ssl.SSLContext:
    """Trusts the system's certificates, or those of SSL_CERT_FILE; verifies the host name."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context
