"""The timer of a connection: one at a time, of the state that the connection is in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import Context


class ConnectionTimer:
    """Calls `on_timeout` once the time that was last started has passed.

    Starting and stopping it costs no timer of the event loop: one of the loop's timers is left running, and
    checks the deadline when it expires. `context` is the one it runs in: not that of the request that
    starts it.
    """

    __slots__ = ("_context", "_deadline", "_due", "_handle", "_loop", "_on_timeout")

    def __init__(
        self, loop: asyncio.AbstractEventLoop, on_timeout: Callable[[], None], context: Context
    ) -> None:
        self._loop = loop
        self._context = context
        self._on_timeout: Callable[[], None] | None = on_timeout
        self._deadline: float | None = None
        self._due = 0.0
        self._handle: asyncio.TimerHandle | None = None

    def start(self, seconds: float) -> None:
        """Starts it, or starts it again."""
        self._deadline = deadline = self._loop.time() + seconds
        if self._handle is None:
            self._arm(deadline)
        elif self._due > deadline:
            self._handle.cancel()
            self._arm(deadline)

    def stop(self) -> None:
        """Stops it."""
        self._deadline = None

    def close(self) -> None:
        """Stops it for good, and drops its callback."""
        self._deadline = self._on_timeout = None
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _arm(self, deadline: float) -> None:
        self._due = deadline
        self._handle = self._loop.call_at(deadline, self._check, context=self._context)

    def _check(self) -> None:
        self._handle = None
        if self._deadline is None:
            return
        if self._deadline > self._loop.time():
            self._arm(self._deadline)
        elif self._on_timeout is not None:
            self._deadline = None
            self._on_timeout()
