"""One connection to an upstream and its current exchange, with the HTTP/1.1 parser of httpcore."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import cast

import httpcore

from app.upstream.client import CallObserver, Headers
from app.upstream.http1.network_errors import ConnectionLost
from app.upstream.httpx_client.network_stream import NetworkStream
from generated.runtime import Content

_MAX_HEADERS = 256


@dataclass(frozen=True, slots=True)
class Destination:
    """Whom the requests of a connection are written to: the upstream, or a proxy that forwards them."""

    origin: httpcore.Origin
    prefix: bytes = b""
    """What stands before the path: for a proxy, the upstream's address."""
    headers: tuple[tuple[bytes, bytes], ...] = ()
    """Those for the proxy."""

    def request(self, head: bytes, content: bytes | AsyncIterator[bytes] | None) -> httpcore.Request:
        """The request with that head, which `RequestHeads` has built."""
        first, *lines = head.rstrip(b"\r\n").split(b"\r\n")
        method, target, _ = first.split(b" ")
        pairs = (line.partition(b": ") for line in lines)
        origin = self.origin
        url = httpcore.URL(
            scheme=origin.scheme, host=origin.host, port=origin.port, target=self.prefix + target
        )
        headers = [*self.headers, *((name, value.strip(b" \t")) for name, _, value in pairs)]
        return httpcore.Request(method, url, headers=headers, content=content)


class HttpxConnection:
    """See `HttpConnection`. `first_byte_seconds` start after the last part of a long request."""

    def __init__(self, stream: NetworkStream, destination: Destination, first_byte_seconds: float) -> None:
        self.loop = stream.loop
        self.exchanges = 0
        self._stream = stream
        self._destination = destination
        self._first_byte_seconds = first_byte_seconds
        self._connection = httpcore.AsyncHTTP11Connection(destination.origin, stream)
        self._reset("")

    def _reset(self, method: str) -> None:
        self._method = method
        self._request: httpcore.Request | None = None
        self._response: httpcore.Response
        self._parts: AsyncIterator[bytes]
        self._part = b""
        self.status = 0
        self.headers: Headers = []
        self.headed = False
        self.complete = not method

    @property
    def received(self) -> bool:
        """See `HttpConnection`."""
        return self._stream.received

    @property
    def usable(self) -> bool:
        """See `HttpConnection`."""
        return self.complete and self._method != "HEAD" and self._stream.clean and self._connection.is_idle()

    def begin(self, method: str) -> None:
        """See `HttpConnection`."""
        self._reset(method)
        self.exchanges += 1

    def send(self, request: bytes, calls: CallObserver | None = None) -> None:
        """Takes a request, which `wait` sends."""
        self._stream.begin(calls)
        head, _, body = request.partition(b"\r\n\r\n")
        self._request = self._destination.request(head, body)

    async def upload(
        self, head: bytes, content: Content, calls: CallObserver | None, seconds: float, ends: float
    ) -> None:
        """Sends a long request and reads the answer's head.

        Raises UploadStalled, TimeoutError and ConnectionLost.
        """
        stream = self._stream
        stream.begin(calls)
        stream.write_seconds, stream.ends = seconds, ends
        stream.first_byte_seconds = self._first_byte_seconds
        async with aclosing(content.chunks()) as parts:
            await self._read_head(self._destination.request(head, parts))

    def read_nowait(self) -> bytes:
        """See `HttpConnection`."""
        data, self._part = self._part, b""
        return data

    async def wait(self, deadline: float) -> None:
        """Reads the head, or the next part of the body; raises TimeoutError and ConnectionLost."""
        self._stream.deadline = deadline
        if self._request is not None:
            request, self._request = self._request, None
            await self._read_head(request)
            return
        try:
            part = await anext(self._parts, None)
            if part is not None:
                self._part = part
                self._stream.framing.on_body()
            if part is None or self._stream.framing.body_ended:
                await self._finish()
        except httpcore.RemoteProtocolError:
            raise ConnectionLost(self._reason()) from None

    def abort(self) -> None:
        """See `HttpConnection`."""
        self._stream.abort()

    async def _read_head(self, request: httpcore.Request) -> None:
        try:
            response = await self._connection.handle_async_request(request)
        except httpcore.RemoteProtocolError:
            raise ConnectionLost(self._reason()) from None
        headers = [
            (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in response.headers
        ]
        invalid = _invalid(response.status, headers)
        if invalid:
            raise ConnectionLost(invalid)
        self._response = response
        # httpcore's answers to an asynchronous request have nothing else.
        self._parts = aiter(cast("AsyncIterator[bytes]", response.stream))
        self.status, self.headers, self.headed = response.status, headers, True
        framing = self._stream.framing
        framing.on_head(self._method, response.status, headers)
        if framing.body_ended:
            await self._finish()

    async def _finish(self) -> None:
        """Ends the exchange, of which everything was received."""
        # Only its end is left in the parser.
        await anext(self._parts, None)
        await self._response.aclose()
        self._stream.reusable = self._stream.reusable and self._stream.framing.at_blank_line
        self._stream.idle = self.complete = True

    def _reason(self) -> str:
        if not self._stream.ended:
            return "its answer is not HTTP"
        return (
            "the connection ended in the middle"
            if self._stream.received
            else "it closed the connection without an answer"
        )


def _invalid(status: int, headers: Headers) -> str:
    if status >= 600:
        # No client would understand such a status.
        return "its answer has an invalid HTTP status"
    if len(headers) > _MAX_HEADERS:
        return "its answer has too many headers"
    names = {name for name, _ in headers}
    if status < 200 or names >= {"content-length", "transfer-encoding"}:
        return "its answer is not HTTP"
    return ""
