"""Answers that a browser stores: sent again only if they have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response


def cached_response(
    request: Request, body: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A 200 with an ETag of the bytes, or a 304 if the request's `If-None-Match` has it.

    `headers` are added to both.
    """
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    common = {
        **(headers or {}),
        "etag": etag,
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
    }
    known = {
        value.strip().removeprefix("W/") for value in request.headers.get("if-none-match", "").split(",")
    }
    if known & {etag, "*"}:
        return Response(status_code=304, headers=common)
    return Response(body, media_type=media_type, headers=common)
