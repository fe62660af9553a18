"""Comments in silent event streams: proxies and clients end a connection on which long nothing arrives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from weakref import WeakKeyDictionary

COMMENT = b": keep-alive\n\n"
SWEEP_SECONDS = 1.0
SILENT_SWEEPS = 15
"""After so many sweeps without anything sent, a comment is sent."""
_ENDS_OF_EVENT = (b"\n\n", b"\r\n\r\n", b"\r\r")


class StreamComments:
    """The comments of one stream, whose head has been sent. `send` sends one, or drops it.

    The stream's sender sets `last` to each chunk that it sends. A chunk that ends within an event is followed
    by no comment.
    """

    __slots__ = ("_seen", "_send", "_silent_sweeps", "last")

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self.last = self._seen = COMMENT
        self._silent_sweeps = 0

    def start(self) -> None:
        """From here on, comments are sent."""
        loop = asyncio.get_running_loop()
        sweeps = _sweeps.get(loop)
        if sweeps is None:
            sweeps = _sweeps.setdefault(loop, _Sweeps())
        sweeps.add(self, loop)

    def stop(self) -> None:
        """The stream has ended."""
        sweeps = _sweeps.get(asyncio.get_running_loop())
        if sweeps is not None:
            sweeps.discard(self)

    def on_source_active(self) -> None:
        """The source sent what is not passed on, such as a comment of its own: a comment takes its place.

        There is at most one in a sweep.
        """
        if self._silent_sweeps:
            self._comment()

    def sweep(self) -> None:
        """Called every `SWEEP_SECONDS`."""
        if self.last is not self._seen:
            self._seen = self.last
            self._silent_sweeps = 0
            return
        self._silent_sweeps += 1
        if self._silent_sweeps >= SILENT_SWEEPS:
            self._comment()

    def _comment(self) -> None:
        self._silent_sweeps = 0
        if self.last.endswith(_ENDS_OF_EVENT):
            self._send(COMMENT)


class _Sweeps:
    """All streams of one event loop, with one timer: a timer or a time for each chunk would cost more."""

    def __init__(self) -> None:
        self._streams: set[StreamComments] = set()
        self._timer: asyncio.TimerHandle | None = None

    def add(self, stream: StreamComments, loop: asyncio.AbstractEventLoop) -> None:
        self._streams.add(stream)
        if self._timer is None:
            self._timer = loop.call_later(SWEEP_SECONDS, self._sweep, loop)

    def discard(self, stream: StreamComments) -> None:
        self._streams.discard(stream)

    def _sweep(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = loop.call_later(SWEEP_SECONDS, self._sweep, loop) if self._streams else None
        for stream in list(self._streams):
            stream.sweep()


_sweeps: WeakKeyDictionary[asyncio.AbstractEventLoop, _Sweeps] = WeakKeyDictionary()
