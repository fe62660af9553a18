"""The response of a middleware that refuses a request before the dispatcher or a page sees it."""

from __future__ import annotations

import orjson
from starlette.types import Send

from app.errors import APIError


async def send_error(send: Send, error: APIError) -> None:
    """Sends `error` in the contract's shape, as one complete response."""
    body = orjson.dumps(error.body())
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
