"""The path below which a proxy publishes this server."""

from __future__ import annotations

from collections.abc import Awaitable

from starlette.types import ASGIApp, Receive, Scope, Send


class RootPath:
    """ASGI middleware: every path that the application sees begins with `root`, whatever the proxy did.

    One proxy removes the prefix before it passes a request on, another does not, and probes call the server
    directly.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app = app
        self._root = root
        self._raw = root.encode()

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if scope["type"] != "lifespan":
            path, raw = scope["path"], scope.get("raw_path") or scope["path"].encode()
            if raw != self._raw and not raw.startswith(self._raw + b"/"):
                path, raw = self._root + path, self._raw + raw
            scope = {**scope, "path": path, "raw_path": raw, "root_path": self._root}
        return self._app(scope, receive, send)
