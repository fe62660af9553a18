"""Writes of one connection within a tick of the event loop leave as one packet."""

from __future__ import annotations

import asyncio

from app.aio.ticks import tick_callbacks
from app.server import socket_events

_MAX_BYTES = 64 * 1024


class WriteCoalescingTransport:
    """A transport to which a response's head, each part of its body and its end are written one by one.

    Each write to a socket is a system call that wakes the client's side. The parts of one tick leave
    together at the tick's end, or once they are `_MAX_BYTES`, so that the transport's back pressure sees
    them. Errors and back pressure reach the protocol as they do without it.
    """

    __slots__ = ("_chunks", "_closed", "_size", "_ticks", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._ticks = tick_callbacks(loop)
        self._chunks: list[bytes] = []
        self._size = 0
        self._closed = False

    def write(self, data: bytes) -> None:
        """Sends at the end of the tick; does nothing once the transport is closed or lost."""
        if not self._chunks:
            self._ticks.add(_flush, self)
        self._chunks.append(data)
        self._size += len(data)
        if self._size > _MAX_BYTES:
            _flush(self)

    def close(self) -> None:
        """Sends what was written, then closes."""
        _flush(self)
        self._closed = True
        self._transport.close()

    def end_writing(self) -> None:
        """Sends what was written, then ends this side of the connection; the client may send on."""
        _flush(self)
        self._closed = True
        if self._transport.can_write_eof() and not self._transport.is_closing():
            self._transport.write_eof()

    def abort(self) -> None:
        """Resets the connection: what was not sent is lost."""
        self._closed = True
        self._transport.abort()

    def on_connection_lost(self) -> None:
        """Drops what was not sent yet."""
        self._closed = True

    def release(self) -> asyncio.Transport:
        """Sends what was written, and hands the transport out to another protocol."""
        _flush(self)
        return self._transport

    @property
    def unsent_bytes(self) -> int:
        """What the client has to take before more is sent."""
        return self._transport.get_write_buffer_size()

    def has_input(self) -> bool:
        """Whether bytes, or the client's end, have arrived and were not read."""
        return socket_events.has_input(self._transport)

    def client_has_left(self) -> bool:
        """Whether the client has ended the connection, also if reading is paused."""
        return socket_events.has_left(self._transport)

    def is_closing(self) -> bool:
        """Whether nothing more is sent."""
        return self._closed or self._transport.is_closing()

    def pause_reading(self) -> None:
        """See `asyncio.Transport`."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """See `asyncio.Transport`."""
        self._transport.resume_reading()


def _flush(writer: WriteCoalescingTransport) -> None:
    chunks, writer._chunks, writer._size = writer._chunks, [], 0
    if chunks and not writer._closed:
        writer._transport.write(chunks[0] if len(chunks) == 1 else b"".join(chunks))
