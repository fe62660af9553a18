"""Requests that a web page of another site makes a browser send.

A browser sends a form or a "simple" request to any address, also to one on its own machine. Without keys
such a request spends the operator's, although the page cannot read the response.
"""

from __future__ import annotations

from collections.abc import Awaitable, Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import Forbidden
from app.http.refusal import send_error

_ORIGIN, _SITE = b"origin", b"sec-fetch-site"
_BROWSER_HEADERS = frozenset((_ORIGIN, _SITE))
_SCHEMES = (b"http://", b"https://")


class CrossSite:
    """ASGI middleware: a request of a foreign web page is a 403 that names CORS_ORIGINS.

    Foreign is a `Sec-Fetch-Site: cross-site`, or an `Origin` that is neither this server's own nor one of
    `allowed` (`*` allows any). Requests without these headers come from no page: programs do not send them,
    and browsers send `Origin` with each method that changes state.
    """

    def __init__(self, app: ASGIApp, allowed: Iterable[str]) -> None:
        self._app = app
        self._allowed = frozenset(origin.lower().rstrip("/").encode() for origin in allowed)

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if scope["type"] == "http":
            for name, _ in scope["headers"]:
                if name in _BROWSER_HEADERS:
                    if self._is_foreign(scope):
                        return send_error(send, _error())
                    break
        return self._app(scope, receive, send)

    def _is_foreign(self, scope: Scope) -> bool:
        if b"*" in self._allowed:
            return False
        origins = _values(scope, _ORIGIN)
        allowed = all(origin in self._allowed for origin in origins)
        if b"cross-site" in _values(scope, _SITE):
            return not (origins and allowed)
        own = {scheme + host for scheme in _SCHEMES for host in _values(scope, b"host")}
        return not (allowed or all(origin in self._allowed or origin in own for origin in origins))


class ForeignPages(CrossSite):
    """The same for pages, which a link from any site may open: a GET navigation passes."""

    def _is_foreign(self, scope: Scope) -> bool:
        is_navigation = scope["method"] in ("GET", "HEAD") and not (
            set(_values(scope, b"sec-fetch-mode")) - {b"navigate"}
        )
        return not is_navigation and super()._is_foreign(scope)


def _values(scope: Scope, name: bytes) -> list[bytes]:
    return [value.lower() for header, value in scope["headers"] if header == name]


def _error() -> Forbidden:
    return Forbidden(
        "A web page of another origin may not call this server; its operator can add the origin to "
        "CORS_ORIGINS.",
        code="origin_not_allowed",
    )
