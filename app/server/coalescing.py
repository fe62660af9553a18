"""What is written to one connection within a turn of the event loop goes out as one packet."""

from __future__ import annotations

import asyncio
from typing import Any

from app.aio.ticks import tick_callbacks


class WriteCoalescingTransport:
    """A transport for uvicorn's protocol, which writes the head of an answer, each piece and the end one by one.

    Each write is a call of the system that wakes the client's side; together they cost as much as one. Nothing waits for
    more: the turn's end sends it. Errors and back pressure reach the protocol as they do without it.
    """

    __slots__ = ("_end", "_pieces", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._end = tick_callbacks(loop)
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Sends at the end of the turn."""
        if not self._pieces:
            self._end.do(_flush, self)
        self._pieces.append(data)

    def close(self) -> None:
        """Sends what was written, then closes."""
        _flush(self)
        self._transport.close()

    def is_closing(self) -> bool:
        """See `asyncio.Transport`."""
        return self._transport.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """See `asyncio.Transport`."""
        return self._transport.get_extra_info(name, default)

    def pause_reading(self) -> None:
        """See `asyncio.Transport`."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """See `asyncio.Transport`."""
        self._transport.resume_reading()


def _flush(joining: WriteCoalescingTransport) -> None:
    pieces = joining._pieces
    if pieces:
        joining._pieces = []
        joining._transport.write(pieces[0] if len(pieces) == 1 else b"".join(pieces))
