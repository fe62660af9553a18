"""Allowed `Host` headers, so that a page that rebinds its name to this address cannot spend the key."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Iterable
from functools import lru_cache

from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import Forbidden
from app.http.refusal import send_error

_ALWAYS = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[^:@/\s]+))(?::\d+)?", re.IGNORECASE)


class Hosts:
    """ASGI middleware: a `Host` that is not allowed is a 403; `*` allows any.

    `public` are the paths of probes and scrapers, which call the process by its address: any `Host` is
    allowed.
    """

    def __init__(self, app: ASGIApp, allowed: Iterable[str], public: Iterable[str] = ()) -> None:
        self._app = app
        self._public = frozenset(public)
        self._allowed = {name.lower().strip("[]") for name in (*_ALWAYS, *allowed)}
        self._is_allowed_cached = lru_cache(64)(self._is_allowed)

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if (
            scope["type"] == "http"
            and not self._has_allowed_host(scope)
            and scope["path"] not in self._public
        ):
            return send_error(send, _error())
        return self._app(scope, receive, send)

    def _has_allowed_host(self, scope: Scope) -> bool:
        if "*" in self._allowed:
            return True
        allowed = None
        for name, value in scope["headers"]:
            if name == b"host":
                allowed = allowed is None and self._is_allowed_cached(value)
        return bool(allowed)

    def _is_allowed(self, host: bytes) -> bool:
        match = _HOST.fullmatch(host.decode("latin-1"))
        return match is not None and (match["six"] or match["name"]).lower() in self._allowed


def _error() -> Forbidden:
    return Forbidden(
        "The Host header is not a name of this server; its operator can add it to ALLOWED_HOSTS.",
        code="host_not_allowed",
    )
