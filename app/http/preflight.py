"""A browser's preflights, the OPTIONS requests that ask whether a page may call this server."""

from __future__ import annotations

from collections.abc import Awaitable

from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.cross_site import RefusedOrigins


class Preflights:
    """ASGI middleware: a preflight of an origin that is not in `allowed` is a 403 that names CORS_ORIGINS.

    Without it the answer is a 405, or a text without the setting's name.
    """

    def __init__(self, app: ASGIApp, allowed: tuple[str, ...], refused: RefusedOrigins) -> None:
        self._app = app
        self._refused = refused
        self._any = "*" in allowed
        self._allowed = frozenset(origin.encode() for origin in allowed)

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if scope["type"] == "http" and scope["method"] == "OPTIONS" and self._is_refused(scope):
            return self._refused.refuse(scope, send)
        return self._app(scope, receive, send)

    def _is_refused(self, scope: Scope) -> bool:
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        asks = origin is not None and b"access-control-request-method" in headers
        return asks and not self._any and origin not in self._allowed
