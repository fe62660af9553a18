"""The HTTP request that a `response.create` on a WebSocket stands for."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive, Scope

from app.contract.lane import LANE, Lane
from app.http.socket_requests import CreateRequest

# Of the connection, not of a request on it.
_CONNECTION_HEADERS = (
    b"accept-encoding",
    b"connection",
    b"content-",
    b"sec-websocket-",
    b"transfer-",
    b"upgrade",
)


def request_scope(connection: Scope, request: CreateRequest, lane: Lane) -> Scope:
    """The scope of the request; `connection` is the WebSocket's."""
    headers = [field for field in connection["headers"] if not _is_of_connection(*field)]
    headers += [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(request.body))]
    return {
        **connection,
        "type": "http",
        "method": "POST",
        "scheme": "https" if connection["scheme"] == "wss" else "http",
        "query_string": b"",
        "headers": headers,
        "extensions": {LANE: lane},
    }


def receive_of(request: CreateRequest, disconnected: asyncio.Event) -> Receive:
    """ASGI's `receive` of the request: its body, then the end of the connection."""
    body: bytes | None = request.body

    async def receive() -> Message:
        nonlocal body
        if body is not None:
            sent, body = body, None
            return {"type": "http.request", "body": sent, "more_body": False}
        await disconnected.wait()
        return {"type": "http.disconnect"}

    return receive


def _is_of_connection(name: bytes, value: bytes) -> bool:
    if name == b"openai-beta":
        return value.startswith(b"responses_websockets")
    return name.startswith(_CONNECTION_HEADERS)
