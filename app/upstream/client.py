"""The one seam to a provider: a request goes in, a status, headers and bytes come out. Fakes and the built-in model sit here."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from app.errors import UpstreamTimeout, UpstreamUnreachable
from generated.runtime import Content

Headers = list[tuple[str, str]]


class UpstreamRequest(NamedTuple):
    """What goes up. `path` is below the API's base, encoded, with a leading slash; header names are lower-case."""

    method: str
    path: str
    query: str
    headers: Headers
    content: Content | None


@dataclass(slots=True)
class UpstreamResponse:
    """What came back; closing `chunks` ends the upstream's request, also before the first chunk."""

    status: int
    headers: Headers
    chunks: AsyncGenerator[bytes, None]

    def header(self, name: str) -> str:
        """The value of a header, or an empty text."""
        for key, value in self.headers:
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """In seconds: to connect, until the answer's head, between two pieces of the answer, to its end."""

    connect: float = 5.0
    first_byte: float = 120.0
    idle: float = 120.0
    total: float = 3600.0


class NotConnected(UpstreamUnreachable):
    """No connection came to be: nothing was processed, so that another upstream may be tried."""


class ConnectTimeout(UpstreamTimeout):
    """No connection came to be in time: nothing was processed either."""


class Client(Protocol):
    """Sends requests to one provider."""

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        """Returns once the answer's head is there; raises UpstreamUnreachable or UpstreamTimeout, which name it."""

    async def close(self) -> None:
        """Ends its connections."""
