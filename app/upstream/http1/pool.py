"""The connections to one upstream: those that are free are used again, the youngest first; the others end."""

from __future__ import annotations

import asyncio
import ssl
from urllib.parse import urlsplit

from app.upstream.http1.connection import Connection

# Below what servers and balancers allow an idle connection, mostly a minute.
_IDLE_SECONDS = 50.0


class Pool:
    """Connects to the host of `base_url`. Nothing limits how many are open: the number of calls does."""

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        self._host = parts.hostname or ""
        self._tls = _context() if parts.scheme == "https" else None
        self._port = parts.port or (443 if self._tls is not None else 80)
        self._open: set[Connection] = set()
        # Connection -> when it became free, the oldest first.
        self._free: dict[Connection, float] = {}
        self._sweeping: asyncio.TimerHandle | None = None

    def take(self) -> Connection | None:
        """A free connection, if there is one."""
        while self._free:
            connection, _ = self._free.popitem()
            if connection.usable:
                return connection
            connection.abort()
        return None

    async def connect(self, seconds: float) -> Connection:
        """A new connection; raises TimeoutError or OSError."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(seconds):
            _, connection = await loop.create_connection(
                lambda: Connection(loop, self._ended),
                self._host,
                self._port,
                ssl=self._tls,
                server_hostname=self._host if self._tls is not None else None,
            )
        self._open.add(connection)
        return connection

    def release(self, connection: Connection) -> None:
        """Takes one back whose answer was read to its end."""
        if not connection.usable:
            connection.abort()
            return
        loop = connection.loop
        self._free[connection] = loop.time()
        if self._sweeping is None:
            self._sweeping = loop.call_later(_IDLE_SECONDS, self._sweep, loop)

    def close(self) -> None:
        """Ends all, the busy ones too."""
        if self._sweeping is not None:
            self._sweeping.cancel()
            self._sweeping = None
        for connection in list(self._open):
            connection.abort()

    def _ended(self, connection: Connection) -> None:
        self._open.discard(connection)
        self._free.pop(connection, None)

    def _sweep(self, loop: asyncio.AbstractEventLoop) -> None:
        self._sweeping = None
        oldest = loop.time() - _IDLE_SECONDS
        for connection, since in list(self._free.items()):
            if since > oldest:
                self._sweeping = loop.call_later(since - oldest, self._sweep, loop)
                break
            connection.abort()


def _context() -> ssl.SSLContext:
    """Certificates are those of the system, or of SSL_CERT_FILE; the host's name is verified."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context
