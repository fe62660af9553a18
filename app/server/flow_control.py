"""Back pressure of one connection, in both directions."""

from __future__ import annotations

import asyncio

from app.aio.light_event import LightEvent
from app.server.coalescing import WriteCoalescingTransport

HIGH_WATER_BYTES = 64 * 1024
"""Bytes of a request that the application has not received, or that is not parsed, above which reading
pauses."""
_WATCH_SECONDS = 1.0


class FlowControl:
    """Reading pauses while requests or bodies wait; writing pauses while the client does not read.

    While reading is paused the event loop does not see that the client leaves, so it is looked for once a
    second, and ends the connection.
    """

    __slots__ = ("_loop", "_transport", "_watch", "_writable", "read_paused", "write_paused")

    def __init__(self, transport: WriteCoalescingTransport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._watch: asyncio.TimerHandle | None = None
        self._writable = LightEvent()
        self._writable.set()
        self.read_paused = False
        self.write_paused = False

    async def drain(self) -> None:
        """Waits until the client has read enough."""
        await self._writable.wait()

    def pause_reading(self) -> None:
        """Takes nothing more off the socket."""
        if not self.read_paused and not self._transport.is_closing():
            self.read_paused = True
            self._transport.pause_reading()
            self._watch = self._loop.call_later(_WATCH_SECONDS, self._watch_client)

    def resume_reading(self) -> None:
        """Ends `pause_reading`."""
        if self.read_paused:
            self._end_watch()
            if not self._transport.is_closing():
                self._transport.resume_reading()

    def pause_writing(self) -> None:
        """The transport's buffer is over its high-water mark."""
        self.write_paused = True
        self._writable.clear()

    def resume_writing(self) -> None:
        """The transport's buffer is below its low-water mark."""
        self.write_paused = False
        self._writable.set()

    def close(self) -> None:
        """The connection has ended: nothing waits for it any more."""
        self.resume_writing()
        if self.read_paused:
            self._end_watch()

    def _end_watch(self) -> None:
        self.read_paused = False
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

    def _watch_client(self) -> None:
        self._watch = None
        if self._transport.client_has_left():
            self._transport.abort()
        else:
            self._watch = self._loop.call_later(_WATCH_SECONDS, self._watch_client)
