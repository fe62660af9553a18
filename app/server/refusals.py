"""ASGI applications that refuse a request in front of the server's own application."""

from __future__ import annotations

import logging
import time

import orjson

from app.access_log import access_log
from app.aio import random_hex
from app.aio.asgi import Receive, Scope, Send
from app.errors import APIError, Unavailable
from app.server.uvicorn_interface import ServerState

_log = logging.getLogger(__name__)


def is_overloaded(state: ServerState, limit: int) -> bool:
    """Whether the server has as many connections or tasks as it may have, this connection included."""
    return len(state.connections) >= limit or len(state.tasks) >= limit


async def service_unavailable(scope: Scope, receive: Receive, send: Send) -> None:
    """503 beyond uvicorn's `limit_concurrency`."""
    _log.warning("concurrency limit exceeded")
    error = Unavailable("The server is at its limit of concurrent requests. Try again.")
    error.headers["retry-after"] = "1"
    await _send_error(scope, send, error)


async def _send_error(scope: Scope, send: Send, error: APIError) -> None:
    """Sends an error in the contract's shape and ends the connection; it is in the access log."""
    since = time.perf_counter()
    request_id = "req_" + random_hex.random_hex16() + random_hex.random_hex16()
    body = orjson.dumps(error.body())
    error.headers["connection"] = "close"
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    headers += [(name.encode(), value.encode()) for name, value in error.headers.items()]
    headers.append((b"x-request-id", request_id.encode()))
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
    access_log.add(request_id, scope["method"], None, None, error.status, time.perf_counter() - since)
