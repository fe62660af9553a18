"""A TCP or TLS connection that httpcore reads and writes."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Callable
from typing import Any, cast

import httpcore

from app.upstream.client import CallObserver
from app.upstream.http1.event_waiter import EventWaiter
from app.upstream.http1.network_errors import ConnectionLost, UploadStalled, tls_ending
from app.upstream.httpx_client.framing import AnswerFraming

# Unread bytes before reading from the socket pauses.
_MAX_UNREAD = 256 * 1024
# A head and a short body are sent in one write.
_MAX_HELD = 64 * 1024
# The start of an answer that is no interim one.
_EARLY_ANSWER = re.compile(rb"(?:\A|\r\n\r\n)HTTP/1\.[01] ([2-9])")


class NetworkStream(EventWaiter, asyncio.Protocol, httpcore.AsyncNetworkStream):
    """Keeps its own deadlines; those of httpcore are not used."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self.on_closed: Callable[[], None] = _ignore
        self._transport: asyncio.Transport
        self._unread = bytearray()
        self._held: list[bytes] = []
        self._held_bytes = 0
        self._calls: CallObserver | None = None
        self._write_paused = False
        self._read_paused = False
        self.closed = False
        self.idle = False
        """Whether no exchange is under way: then bytes belong to no request."""
        self.ended = False
        """Whether the reader was given the end of the connection."""
        self.deadline = 0.0
        """When a read fails; `first_byte_seconds` after the last write, if that is set."""
        self.first_byte_seconds: float | None = None
        self.write_seconds = 0.0
        self.ends = 0.0
        self.begin()

    def begin(self, calls: CallObserver | None = None) -> None:
        """Starts an exchange."""
        self.framing = AnswerFraming()
        self.failure = ""
        self.received = False
        self.reusable = True
        self.idle = False
        self.first_byte_seconds = None
        self._calls = calls
        if self._unread:
            # They came before the request.
            self.failure = "its answer is not HTTP"
            self.abort()

    @property
    def clean(self) -> bool:
        """Whether the answer ended where it says, with nothing behind it."""
        return self.reusable and not self.closed and not self._unread and not self._transport.is_closing()

    def abort(self) -> None:
        """Closes it at once."""
        self.reusable = False
        if not self.closed and not self.loop.is_closed():
            self._transport.abort()

    # Called by httpcore.

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's interface
        """The next bytes; empty at the end. Raises ConnectionLost and, at the deadline, TimeoutError."""
        self._flush()
        if self.first_byte_seconds is not None:
            self.deadline = min(self.loop.time() + self.first_byte_seconds, self.ends)
            self.first_byte_seconds = None
        while not self._unread:
            if self.failure:
                raise ConnectionLost(self.failure)
            if self.closed:
                self.ended = True
                return b""
            await self._next_event(self.deadline)
        try:
            data = self.framing.take(self._unread, max_bytes)
        except ConnectionLost:
            self.abort()
            raise
        if self._read_paused and len(self._unread) < _MAX_UNREAD:
            self._read_paused = False
            self._transport.resume_reading()
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - the same
        """Sends, at the next read at the latest.

        Raises WriteError, after which httpcore reads the answer: the upstream has closed the connection or
        answers with an error before the whole body. Raises UploadStalled.
        """
        if self.closed or self.failure:
            raise httpcore.WriteError("the connection is closed")
        self._held.append(buffer)
        self._held_bytes += len(buffer)
        if self._held_bytes < _MAX_HELD:
            return
        early = _EARLY_ANSWER.search(self._unread)
        if early is not None and early[1] >= b"4":
            self.reusable = False
            raise httpcore.WriteError("the answer is an error")
        self._flush()
        deadline = min(self.loop.time() + self.write_seconds, self.ends)
        while self._write_paused and not self.closed and not _EARLY_ANSWER.search(self._unread):
            try:
                await self._next_event(deadline)
            except TimeoutError:
                raise UploadStalled from None

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the same
    ) -> NetworkStream:
        """Starts TLS, in what is there already; raises OSError."""
        if self._unread:
            raise ConnectionError
        transport = await self.loop.start_tls(
            self._transport, self, ssl_context, server_hostname=server_hostname, ssl_handshake_timeout=timeout
        )
        if transport is None:
            raise ConnectionError
        self._transport = transport
        return self

    async def aclose(self) -> None:
        """Closes it at once."""
        self.abort()

    def get_extra_info(self, info: str) -> Any:
        """Nothing is known: the pool is our own."""
        return None

    def _flush(self) -> None:
        if self._held:
            data = b"".join(self._held)
            self._held, self._held_bytes = [], 0
            if not self.closed and not self._transport.is_closing():
                if self._calls is not None:
                    self._calls.sent()
                    self._calls = None
                self._transport.write(data)

    # Called by the transport.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are not a subclass.
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if self.idle:
            self.abort()
            return
        self.received = True
        self._unread += data
        if len(self._unread) > _MAX_UNREAD and not self._read_paused:
            self._read_paused = True
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, error: Exception | None) -> None:
        self.closed = True
        self._stop_timer()
        if error is not None and not self.failure:
            self.failure = tls_ending(error) or (
                "the connection ended in the middle"
                if self.received
                else "it closed the connection without an answer"
            )
        self._wake()
        self.on_closed()

    def pause_writing(self) -> None:
        self._write_paused = True

    def resume_writing(self) -> None:
        self._write_paused = False
        self._wake()


def _ignore() -> None:
    pass
