"""Accepts the connections of a socket that several workers listen on, so that each gets its share.

The system wakes all workers for a connection, and the first one gets it. Without more, that would often be
the same one. A worker with more open connections than another one therefore leaves the next one to it for a
moment. It accepts it after that time: the other one may be busy.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import suppress

_log = logging.getLogger(__name__)

PATIENCE_SECONDS = 0.001
"""How long a connection is left to a worker that has fewer."""
_AFTER_PATIENCE = 16
"""The most connections that are accepted at once after that time."""
_PAUSE_SECONDS = 1.0
"""Until the next try where the system has no room for a connection."""


class Acceptor:
    """Accepts for `protocol`, a factory.

    `is_ahead` returns whether another worker should accept the next connection.
    """

    def __init__(
        self, listener: socket.socket, protocol: Callable[[], asyncio.Protocol], is_ahead: Callable[[], bool]
    ) -> None:
        self._listener = listener
        self._protocol = protocol
        self._is_ahead = is_ahead
        self._loop = asyncio.get_running_loop()
        self._connecting: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begins to accept."""
        self._listener.setblocking(False)
        self._loop.add_reader(self._listener, self._on_connection)

    @property
    def connecting(self) -> int:
        """Connections that are accepted and have no protocol yet."""
        return len(self._connecting)

    async def close(self) -> None:
        """Accepts what waits, then no more. The socket stays open."""
        while self._accept():
            pass
        self._loop.remove_reader(self._listener)
        if self._timer is not None:
            self._timer.cancel()
        if self._connecting:
            await asyncio.wait(self._connecting)

    def _on_connection(self) -> None:
        if self._is_ahead():
            self._wait(PATIENCE_SECONDS)
        else:
            # One at a time: the next one may be another worker's.
            self._accept()

    def _wait(self, seconds: float) -> None:
        self._loop.remove_reader(self._listener)
        self._timer = self._loop.call_later(seconds, self._on_patience_over)

    def _on_patience_over(self) -> None:
        self._loop.add_reader(self._listener, self._on_connection)
        for _ in range(_AFTER_PATIENCE):
            if not self._accept():
                break

    def _accept(self) -> bool:
        """Whether there was a connection."""
        try:
            client = self._listener.accept()[0]
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return False
        except OSError as error:
            _log.error("no connection can be accepted: %s", error)
            self._wait(_PAUSE_SECONDS)
            return False
        client.setblocking(False)
        task = self._loop.create_task(self._connect(client))
        self._connecting.add(task)
        task.add_done_callback(self._connecting.discard)
        return True

    async def _connect(self, client: socket.socket) -> None:
        # A client that has left meanwhile.
        with suppress(OSError):
            await self._loop.connect_accepted_socket(self._protocol, client)
