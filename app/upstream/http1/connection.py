"""One connection to an upstream and its current exchange."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from typing import cast

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from app.aio.ticks import tick_callbacks
from app.upstream.client import CallObserver, Headers
from app.upstream.http1.event_waiter import EventWaiter
from app.upstream.http1.network_errors import ConnectionLost, UploadStalled, tls_ending
from generated.runtime import Content

# Unread bytes of a body before reading from the socket pauses.
_MAX_UNREAD = 256 * 1024
# Bytes without a byte of a body: a head, interim answers, chunk extensions, trailers.
_MAX_WITHOUT_BODY = 128 * 1024
_MAX_HEADERS = 256
_LENGTH_HEADERS = frozenset(("content-length", "transfer-encoding"))


class Connection(EventWaiter, asyncio.Protocol):
    """An HTTP/1.1 connection with one exchange at a time, and one reader that waits for one event."""

    def __init__(self, loop: asyncio.AbstractEventLoop, on_closed: Callable[[Connection], None]) -> None:
        super().__init__(loop)
        self._tick_callbacks = tick_callbacks(loop)
        self._on_closed = on_closed
        self._transport: asyncio.Transport
        self._parser: HttpResponseParser | None = None
        self._write_paused = False
        self._read_paused = False
        # The parser appends parts of the body right here, which saves a Python call for each.
        self._parsed: list[bytes] = []
        self.on_body = self._parsed.append
        self.exchanges = 0
        self.closed = False
        self._reset("")

    def _reset(self, method: str) -> None:
        self._method = method
        self._unread: list[bytes] = []
        self._unread_bytes = 0
        self._bytes_without_body = 0
        self.status = 0
        self.headers: Headers = []
        self.received = False
        """Whether a byte of the answer arrived."""
        self.headed = False
        """Whether its head is complete."""
        self.complete = not method
        """Whether all of it arrived."""
        self.reusable = True
        self.failure = ""

    # Called by the reader.

    def begin(self, method: str) -> None:
        """Starts an exchange; `send` or `upload` its request."""
        self._reset(method)
        self.exchanges += 1

    def send(self, request: bytes, calls: CallObserver | None = None) -> None:
        """Sends a whole request at the end of the loop's tick, together with those of other calls."""
        # A write that wakes a sleeping upstream costs several times as much as one to an awake upstream.
        self._tick_callbacks.add(self._send, (request, calls))

    def _send(self, sending: tuple[bytes, CallObserver | None]) -> None:
        request, calls = sending
        if not self.closed and not self._transport.is_closing():
            if calls is not None:
                calls.sent()
            self._transport.write(request)

    async def upload(
        self, head: bytes, content: Content, calls: CallObserver | None, seconds: float, ends: float
    ) -> None:
        """Sends a long request part by part; the rest is not sent once the upstream answers with an error.

        Raises UploadStalled if the upstream accepts nothing for `seconds`, or until `ends`.
        """
        if calls is not None:
            calls.sent()
        self._transport.write(head)
        async with aclosing(content.chunks()) as parts:
            async for part in parts:
                if self.failure or self.status >= 400:
                    self.reusable = False
                    return
                self._transport.write(part)
                deadline = min(self.loop.time() + seconds, ends)
                while self._write_paused and not self.headed and not self.failure:
                    try:
                        await self._next_event(deadline)
                    except TimeoutError:
                        raise UploadStalled from None

    def read_nowait(self) -> bytes:
        """The unread bytes of the body; may be empty."""
        unread = self._unread
        if not unread:
            return b""
        data = unread[0] if len(unread) == 1 else b"".join(unread)
        self._unread, self._unread_bytes = [], 0
        if self._read_paused:
            self._read_paused = False
            self._transport.resume_reading()
        return data

    def wait(self, deadline: float) -> asyncio.Future[None]:
        """A future of the next event, with TimeoutError at the loop's `deadline`; raises ConnectionLost."""
        if self.failure:
            raise ConnectionLost(self.failure)
        return self._next_event(deadline)

    @property
    def usable(self) -> bool:
        """Whether another exchange can start."""
        return self.complete and self.reusable and not self.closed and not self._transport.is_closing()

    def abort(self) -> None:
        """Closes it at once and ends its exchange."""
        self.reusable = False
        if not self.closed and not self.loop.is_closed():
            self._transport.abort()

    # Called by the transport.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are not a subclass.
        self._transport = cast("asyncio.Transport", transport)
        self._parser = HttpResponseParser(self)

    def data_received(self, data: bytes) -> None:
        if self._parser is None:
            return
        if self.complete:
            # Bytes between two exchanges belong to no request.
            self.abort()
            return
        self.received = True
        self._bytes_without_body += len(data)
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade):
            self.reusable = False
            if not self.complete:
                self._fail("its answer is not HTTP")
        self._collect()
        if self._bytes_without_body > _MAX_WITHOUT_BODY and not self.complete:
            self._fail("its answer's head is too long" if not self.headed else "its answer is not HTTP")
        elif self._unread_bytes > _MAX_UNREAD and not self._read_paused:
            self._read_paused = True
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, error: Exception | None) -> None:
        self.closed, self._parser = True, None
        self._stop_timer()
        self.reusable = False
        if not self.complete and not self.failure:
            if (
                self.headed
                and error is None
                and _LENGTH_HEADERS.isdisjoint([name for name, _ in self.headers])
            ):
                # Without a length, the end of the connection is the end of the answer.
                self.complete = True
            elif not self.received:
                self.failure = tls_ending(error) or "it closed the connection without an answer"
            else:
                self.failure = "the connection ended in the middle"
        self._wake()
        self._on_closed(self)

    def pause_writing(self) -> None:
        self._write_paused = True

    def resume_writing(self) -> None:
        self._write_paused = False
        self._wake()

    def _fail(self, reason: str) -> None:
        self.failure = reason
        self.abort()

    # Called by the parser.

    def on_message_begin(self) -> None:
        if self.complete:
            # A second answer: what follows cannot be assigned to a request any more.
            self.reusable = False

    def on_header(self, name: bytes, value: bytes) -> None:
        # The parser calls this for trailers too; they are ignored.
        if not self.headed:
            self.headers.append((name.decode("latin-1").lower(), value.decode("latin-1").rstrip(" \t")))

    def on_headers_complete(self) -> None:
        if self.complete or self._parser is None:
            return
        status = self._parser.get_status_code()
        if status < 200:
            # An interim answer; the real one follows.
            self.headers = []
            return
        if status >= 600 or len(self.headers) > _MAX_HEADERS:
            # No client would understand such a status.
            self._fail(f"its answer has {'an invalid HTTP status' if status >= 600 else 'too many headers'}")
        else:
            self.status, self.headed = status, True
            # For HEAD, the parser would wait for the body that the head announces.
            if self._method == "HEAD":
                self.complete, self.reusable = True, False

    def _collect(self) -> None:
        """Adds the parsed body to the answer, unless that is complete."""
        parsed = self._parsed
        if not parsed:
            return
        if not self.complete:
            data = parsed[0] if len(parsed) == 1 else b"".join(parsed)
            self._unread.append(data)
            self._unread_bytes += len(data)
            self._bytes_without_body = 0
        parsed.clear()

    def on_message_complete(self) -> None:
        self._collect()
        if self.headed and not self.complete and self._parser is not None:
            self.complete = True
            self.reusable = self.reusable and self._parser.should_keep_alive()
