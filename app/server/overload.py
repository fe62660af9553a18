"""The answer beyond uvicorn's `limit_concurrency`."""

from __future__ import annotations

import logging

import orjson

from app.aio.asgi import Receive, Scope, Send
from app.errors import Unavailable
from app.server.uvicorn_interface import ServerState

_log = logging.getLogger(__name__)


def is_overloaded(state: ServerState, limit: int) -> bool:
    """Whether the server has as many connections or tasks as it may have, this connection included."""
    return len(state.connections) >= limit or len(state.tasks) >= limit


async def service_unavailable(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI application: 503 in the contract's error shape, and the end of the connection."""
    _log.warning("concurrency limit exceeded")
    body = orjson.dumps(Unavailable("The server is at its limit of concurrent requests. Try again.").body())
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(body)),
        (b"connection", b"close"),
        (b"retry-after", b"1"),
    ]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": body})
