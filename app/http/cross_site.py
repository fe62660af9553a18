"""Requests that a web page of another site makes a browser send.

A browser sends a form or a "simple" request to any address, also to one on its own machine. Without keys
such a request spends the operator's, although the page cannot read the response.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import Forbidden
from app.http.refusal import send_error

_log = logging.getLogger(__name__)

_ORIGIN, _SITE = b"origin", b"sec-fetch-site"
_BROWSER_HEADERS = frozenset((_ORIGIN, _SITE))
_SCHEMES = (b"http://", b"https://")
_MAX_ORIGIN = 200
_MAX_LOGGED = 64


class RefusedOrigins:
    """Refuses the requests of pages that may not call this server.

    A browser hides the answer from its user, so that the log names each origin once.
    """

    def __init__(self) -> None:
        self._logged: set[str] = set()

    def refuse(self, scope: Scope, send: Send) -> Awaitable[None]:
        """Answers a request with a 403 that names CORS_ORIGINS."""
        origin = b", ".join(_values(scope, _ORIGIN)).decode("latin-1")[:_MAX_ORIGIN]
        # Pages can invent any number of origins.
        if origin and origin not in self._logged and len(self._logged) < _MAX_LOGGED:
            self._logged.add(origin)
            _log.warning(
                "a web page of another origin calls this server and is refused; its operator can allow it "
                "with CORS_ORIGINS=%s",
                origin,
            )
        named = f" ({origin})" if origin else ""
        error = Forbidden(
            f"A web page of another origin{named} may not call this server; its operator can add the origin "
            "to CORS_ORIGINS.",
            code="origin_not_allowed",
        )
        return send_error(scope, send, error, origin=origin)


class CrossSite:
    """ASGI middleware: a request of a foreign web page is a 403 that names CORS_ORIGINS.

    Foreign is a `Sec-Fetch-Site: cross-site`, or an `Origin` that is neither this server's own nor one of
    `allowed` (`*` allows any). Requests without these headers come from no page: programs do not send them,
    and browsers send `Origin` with each method that changes state.
    """

    def __init__(self, app: ASGIApp, allowed: Iterable[str], refused: RefusedOrigins) -> None:
        self._app = app
        self._refused = refused
        self._allowed = frozenset(origin.lower().rstrip("/").encode() for origin in allowed)

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if (
            scope["type"] != "lifespan"
            and not _BROWSER_HEADERS.isdisjoint(dict(scope["headers"]))
            and self._is_foreign(scope)
        ):
            return self._refused.refuse(scope, send)
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
