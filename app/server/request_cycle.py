"""One request and its response: ASGI's `receive` and `send`, and the fast path beside them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextvars import Context
from typing import Protocol

from app.aio.asgi import ASGIApp, Message, Scope
from app.aio.disconnect import DisconnectSignal
from app.aio.light_event import LightEvent
from app.errors import ServerError
from app.server.coalescing import WriteCoalescingTransport
from app.server.flow_control import HIGH_WATER_BYTES, FlowControl
from app.server.parser_events import RequestHead
from app.server.response_head import build_head, build_response, error_response
from app.server.uvicorn_interface import ServerState

_log = logging.getLogger(__name__)


class Connection(Protocol):
    """What a request needs of its connection."""

    @property
    def transport(self) -> WriteCoalescingTransport:
        """Where the response goes."""

    @property
    def flow(self) -> FlowControl:
        """Back pressure."""

    @property
    def server_state(self) -> ServerState:
        """uvicorn's."""

    def resume_reading(self) -> None:
        """The body that has arrived was received; more of it may arrive."""

    def on_response_complete(self) -> None:
        """The response has been written; the next request may begin."""

    def close(self) -> None:
        """Ends the connection once the client has taken what was written."""


class RequestCycle:
    """A request between its head's arrival and its response's end. It is its own `FastPath`.

    The parser's side calls `on_body`, `on_request_complete` and `on_connection_lost`, the application the
    rest.
    """

    __slots__ = (
        "_body",
        "_chunked",
        "_connection",
        "_expects_continue",
        "_has_body",
        "_http_1_0",
        "_left",
        "_more_body",
        "_task",
        "_wakeup",
        "disconnect",
        "disconnected",
        "keep_alive",
        "response_complete",
        "response_started",
    )

    def __init__(self, connection: Connection, head: RequestHead) -> None:
        self._connection, self.keep_alive = connection, head.keep_alive
        self._has_body, self._http_1_0 = head.method != "HEAD", head.version == "1.0"
        self._expects_continue = head.expects_continue
        self._task: asyncio.Task[None] | None = None
        self._body = bytearray()
        self._more_body = True
        self._wakeup = LightEvent()
        self.disconnect = DisconnectSignal()
        self.disconnected = self.response_started = self.response_complete = False
        self._chunked = False
        self._left: int | None = None
        """Bytes of the body that Content-Length still announces."""

    def start(self, app: ASGIApp, scope: Scope, loop: asyncio.AbstractEventLoop, context: Context) -> None:
        """Runs the application in a task of its own, which is among the server's until it ends."""
        self._task = task = loop.create_task(self._run(app, scope), context=context)
        self._connection.server_state.tasks.add(task)

    async def _run(self, app: ASGIApp, scope: Scope) -> None:
        """Runs the application. One that returns before its response is complete is at fault."""
        try:
            await app(scope, self.receive, self.send)
            if not self.response_complete and not self.disconnected:
                _log.error("The ASGI application returned before its response was complete.")
                self._fail()
        except (Exception, asyncio.CancelledError) as error:
            # What fails because the client has left is no fault.
            level = logging.DEBUG if self.disconnected else logging.ERROR
            _log.log(level, "Exception in ASGI application", exc_info=error)
            self._fail()
        finally:
            task, self._task = self._task, None
            if task is not None:
                self._connection.server_state.tasks.discard(task)

    def on_body(self, data: bytes) -> None:
        """A part of the body has arrived; behind a complete response it is dropped."""
        if self.response_complete:
            return
        self._body += data
        if len(self._body) > HIGH_WATER_BYTES:
            self._connection.flow.pause_reading()
        self._wakeup.set()

    def on_request_complete(self) -> None:
        """The body has arrived as a whole."""
        self._more_body = False
        self._wakeup.set()

    def on_connection_lost(self) -> None:
        """The client has left before its response was complete."""
        self.disconnected = True
        self._wakeup.set()
        self.disconnect.fire()

    async def receive(self) -> Message:
        """ASGI's: the body that has arrived since the last call, or the client's disconnect."""
        if self._expects_continue:
            self._expects_continue = False
            if not self._connection.transport.is_closing():
                self._connection.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if not self.disconnected and not self.response_complete:
            self._connection.resume_reading()
            await self._wakeup.wait()
            self._wakeup.clear()
        if self.disconnected or self.response_complete:
            return {"type": "http.disconnect"}
        body, self._body = bytes(self._body), bytearray()
        return {"type": "http.request", "body": body, "more_body": self._more_body}

    def read_nowait(self) -> bytes | None:
        """See `FastPath`."""
        if self._more_body or self.disconnected or self._expects_continue:
            return None
        self._connection.resume_reading()
        self._wakeup.clear()
        body, self._body = bytes(self._body), bytearray()
        return body

    async def send(self, message: Message) -> None:
        """ASGI's: the response's head, or a part of its body."""
        flow = self._connection.flow
        if flow.write_paused and not self.disconnected:
            await flow.drain()
        self._send_message(message)

    def try_send(self, message: Message) -> bool:
        """See `FastPath`."""
        if self._connection.flow.write_paused and not self.disconnected:
            return False
        self._send_message(message)
        return True

    def send_response_nowait(self, status: int, headers: Sequence[tuple[str, str]], body: bytes) -> bool:
        """See `FastPath`."""
        connection = self._connection
        if (
            self.response_started
            or self.disconnected
            or not self.keep_alive
            or not self._has_body
            or connection.flow.write_paused
        ):
            return False
        response = build_response(status, connection.server_state.default_headers, headers, body)
        if response is None:
            return False
        connection.transport.write(response)
        self.response_started = True
        self._complete()
        return True

    def _send_message(self, message: Message) -> None:
        if self.disconnected:
            return
        kind = message["type"]
        if kind == "http.response.start" and not self.response_started:
            self._send_head(message["status"], message.get("headers", ()))
        elif kind == "http.response.body" and self.response_started and not self.response_complete:
            self._send_body(message.get("body", b""), more=message.get("more_body", False))
        else:
            raise RuntimeError(f"The ASGI message '{kind}' is out of order.")

    def _send_head(self, status: int, headers: Sequence[tuple[bytes, bytes]]) -> None:
        if self._expects_continue and self._more_body:
            # The client may leave the body out: nothing tells it from the next request.
            self.keep_alive = False
        head = build_head(
            status,
            [*self._connection.server_state.default_headers, *headers],
            has_body=self._has_body,
            http_1_0=self._http_1_0,
            keep_alive=self.keep_alive,
        )
        self.response_started = True
        self._expects_continue = False
        self.keep_alive, self._chunked, self._left = head.keep_alive, head.chunked, head.length
        self._connection.transport.write(head.data)

    def _send_body(self, body: bytes, *, more: bool) -> None:
        if self._has_body:
            transport = self._connection.transport
            if self._chunked:
                if body:
                    transport.write(b"%x\r\n%b\r\n" % (len(body), body))
                if not more:
                    transport.write(b"0\r\n\r\n")
            else:
                if self._left is not None:
                    self._left -= len(body)
                    if self._left < 0:
                        raise RuntimeError("The response is longer than its Content-Length.")
                if body:
                    transport.write(body)
        if not more:
            if self._left:
                raise RuntimeError("The response is shorter than its Content-Length.")
            self._complete()

    def _complete(self) -> None:
        self.response_complete = True
        self._wakeup.set()
        self._connection.on_response_complete()

    def _fail(self) -> None:
        """Ends the connection: the only signal to the client once the response has started."""
        if self.response_complete or self.disconnected:
            return
        connection = self._connection
        if not self.response_started:
            self.response_started, self.keep_alive = True, False
            error = ServerError("The server failed.")
            connection.transport.write(error_response(error, connection.server_state.default_headers))
            self._complete()
        else:
            connection.close()
