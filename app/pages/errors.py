"""Answers to a path or a method that the pages do not have: mostly the client has a wrong base URL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.http.base_url import unknown_path, wrong_method
from app.http.refusal import ErrorResponse


async def _unknown_path(request: Request, error: Exception) -> Response:
    return ErrorResponse(unknown_path(request.scope))


async def _wrong_method(request: Request, error: Exception) -> Response:
    allowed = (error.headers or {}).get("Allow", "") if isinstance(error, HTTPException) else ""
    # They come from a set.
    return ErrorResponse(wrong_method(request.scope, ", ".join(sorted(allowed.split(", ")))))


HANDLERS: Mapping[Any, Any] = {404: _unknown_path, 405: _wrong_method}
"""Status -> Starlette's exception handler."""
