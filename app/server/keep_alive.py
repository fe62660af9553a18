"""A connection's idle time, whose end and beginning with each request cost no timer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class KeepAliveTimer:
    """Calls `late` once the connection has been idle for that many seconds.

    One timer is left to run for as long as the connection lives, and looks again when it goes off.
    """

    __slots__ = ("_late", "_loop", "_seconds", "_since", "_timer")

    def __init__(self, loop: asyncio.AbstractEventLoop, seconds: float, late: Callable[[], None]) -> None:
        self._loop = loop
        self._seconds = seconds
        self._late = late
        self._since: float | None = None
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """An answer has ended."""
        self._since = self._loop.time()
        if self._timer is None:
            self._timer = self._loop.call_later(self._seconds, self._look)

    def cancel(self) -> None:
        """Something came: it is idle no more. Named as a timer's, in whose place this stands."""
        self._since = None

    def close(self) -> None:
        """The connection is no more."""
        self._since = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        self._timer = None
        if self._since is None:
            return
        left = self._since + self._seconds - self._loop.time()
        if left > 0:
            self._timer = self._loop.call_later(left, self._look)
        else:
            self._late()
