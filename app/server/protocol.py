"""Below HTTP: what is no HTTP, and a head that is too long or never ends, get a clear error and lose their connection."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, cast
from urllib.parse import unquote

import httptools
import orjson
from typing_extensions import override
from uvicorn._types import ASGI3Application, HTTPScope
from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT, FlowControl
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.aio.disconnect import EXTENSION, DisconnectSignal
from app.aio.light_event import LightEvent
from app.errors import APIError, BadRequest, RequestTimeout, fault
from app.server.coalescing import WriteCoalescingTransport
from app.server.connection_task import ConnectionTask
from app.server.keep_alive import KeepAliveTimer
from app.server.request_cycle import Cycle

LONGEST_HEAD = 128 * 1024
HEAD_SECONDS = 30.0
_LONGEST_PLAIN = 1024


class Protocol(HttpToolsProtocol):
    """uvicorn's, which takes heads of any length, for any time, and answers what it cannot read with plain text.

    A head that comes in one piece, as nearly all do, costs a comparison; a timer runs for the others only, and from the
    connection's start to its first head.
    """

    # uvicorn's own are nearly as many as the interpreter stores at a third of a dictionary's size.
    __slots__ = ("_answering", "_common", "_deadline", "_head_bytes", "_idle", "_worker")

    _worker: ConnectionTask
    _common: dict[str, object]
    """What the scopes of a connection's requests share; nothing here writes into one's parts."""

    @override
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.pipeline = cast("deque[tuple[RequestResponseCycle, ASGI3Application]]", _Pipeline())
        self._head_bytes = 0
        self._deadline: asyncio.TimerHandle | None = None
        self._answering: Cycle | None = None
        self._idle: KeepAliveTimer | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        super().connection_made(cast("asyncio.Transport", WriteCoalescingTransport(transport, self.loop)))
        self.flow = _Flow(self.transport)
        self._common = {
            "type": "http",
            "asgi": {"version": self.asgi_version, "spec_version": "2.3"},
            "http_version": "1.1",
            "server": self.server,
            "client": self.client,
            "scheme": self.scheme,
            "root_path": "",
            "state": self.app_state.copy(),
        }
        self._worker = ConnectionTask(self.loop, self.tasks)
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._on_header_timeout)

    def connection_lost(self, exc: Exception | None) -> None:
        self._headers_complete()
        self._worker.close()
        if self._idle is not None:
            self._idle.close()
        super().connection_lost(exc)
        # uvicorn tells the last request that came, which may not have begun yet.
        answering = self._answering
        if answering is not None and not answering.response_complete:
            answering.disconnected = True
            answering.message_event.set()
            gone = cast("dict[str, DisconnectSignal]", answering.scope["extensions"])[EXTENSION]
            gone.fire()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answering = answered = cast("Cycle", cycle)
        answered.app = app
        self._worker.do(answered)

    def on_response_complete(self) -> None:
        """uvicorn's, which makes a timer after each answer and cancels it at the next request."""
        if self.pipeline or self.transport.is_closing():
            super().on_response_complete()
            return
        self.server_state.total_requests += 1
        self.flow.resume_reading()
        if self._idle is None:
            self._idle = KeepAliveTimer(self.loop, self.timeout_keep_alive, self.timeout_keep_alive_handler)
        self._idle.begin()
        self.timeout_keep_alive_task = cast("asyncio.TimerHandle", self._idle)

    def on_message_begin(self) -> None:
        """uvicorn's, whose scope is made anew in all its parts."""
        self.url = b""
        self.expect_100_continue = False
        self.headers = []
        self.scope = cast(
            "HTTPScope",
            {**self._common, "headers": self.headers, "extensions": {EXTENSION: DisconnectSignal()}},
        )

    def on_headers_complete(self) -> None:
        """uvicorn's, with a cycle of ours, and without what is not used here: WebSockets, a root path, a limit."""
        parser, scope, url = self.parser, self.scope, self.url
        if parser.should_upgrade():
            # Read again without that wish; see `_reparse_without_upgrade`.
            return
        version = parser.get_http_version()
        if version != "1.1":
            scope["http_version"] = version
        scope["method"] = parser.get_method().decode("ascii")
        query = b""
        # Most are a path and no more, which needs no parser.
        if (
            not url.startswith(b"/")
            or len(url) > _LONGEST_PLAIN
            or url.find(b"?") >= 0
            or url.find(b"#") >= 0
        ):
            parts = httptools.parse_url(url)
            url, query = parts.path, parts.query or b""
        path = url.decode("ascii")
        scope["path"] = unquote(path) if "%" in path else path
        scope["raw_path"] = url
        scope["query_string"] = query
        before = self.cycle
        self.cycle = Cycle(self, scope, keep_alive=version != "1.0" and parser.should_keep_alive())
        if before is None or before.response_complete:
            self._start_asgi_task(self.cycle, self.app)
        else:
            # The next request of a client that does not wait for its answers.
            self.flow.pause_reading()
            self.pipeline.appendleft((self.cycle, self.app))

    def on_body(self, body: bytes) -> None:
        """uvicorn's, which asks its parser each time whether this became a WebSocket."""
        cycle = self.cycle
        if not cycle.response_complete:
            cycle.body += body
            if len(cycle.body) > HIGH_WATER_LIMIT:
                self.flow.pause_reading()
            cycle.message_event.set()

    def on_message_complete(self) -> None:
        """See `on_body`."""
        if self.parser.should_upgrade():
            # Of the head only, which is read again.
            return
        cycle = self.cycle
        if not cycle.response_complete:
            cycle.more_body = False
            cycle.message_event.set()

    def data_received(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        try:
            try:
                self.parser.feed_data(data)
            except httptools.HttpParserUpgrade as upgrade:
                self._reparse_without_upgrade(memoryview(data)[upgrade.args[0] :])
        except httptools.HttpParserError:
            self.logger.warning("What came is no HTTP request that can be read.")
            self._send_error_and_close(
                BadRequest("This is no HTTP request that can be read.", code="invalid_request")
            )
            return
        if self.scope is None or (self.cycle is not None and self.cycle.scope is self.scope):
            if self._deadline is not None and self.scope is not None:
                self._headers_complete()
            return
        self._head_bytes += len(data)
        if self.transport.is_closing():
            return
        if self._head_bytes > LONGEST_HEAD:
            self._send_error_and_close(fault(431, f"The request's head is over {LONGEST_HEAD} bytes."))
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_SECONDS, self._on_header_timeout)

    def _reparse_without_upgrade(self, waiting: memoryview) -> None:
        """An upgrade to another protocol is not made, and a client that only wishes for one is answered in this: Java's, which
        asks for HTTP/2 in each of its requests, a body behind it or not.

        The parser takes whatever follows such a head for the other protocol's. So a new one reads that head without the wish.
        """
        while True:
            head = self._without_upgrade()
            self.parser = httptools.HttpRequestParser(self)
            self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
            self.parser.feed_data(head)
            try:
                self.parser.feed_data(waiting)
                return
            except httptools.HttpParserUpgrade as upgrade:
                waiting = waiting[upgrade.args[0] :]

    def _without_upgrade(self) -> bytes:
        parser = self.parser
        method = parser.get_method()
        if method == b"CONNECT":
            # No wish but the request itself.
            raise httptools.HttpParserError("a tunnel")
        lines = [b"%b %b HTTP/%b" % (method, self.url, parser.get_http_version().encode())]
        lines += [b"%b: %b" % pair for pair in self.headers if pair[0] != b"upgrade"]
        return b"\r\n".join([*lines, b"", b""])

    def _on_header_timeout(self) -> None:
        self._deadline = None
        answering = self.cycle is not None and not self.cycle.response_complete
        # The next request's head may wait while the last one is answered.
        if not answering and not self.transport.is_closing():
            self._send_error_and_close(RequestTimeout("The request's head did not arrive in time."))

    def _headers_complete(self) -> None:
        self._head_bytes = 0
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _send_error_and_close(self, error: APIError) -> None:
        body = orjson.dumps(error.body())
        head = f"content-type: application/json\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self.transport.write(STATUS_LINE[error.status] + head.encode() + body)
        self.transport.close()


class _Pipeline(list[tuple[RequestResponseCycle, ASGI3Application]]):
    """Requests that wait for the one before: nearly always none, of which a `deque` takes 600 bytes."""

    __slots__ = ()

    def appendleft(self, waiting: tuple[RequestResponseCycle, ASGI3Application]) -> None:
        """Behind all others: `pop` takes the first."""
        self.insert(0, waiting)


class _Flow(FlowControl):
    """uvicorn's, whose `asyncio.Event` is most of its memory."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self.read_paused = self.write_paused = False
        writable = LightEvent()
        writable.set()
        self._is_writable_event = cast("asyncio.Event", writable)
