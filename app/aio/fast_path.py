"""The ASGI scope extension `llm_backend.fast_path`: receive and send without a coroutine where nothing has
to wait.

A server that offers it puts a `FastPath` into `scope["extensions"]`. It belongs to the `receive` and the
`send` that the server handed to the application, and names both. An application uses it only in place of
exactly these two: behind a middleware that wraps one of them, and on a server without the extension, it
calls what it was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.aio.asgi import Message, Receive, Scope, Send
from app.aio.disconnect import DisconnectSignal

FAST_PATH = "llm_backend.fast_path"
"""The extension's key in the scope's `extensions`."""


class FastPath(Protocol):
    """One request's `receive` and `send`, and the forms of them that never wait."""

    @property
    def disconnect(self) -> DisconnectSignal:
        """Fires when the client leaves before its response is complete: `http.disconnect` without a task."""

    async def receive(self) -> Message:
        """ASGI's `receive` of this request."""

    async def send(self, message: Message) -> None:
        """ASGI's `send` of this request."""

    def read_nowait(self) -> bytes | None:
        """The whole body, as one `receive` would return it, if it has arrived; otherwise None."""

    def try_send(self, message: Message) -> bool:
        """Does what `send` does; False, and nothing was sent, while the client has to read first."""

    def send_response_nowait(self, status: int, headers: Sequence[tuple[str, str]], body: bytes) -> bool:
        """Sends a whole response in one write.

        False, and nothing was sent, where the response depends on more than its own head: no matching
        `content-length`, a `connection` header, a HEAD request, HTTP/1.0, a connection that closes, a
        client that has to read first.
        """


def receive_fast_path(scope: Scope, receive: Receive) -> FastPath | None:
    """The fast path of exactly this `receive`; None behind a middleware and on other servers."""
    extensions = scope.get("extensions")
    path: FastPath | None = extensions.get(FAST_PATH) if extensions else None
    return path if path is not None and path.receive == receive else None


def send_fast_path(scope: Scope, send: Send) -> FastPath | None:
    """The fast path of exactly this `send`; None behind a middleware and on other servers."""
    extensions = scope.get("extensions")
    path: FastPath | None = extensions.get(FAST_PATH) if extensions else None
    return path if path is not None and path.send == send else None
