"""The types of ASGI (https://asgi.readthedocs.io), for packages that do not speak Starlette."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
STOPPING = "llm_backend.stopping"
"""A message that `receive` of a WebSocket returns when the server stops: the application takes no new work,
and closes the connection once it is ready."""
ASGIApp: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
