"""What this layer reads of the objects that uvicorn hands to a protocol. Nothing of uvicorn is imported."""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

from app.aio.asgi import ASGIApp


class ServerConfig(Protocol):
    """The part of `uvicorn.Config` that is read."""

    loaded: bool
    root_path: str
    limit_concurrency: int | None
    timeout_keep_alive: int

    @property
    def loaded_app(self) -> ASGIApp:
        """The application, once `load` was called."""

    def load(self) -> None:
        """Loads the application."""


class ServerState(Protocol):
    """The part of uvicorn's state of a server that is read and written.

    At its stop uvicorn calls `shutdown()` of each member of `connections`, waits until `connections` and
    `tasks` are empty, and cancels the `tasks` that are left. It replaces `default_headers` (`Date`) once a
    second.
    """

    total_requests: int
    connections: set[Any]
    tasks: set[asyncio.Task[None]]
    default_headers: list[tuple[bytes, bytes]]
