"""Allowed `Host` headers, so that a page that rebinds its name to this address cannot spend the key."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable
from functools import lru_cache

from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import Forbidden
from app.http.base_url import HOST, PREFIX
from app.http.refusal import send_error

_ALWAYS = ("localhost", "127.0.0.1", "::1")
_MAX_HOST = 100


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
            scope["type"] != "lifespan"
            and not self._has_allowed_host(scope)
            and scope["path"] not in self._public
        ):
            host = _host_text(scope)
            return send_error(scope, send, _error(scope, host), host=host)
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
        match = HOST.fullmatch(host.decode("latin-1"))
        return match is not None and (match["six"] or match["name"]).lower() in self._allowed


def _host_text(scope: Scope) -> str:
    """The `Host` for the log and the error."""
    hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    return ", ".join(hosts)[:_MAX_HOST]


def _error(scope: Scope, host: str) -> Forbidden:
    address, port = scope.get("server") or ("", None)
    # Only of the loopback: a page that rebinds its name reads this.
    local = f"{scope['scheme']}://127.0.0.1:{port}{scope.get('root_path', '')}{PREFIX}"
    base = f" From its own machine the base URL is {local}." if address == "127.0.0.1" else ""
    return Forbidden(
        f"The Host header '{host}' is not a name of this server.{base} Its operator can add the name to "
        "ALLOWED_HOSTS.",
        code="host_not_allowed",
    )
