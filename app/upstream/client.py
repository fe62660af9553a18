"""The interface to a provider: a request in; a status, headers and bytes out."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from app.errors import UpstreamTimeout, UpstreamUnreachable
from generated.runtime import Content

_log = logging.getLogger(__name__)

Headers = list[tuple[str, str]]


class UpstreamRequest(NamedTuple):
    """A request to a provider.

    `path` is below the API's base, encoded, with a leading slash; header names are lower-case.
    """

    method: str
    path: str
    query: str
    headers: Headers
    content: Content | None


@dataclass(slots=True)
class UpstreamResponse:
    """The answer; closing `chunks` cancels the upstream's request, also before the first chunk."""

    status: int
    headers: Headers
    chunks: AsyncGenerator[bytes, None]

    def header(self, name: str) -> str:
        """The value of a header; empty if there is none."""
        for key, value in self.headers:
            if key == name:
                return value
        return ""

    async def read_start(self, limit: int, *, partial: bool = False) -> bytes:
        """The start of the body, of some more than `limit` bytes at most; closes the answer.

        With `partial`, a body that breaks off is returned as far as it arrived; otherwise it raises.
        """
        parts: list[bytes] = []
        try:
            async for chunk in self.chunks:
                parts.append(chunk)
                limit -= len(chunk)
                if limit < 0:
                    break
        except (UpstreamUnreachable, UpstreamTimeout) as error:
            if not partial:
                raise
            _log.info("an answer broke off: %s", error.message)
        finally:
            await self.chunks.aclose()
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """In seconds: to connect, until the answer's head, between two chunks of it, and until its end."""

    connect: float = 5.0
    first_byte: float = 120.0
    idle: float = 120.0
    total: float = 3600.0


class NotConnected(UpstreamUnreachable):
    """No connection was established: nothing was processed, so that another upstream may be tried."""


class ConnectTimeout(UpstreamTimeout):
    """No connection was established in time: nothing was processed either."""


class Client(Protocol):
    """Sends requests to one provider."""

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        """Returns once the answer's head arrived.

        Raises UpstreamUnreachable or UpstreamTimeout, which name it.
        """

    async def close(self) -> None:
        """Closes its connections."""
