"""One connection to an upstream, and the exchange that it is busy with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeAlias, cast

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from app.aio.ticks import tick_callbacks
from app.upstream.client import Headers

# What may wait for a slow reader before the upstream is held up.
_MOST_WAITING = 256 * 1024
# What may come without a byte of a body: a head, interim answers, chunk extensions, trailers.
_MOST_BARREN = 128 * 1024
_FRAMING = frozenset(("content-length", "transfer-encoding"))


class ConnectionLost(Exception):
    """The exchange cannot go on; the message is the end of a sentence about the upstream."""


Ended: TypeAlias = Callable[["Connection"], None]


class Connection(asyncio.Protocol):
    """An HTTP/1.1 connection, one exchange at a time. It has one reader, who waits for one thing at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop, ended: Ended) -> None:
        self.loop = loop
        self._end = tick_callbacks(loop)
        self._ended = ended
        self._transport: asyncio.Transport
        self._parser: HttpResponseParser | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._deadline = 0.0
        self._full = False
        self._held = False
        # The parser puts what it finds of a body right here, a call of ours less for each of its many pieces.
        self._arriving: list[bytes] = []
        self.on_body = self._arriving.append
        self.exchanges = 0
        self.closed = False
        self._reset("")

    def _reset(self, method: str) -> None:
        self._method = method
        self._pieces: list[bytes] = []
        self._waiting = 0
        self._bytes_without_body = 0
        self.status = 0
        self.headers: Headers = []
        self.received = False
        """Whether a byte of the answer came."""
        self.headed = False
        """Whether its head is whole."""
        self.complete = not method
        """Whether all of it is here."""
        self.reusable = True
        self.failure = ""

    # The reader's side.

    def begin(self, method: str) -> None:
        """Starts an exchange; `send` or `write` its request."""
        self._reset(method)
        self.exchanges += 1

    def send(self, request: bytes) -> None:
        """Sends a whole request at the end of the loop's turn, behind the others that begin in it.

        The first write wakes an upstream that sleeps, which costs several times what a write to one that is awake does.
        """
        self._end.do(self._send, request)

    def _send(self, request: bytes) -> None:
        if not self.closed and not self._transport.is_closing():
            self._transport.write(request)

    def write(self, data: bytes) -> None:
        """Sends a piece of a long request; wait for `taken` after one of its body."""
        self._transport.write(data)

    async def taken(self, seconds: float, ends: float) -> None:
        """Waits until the upstream takes more of the body, or answers; raises TimeoutError."""
        deadline = min(self.loop.time() + seconds, ends)
        while self._full and not self.headed and not self.failure:
            await self._change(deadline)

    def ready(self) -> bytes:
        """What has come since it was last asked; empty if nothing has."""
        pieces = self._pieces
        if not pieces:
            return b""
        data = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        pieces.clear()
        self._waiting = 0
        if self._held:
            self._held = False
            self._transport.resume_reading()
        return data

    def arrival(self, deadline: float) -> asyncio.Future[None]:
        """Of whatever comes next, to be awaited; raises Lost, or, when it is awaited, TimeoutError at the loop's time `deadline`."""
        if self.failure:
            raise ConnectionLost(self.failure)
        return self._change(deadline)

    @property
    def usable(self) -> bool:
        """Whether another exchange can begin on it."""
        return self.complete and self.reusable and not self.closed and not self._transport.is_closing()

    def abort(self) -> None:
        """Ends it at once, with whatever it is busy with."""
        self.reusable = False
        if not self.closed and not self.loop.is_closed():
            self._transport.abort()

    def _change(self, deadline: float) -> asyncio.Future[None]:
        # One timer for all waits: it is not moved when a deadline grows, and looks again when it goes off.
        self._deadline = deadline
        if self._timer is None or deadline < self._timer.when():
            if self._timer is not None:
                self._timer.cancel()
            self._timer = self.loop.call_at(deadline, self._look)
        self._waiter = self.loop.create_future()
        return self._waiter

    def _look(self) -> None:
        self._timer = None
        waiter = self._waiter
        if waiter is None or waiter.done():
            return
        if self.loop.time() < self._deadline:
            self._timer = self.loop.call_at(self._deadline, self._look)
        else:
            waiter.set_exception(TimeoutError())

    def _wake(self) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    # The transport's side.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's are no subclass.
        self._transport = cast("asyncio.Transport", transport)
        self._parser = HttpResponseParser(self)

    def data_received(self, data: bytes) -> None:
        if self._parser is None:
            return
        if self.complete:
            # Nobody asked: between two exchanges nothing may come.
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
        if self._bytes_without_body > _MOST_BARREN and not self.complete:
            self._fail("its answer's head is too long" if not self.headed else "its answer is not HTTP")
        elif self._waiting > _MOST_WAITING and not self._held:
            self._held = True
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, error: Exception | None) -> None:
        self.closed, self._parser = True, None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self.reusable = False
        if not self.complete and not self.failure:
            if self.headed and error is None and _FRAMING.isdisjoint([name for name, _ in self.headers]):
                # It told of no other end than this.
                self.complete = True
            elif not self.received:
                self.failure = "it closed the connection without an answer"
            else:
                self.failure = "the connection ended in the middle"
        self._wake()
        self._ended(self)

    def pause_writing(self) -> None:
        self._full = True

    def resume_writing(self) -> None:
        self._full = False
        self._wake()

    def _fail(self, reason: str) -> None:
        self.failure = reason
        self.abort()

    # The parser's side.

    def on_message_begin(self) -> None:
        if self.complete:
            # More than was asked for: what follows can no longer be told apart.
            self.reusable = False

    def on_header(self, name: bytes, value: bytes) -> None:
        # Trailers come here, too, and are nobody's.
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
        if status >= 600:
            # Which no client would understand.
            self._fail("its answer's status is none of HTTP")
            return
        self.status, self.headed = status, True
        if self._method == "HEAD":
            # The parser would wait for the body that the head announces.
            self.complete, self.reusable = True, False

    def _collect(self) -> None:
        """What has arrived is the answer's, unless that is complete."""
        arriving = self._arriving
        if not arriving:
            return
        if not self.complete:
            data = arriving[0] if len(arriving) == 1 else b"".join(arriving)
            self._pieces.append(data)
            self._waiting += len(data)
            self._bytes_without_body = 0
        arriving.clear()

    def on_message_complete(self) -> None:
        self._collect()
        if self.headed and not self.complete and self._parser is not None:
            self.complete = True
            self.reusable = self.reusable and self._parser.should_keep_alive()
