"""What a client and its pool need of a connection, whoever speaks HTTP on it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Protocol

from app.upstream.client import CallObserver, Headers
from generated.runtime import Content


class HttpConnection(Protocol):
    """An HTTP/1.1 connection with one exchange at a time."""

    loop: asyncio.AbstractEventLoop

    @property
    def exchanges(self) -> int:
        """How many were started."""

    @property
    def status(self) -> int:
        """The answer's, once its head is complete."""

    @property
    def headers(self) -> Headers:
        """The answer's, once its head is complete."""

    @property
    def received(self) -> bool:
        """Whether a byte of the answer arrived."""

    @property
    def headed(self) -> bool:
        """Whether the answer's head is complete."""

    @property
    def complete(self) -> bool:
        """Whether all of the answer arrived."""

    @property
    def usable(self) -> bool:
        """Whether another exchange can start."""

    def begin(self, method: str) -> None:
        """Starts an exchange."""

    def send(self, request: bytes, calls: CallObserver | None = None) -> None:
        """Sends a whole request."""

    async def upload(
        self, head: bytes, content: Content, calls: CallObserver | None, seconds: float, ends: float
    ) -> None:
        """Sends a long request; raises UploadStalled if nothing of it is accepted for `seconds`."""

    def read_nowait(self) -> bytes:
        """The unread bytes of the body; may be empty."""

    def wait(self, deadline: float) -> Awaitable[None]:
        """Waits for the next event; raises TimeoutError at the loop's `deadline`, and ConnectionLost."""

    def abort(self) -> None:
        """Closes it at once and ends its exchange."""
