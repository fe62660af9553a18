"""Accepts the connections of a socket that several workers listen on, so that each gets its share.

The system wakes all workers for a connection, and the first one gets it. Without more, that would often be
the same one. A worker with more open connections than another one therefore leaves the next one to it for a
moment, which is longer the more it is ahead. After that it accepts: the other one may be busy. While that
lasts, it accepts more each time.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import suppress

_log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 0.001
"""How long a connection is left to a worker that has fewer, for each that this one is ahead."""
_MOST_PATIENCE_SECONDS = 0.02
_MOST_AT_ONCE = 16
"""Connections that are accepted at once after that time."""
_PAUSE_SECONDS = 1.0
"""Until the next try where the system has no room for a connection."""


class Acceptor:
    """Accepts for `protocol`, a factory.

    `lead` returns how many connections more this worker has than the one that has the fewest.
    """

    def __init__(
        self, listener: socket.socket, protocol: Callable[[], asyncio.Protocol], lead: Callable[[], int]
    ) -> None:
        self._listener = listener
        self._protocol = protocol
        self._lead = lead
        self._waits = 0
        """In a row."""
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
        """Accepts what waits, then closes this worker's copy of the socket."""
        while self._accept():
            pass
        self._loop.remove_reader(self._listener)
        # At once: with the last copy the system resets the connections that arrived since the last `accept`.
        self._listener.close()
        if self._timer is not None:
            self._timer.cancel()
        if self._connecting:
            await asyncio.wait(self._connecting)

    def _on_connection(self) -> None:
        lead = self._lead()
        if lead > 0:
            self._waits += 1
            self._wait(min(lead * _PATIENCE_SECONDS, _MOST_PATIENCE_SECONDS))
        else:
            self._waits = 0
            # One at a time: the next one may be another worker's.
            self._accept()

    def _wait(self, seconds: float) -> None:
        self._loop.remove_reader(self._listener)
        self._timer = self._loop.call_later(seconds, self._on_patience_over)

    def _on_patience_over(self) -> None:
        self._loop.add_reader(self._listener, self._on_connection)
        for _ in range(min(self._waits, _MOST_AT_ONCE)):
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
