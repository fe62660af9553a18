"""The response of a middleware that refuses a request before the dispatcher or a page sees it."""

from __future__ import annotations

import time

import orjson
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from typing_extensions import override

from app.aio import random_hex
from app.errors import APIError
from app.http.request.head import raw_path
from app.log import log_refused


async def send_error(scope: Scope, send: Send, error: APIError, **extra: str) -> None:
    """Sends `error` in the contract's shape, as one complete response, and logs the request with `extra`.

    A request for a WebSocket gets it instead of the connection.
    """
    since = time.perf_counter()
    request_id = "req_" + random_hex.random_hex16() + random_hex.random_hex16()
    body = orjson.dumps(error.body())
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    headers += [(name.encode(), value.encode("latin-1")) for name, value in error.headers.items()]
    headers.append((b"x-request-id", request_id.encode()))
    kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    await send({"type": f"{kind}.start", "status": error.status, "headers": headers})
    await send({"type": f"{kind}.body", "body": body})
    took, method = time.perf_counter() - since, scope.get("method", "GET")
    log_refused(request_id, method, raw_path(scope), error.status, error.code, took, **extra)


class ErrorResponse(Response):
    """The same as what an exception handler of the pages returns."""

    def __init__(self, error: APIError) -> None:
        super().__init__(status_code=error.status)
        self._error = error

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send_error(scope, send, self._error)
