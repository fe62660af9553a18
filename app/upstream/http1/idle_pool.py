"""The connections to one upstream. Idle ones are reused, the most recent first, and closed after a while."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod

from app.upstream.http1.http_connection import HttpConnection

# Less than the idle time that servers and load balancers allow, mostly a minute.
_IDLE_SECONDS = 50.0


class IdlePool(ABC):
    """Holds connections of any kind; `connect` of a subclass makes them.

    The number of connections is limited only by the number of calls.
    """

    route = ""
    """How it connects, if not directly; for errors."""

    def __init__(self) -> None:
        self._open: set[HttpConnection] = set()
        # Connection -> since when it is idle, by the loop's clock, the oldest first.
        self._idle: dict[HttpConnection, float] = {}
        self._sweep_timer: asyncio.TimerHandle | None = None

    @abstractmethod
    async def connect(self, seconds: float) -> HttpConnection:
        """A new connection.

        Raises TimeoutError, OSError or UnicodeError. Each address of the host has `seconds` of its own.
        """

    def take(self) -> HttpConnection | None:
        """An idle connection, or None."""
        while self._idle:
            connection, _ = self._idle.popitem()
            if connection.usable:
                return connection
            connection.abort()
        return None

    def release(self, connection: HttpConnection) -> None:
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

    def _on_closed(self, connection: HttpConnection) -> None:
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
