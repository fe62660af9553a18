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

_MAX_HELD_BYTES = 64 * 1024 * 1024


class CallObserver(Protocol):
    """Follows the calls to upstreams that one request causes, for their usage records."""

    def begin(self, upstream: str) -> None:
        """That upstream is asked from now on: a connection to it may have to be established first."""

    def sent(self) -> None:
        """The request is written right after this: from now on the upstream may process it."""

    def retry(self, http_status: int, reason: str) -> None:
        """The call that began has failed, with this status and for this reason; another one begins."""


class UpstreamRequest(NamedTuple):
    """A request to a provider.

    `path` is below the API's base, encoded, with a leading slash; header names are lower-case. `calls` is
    None for a request that needs no model.
    """

    method: str
    path: str
    query: str
    headers: Headers
    content: Content | None
    calls: CallObserver | None = None


@dataclass(frozen=True, slots=True)
class AnswerLimits:
    """In bytes: of an answer that is held in memory, and of a file that passes through."""

    held: int = _MAX_HELD_BYTES
    file: int = 512 * 1024 * 1024


@dataclass(slots=True)
class UpstreamResponse:
    """The answer; closing `chunks` cancels the upstream's request, also before the first chunk."""

    status: int
    headers: Headers
    chunks: AsyncGenerator[bytes, None]
    max_bytes: int = _MAX_HELD_BYTES
    """The most bytes of it that may be held in memory."""

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


class AnswerTooLong(UpstreamUnreachable):
    """An answer exceeds a bound; the message names the setting that has it."""

    default_code = "upstream_answer_too_long"

    def __init__(self, upstream: str, max_bytes: int, setting: str = "MAX_ANSWER_BYTES") -> None:
        super().__init__(
            f"The upstream {upstream} answered with more than {max_bytes} bytes, the bound of {setting}."
        )


class TooManyValues(UpstreamUnreachable):
    """An answer has more values than are parsed, beside its texts and the probabilities of its tokens."""

    default_code = "upstream_answer_too_long"

    def __init__(self, upstream: str, most: int) -> None:
        super().__init__(f"The upstream {upstream} answered with JSON of more than {most} values and keys.")


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
