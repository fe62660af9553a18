"""One request and its answer on a connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from starlette.types import Message
from typing_extensions import override
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

# In a head, but for the ends of its lines.
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\r\n"))


class Cycle(RequestResponseCycle):
    """uvicorn's, which looks at the name and at the value of each header by itself; here the head is looked at once.

    Of its ASGI `receive` and `send` it has forms that never wait, which cost no coroutine; see `cycle_of`.
    And to a client of HTTP/1.0, which knows no chunks, an answer without a length ends with its connection.
    """

    _ends_with_connection = False

    @override
    async def send(self, message: ASGISendEvent) -> None:
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        self._put(cast("Message", message))

    def send_now(self, message: Message) -> bool:
        """`send` without a coroutine; False, and nothing was sent, where the client has to take more first."""
        if self.flow.write_paused and not self.disconnected:
            return False
        self._put(message)
        return True

    def arrived(self) -> bytes | None:
        """The whole body, as `receive` would give it, if it is here already; None if not."""
        if self.more_body or self.disconnected or self.waiting_for_100_continue:
            return None
        self.flow.resume_reading()
        self.message_event.clear()
        body, self.body = bytes(self.body), bytearray()
        return body

    def _put(self, message: Message) -> None:
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
        lines = len(headers) + 1
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
        head = b"".join(parts)
        if (
            head.count(b"\n") != lines + 1
            or head.count(b"\r") != lines + 1
            or len(head.translate(None, _CONTROLS)) != len(head)
        ):
            raise RuntimeError("A header of the answer has characters that no header can have.")
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
        self.response_complete = True
        self.message_event.set()
        if not self.keep_alive:
            self.transport.close()
        self.on_response()


def cycle_of(call: Callable[..., Any]) -> Cycle | None:
    """Whose `receive` or `send` this is; None on another server, and where a middleware stands in between."""
    owner = getattr(call, "__self__", None)
    return owner if isinstance(owner, Cycle) else None
