"""Below HTTP: what is no HTTP, and a head that is too long or never ends, get a clear error and lose their connection."""

from __future__ import annotations

import asyncio
from typing import cast
from urllib.parse import unquote

import httptools
import orjson
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.errors import APIError, BadRequest, RequestTimeout, fault
from app.http.cycle import Cycle
from app.http.flag import Flag
from app.http.gone import EXTENSION, Gone
from app.http.idle import Idle
from app.http.joining import Joining
from app.http.worker import Worker

LONGEST_HEAD = 128 * 1024
HEAD_SECONDS = 30.0


class Protocol(HttpToolsProtocol):
    """uvicorn's, which takes heads of any length, for any time, and answers what it cannot read with plain text.

    A head that comes in one piece, as nearly all do, costs a comparison; a timer runs for the others only, and from the
    connection's start to its first head.
    """

    _head_bytes = 0
    _deadline: asyncio.TimerHandle | None = None
    _answering: RequestResponseCycle | None = None
    _idle: Idle | None = None
    _worker: Worker

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        super().connection_made(cast("asyncio.Transport", Joining(transport, self.loop)))
        self.flow = _Flow(self.transport)
        self._worker = Worker(self.loop, self.tasks)
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        self._whole()
        self._worker.close()
        if self._idle is not None:
            self._idle.close()
        super().connection_lost(exc)
        # uvicorn tells the last request that came, which may not have begun yet.
        answering = self._answering
        if answering is not None and not answering.response_complete:
            answering.disconnected = True
            answering.message_event.set()
            gone = cast("dict[str, Gone]", answering.scope["extensions"])[EXTENSION]
            gone.happen()

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
            self._idle = Idle(self.loop, self.timeout_keep_alive, self.timeout_keep_alive_handler)
        self._idle.begin()
        self.timeout_keep_alive_task = cast("asyncio.TimerHandle", self._idle)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        # uvicorn's type has no objects there; the specification leaves it to the server.
        self.scope["extensions"] = cast("dict[str, dict[object, object]]", {EXTENSION: Gone()})

    def on_headers_complete(self) -> None:
        """uvicorn's, with a cycle of ours, and without what is not used here: WebSockets, a root path, a limit."""
        parser, scope = self.parser, self.scope
        version = parser.get_http_version()
        if version != "1.1":
            scope["http_version"] = version
        scope["method"] = parser.get_method().decode("ascii")
        url = httptools.parse_url(self.url)
        path = url.path.decode("ascii")
        scope["path"] = unquote(path) if "%" in path else path
        scope["raw_path"] = url.path
        scope["query_string"] = url.query or b""
        before, self.cycle = (
            self.cycle,
            self._cycle(keep_alive=version != "1.0" and parser.should_keep_alive()),
        )
        if before is None or before.response_complete:
            self._start_asgi_task(self.cycle, self.app)
        else:
            # The next request of a client that does not wait for its answers.
            self.flow.pause_reading()
            self.pipeline.appendleft((self.cycle, self.app))

    def _cycle(self, *, keep_alive: bool) -> Cycle:
        return Cycle(
            scope=self.scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=False,
            default_headers=self.server_state.default_headers,
            message_event=cast("asyncio.Event", Flag()),
            expect_100_continue=self.expect_100_continue,
            keep_alive=keep_alive,
            on_response=self.on_response_complete,
        )

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.scope is None or (self.cycle is not None and self.cycle.scope is self.scope):
            if self._deadline is not None and self.scope is not None:
                self._whole()
            return
        self._head_bytes += len(data)
        if self.transport.is_closing():
            return
        if self._head_bytes > LONGEST_HEAD:
            self._refuse(fault(431, f"The request's head is over {LONGEST_HEAD} bytes."))
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_SECONDS, self._late)

    def _unsupported_upgrade_warning(self) -> None:
        # To another protocol, which the client may do without: the request is answered in this one.
        self.logger.debug("An upgrade was asked for and not made.")

    def send_400_response(self, msg: str) -> None:
        self._refuse(BadRequest("This is no HTTP request that can be read.", code="invalid_request"))

    def _late(self) -> None:
        self._deadline = None
        answering = self.cycle is not None and not self.cycle.response_complete
        # The next request's head may wait while the last one is answered.
        if not answering and not self.transport.is_closing():
            self._refuse(RequestTimeout("The request's head did not arrive in time."))

    def _whole(self) -> None:
        self._head_bytes = 0
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse(self, error: APIError) -> None:
        body = orjson.dumps(error.body())
        head = f"content-type: application/json\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self.transport.write(STATUS_LINE[error.status] + head.encode() + body)
        self.transport.close()


class _Flow(FlowControl):
    """uvicorn's, whose `asyncio.Event` is most of its memory."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self.read_paused = self.write_paused = False
        writable = Flag()
        writable.set()
        self._is_writable_event = cast("asyncio.Event", writable)
