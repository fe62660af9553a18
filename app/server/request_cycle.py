"""One request and its answer on a connection."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, cast

from starlette.types import Message
from typing_extensions import override
from uvicorn._types import ASGI3Application, ASGISendEvent, HTTPScope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.aio.light_event import LightEvent

# What a head may have, the ends of its lines aside.
_VISIBLE = bytes({*range(0x20, 0x100), *b"\t"} - {0x7F})
_FAILED = [
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"content-length", b"21"),
    (b"connection", b"close"),
]


class Cycle(RequestResponseCycle):
    """uvicorn's, which looks at the name and at the value of each header by itself; here the head is looked at once.

    Of its ASGI `receive` and `send` it has forms that never wait, which cost no coroutine; see `unwrap_cycle`. It is the work
    of its connection's `ConnectionTask`.
    And to a client of HTTP/1.0, which knows no chunks, an answer without a length ends with its connection.
    """

    app: ASGI3Application
    """Who answers it; set before it begins."""

    def __init__(self, protocol: HttpToolsProtocol, scope: HTTPScope, *, keep_alive: bool) -> None:
        # Not uvicorn's, which takes each by its name. All that is ever set is set here: the interpreter gives an object whose
        # members differ from those of the first of its class a dictionary of its own, of several times the size.
        self.scope = scope
        self.transport = protocol.transport
        self.flow = protocol.flow
        self.logger = protocol.logger
        self.default_headers = protocol.server_state.default_headers
        self.message_event = cast("asyncio.Event", LightEvent())
        self.on_response = protocol.on_response_complete
        self.waiting_for_100_continue = protocol.expect_100_continue
        self.keep_alive = keep_alive
        self.body = bytearray()
        self.more_body = True
        self.disconnected = self.response_started = self.response_complete = False
        self.chunked_encoding: bool | None = None
        self.expected_content_length = 0
        self._ends_with_connection = False
        self.task: asyncio.Task[None] | None = None
        """In which it is answered."""

    def begin(self, task: asyncio.Task[None]) -> Awaitable[None]:
        """See `RequestHandler`. What `run_asgi` is, which would be one more coroutine that each wait goes through."""
        self.task = task
        return self.app(self.scope, self.receive, self.send)

    def end(self, error: BaseException | None) -> None:
        """See `RequestHandler`: an application that leaves its request without an answer, or in the middle of one, is at fault."""
        self.task = None
        if error is not None:
            self.logger.error("Exception in ASGI application\n", exc_info=error)
        elif not self.response_complete and not self.disconnected:
            self.logger.error("The ASGI application returned before its answer was complete.")
        else:
            self.on_response = _nothing
            return
        if self.response_started:
            self.transport.close()
        else:
            self._send_message({"type": "http.response.start", "status": 500, "headers": _FAILED})
            self._send_message({"type": "http.response.body", "body": b"Internal Server Error"})
        self.on_response = _nothing

    @override
    async def send(self, message: ASGISendEvent) -> None:
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        self._send_message(cast("Message", message))

    def try_send(self, message: Message) -> bool:
        """`send` without a coroutine; False, and nothing was sent, where the client has to take more first."""
        if self.flow.write_paused and not self.disconnected:
            return False
        self._send_message(message)
        return True

    def read_nowait(self) -> bytes | None:
        """The whole body, as `receive` would give it, if it is here already; None if not."""
        if self.more_body or self.disconnected or self.waiting_for_100_continue:
            return None
        self.flow.resume_reading()
        self.message_event.clear()
        body, self.body = bytes(self.body), bytearray()
        return body

    def send_response_nowait(self, status: int, headers: Sequence[tuple[str, str]], body: bytes) -> bool:
        """A whole answer; False, and nothing was sent, where only `send` knows how it is to go out."""
        if (
            self.response_started
            or self.flow.write_paused
            or self.disconnected
            or not self.keep_alive
            or self.scope["method"] == "HEAD"
        ):
            return False
        length = ""
        lines = ""
        for name, value in headers:
            if name == "content-length":
                length = value
            elif name == "connection":
                return False
            lines += f"{name}: {value}\r\n"
        if length != str(len(body)):
            return False
        parts = [STATUS_LINE[status]]
        for own in self.default_headers:
            parts.append(b"%b: %b\r\n" % own)
        parts += (lines.encode("latin-1"), b"\r\n")
        head = _checked(b"".join(parts), len(headers) + len(self.default_headers))
        self.transport.write(head + body)
        self.response_started = True
        self.waiting_for_100_continue = False
        self._complete()
        return True

    def _send_message(self, message: Message) -> None:
        if self.disconnected:
            return
        kind = message["type"]
        if kind == "http.response.start" and not self.response_started:
            self._start(message)
        elif kind == "http.response.body" and self.response_started and not self.response_complete:
            self._continue(message)
        else:
            raise RuntimeError(f"The ASGI message '{kind}' is out of place.")

    def _start(self, message: Message) -> None:
        status = message["status"]
        headers = [*self.default_headers, *message.get("headers", ())]
        parts = [STATUS_LINE[status]]
        closes = False
        for name, value in headers:
            if name == b"content-length":
                self.expected_content_length, self.chunked_encoding = int(value), False
            elif name == b"connection" and b"close" in value.lower():
                closes, self.keep_alive = True, False
            parts += (name, b": ", value, b"\r\n")
        lines = len(headers)
        if not self.keep_alive and not closes:
            parts.append(b"connection: close\r\n")
            lines += 1
        if self.chunked_encoding is None and self.scope["method"] != "HEAD" and status not in (204, 304):
            if self.scope["http_version"] == "1.0":
                self._ends_with_connection = True
            else:
                self.chunked_encoding = True
                parts.append(b"transfer-encoding: chunked\r\n")
                lines += 1
        parts.append(b"\r\n")
        head = _checked(b"".join(parts), lines)
        self.response_started = True
        self.waiting_for_100_continue = False
        self.transport.write(head)

    def _continue(self, message: Message) -> None:
        body, more = message.get("body", b""), message.get("more_body", False)
        if self.scope["method"] == "HEAD":
            self.expected_content_length = 0
        elif self.chunked_encoding:
            if body:
                self.transport.write(b"%x\r\n%b\r\n" % (len(body), body))
            if not more:
                self.transport.write(b"0\r\n\r\n")
        elif self._ends_with_connection:
            self.transport.write(body)
        else:
            self.expected_content_length -= len(body)
            if self.expected_content_length < 0:
                raise RuntimeError("The answer is longer than its Content-Length.")
            self.transport.write(body)
        if more:
            return
        if self.expected_content_length:
            raise RuntimeError("The answer is shorter than its Content-Length.")
        self._complete()

    def _complete(self) -> None:
        self.response_complete = True
        self.message_event.set()
        if not self.keep_alive:
            self.transport.close()
        self.on_response()


def _checked(head: bytes, lines: int) -> bytes:
    """The head, if but for the ends of its status line, of so many more and of itself it has nothing that would end one."""
    if head.translate(None, _VISIBLE) != b"\r\n" * (lines + 2):
        raise RuntimeError("A header of the answer has characters that no header can have.")
    return head


def _nothing() -> None:
    pass


def unwrap_cycle(call: Callable[..., Any]) -> Cycle | None:
    """Whose `receive` or `send` this is; None on another server, and where a middleware stands in between."""
    owner = getattr(call, "__self__", None)
    return owner if isinstance(owner, Cycle) else None
