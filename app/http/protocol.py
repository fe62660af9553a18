"""Below HTTP: what is no HTTP, and a head that is too long or never ends, get a clear error and lose their connection."""

from __future__ import annotations

import asyncio

import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from app.errors import APIError, BadRequest, RequestTimeout, fault

LONGEST_HEAD = 128 * 1024
HEAD_SECONDS = 30.0


class Protocol(HttpToolsProtocol):
    """uvicorn's, which takes heads of any length, for any time, and answers what it cannot read with plain text.

    A head that comes in one piece, as nearly all do, costs a comparison; a timer runs for the others only, and from the
    connection's start to its first head.
    """

    _head_bytes = 0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        super().connection_made(transport)
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        self._whole()
        super().connection_lost(exc)

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
