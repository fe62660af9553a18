"""Back pressure of one connection, in both directions."""

from __future__ import annotations

from app.aio.light_event import LightEvent
from app.server.coalescing import WriteCoalescingTransport

HIGH_WATER_BYTES = 64 * 1024
"""Bytes of a request's body that the application has not received, above which reading pauses."""


class FlowControl:
    """Reading pauses while requests or bodies wait; writing pauses while the client does not read."""

    __slots__ = ("_transport", "_writable", "read_paused", "write_paused")

    def __init__(self, transport: WriteCoalescingTransport) -> None:
        self._transport = transport
        self._writable = LightEvent()
        self._writable.set()
        self.read_paused = False
        self.write_paused = False

    async def drain(self) -> None:
        """Waits until the client has read enough."""
        await self._writable.wait()

    def pause_reading(self) -> None:
        """Takes nothing more off the socket."""
        if not self.read_paused:
            self.read_paused = True
            self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Ends `pause_reading`."""
        if self.read_paused:
            self.read_paused = False
            self._transport.resume_reading()

    def pause_writing(self) -> None:
        """The transport's buffer is over its high-water mark."""
        self.write_paused = True
        self._writable.clear()

    def resume_writing(self) -> None:
        """The transport's buffer is below its low-water mark, or the connection has ended."""
        self.write_paused = False
        self._writable.set()
