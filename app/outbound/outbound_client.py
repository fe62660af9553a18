"""Calls to addresses that a caller or a page names."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self, cast

import httpcore

from app.outbound.address_rules import AddressRules
from app.outbound.answer import ACCEPT_ENCODING, OutboundAnswer
from app.outbound.checked_backend import CheckedBackend
from app.outbound.errors import CallTimedOut, NotReached
from app.outbound.request_headers import Headers, encoded, without_credentials
from app.outbound.target import Target, parse_url

_log = logging.getLogger(__name__)

_MAX_CONNECTIONS = 4
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
# A redirect with these keeps the method and the body.
_REPEATED = frozenset((307, 308))


@dataclass(frozen=True, slots=True)
class OutboundLimits:
    """Of one call: in seconds to connect, until its end, in bytes of its answer, and in redirects."""

    connect: float = 10.0
    total: float = 60.0
    answer_bytes: int = 5 * 1024 * 1024
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class OutboundRequest:
    """`headers` are the caller's: of a redirect to another origin they are no part."""

    method: str
    url: str
    headers: Headers = ()
    body: bytes = b""


class Outbound:
    """Opens clients; `tls` is replaced in tests only."""

    def __init__(
        self,
        rules: AddressRules,
        limits: OutboundLimits | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._rules = rules
        self._limits = limits or OutboundLimits()
        self._tls = tls

    def check(self, url: str) -> None:
        """Raises AddressRefused for a URL that no call could have; its name is not resolved yet."""
        self._rules.check(parse_url(url))

    def client(self) -> OutboundClient:
        """A client with connections of its own. It has no cookies and no proxy."""
        self._tls = tls = self._tls or ssl.create_default_context()
        pool = httpcore.AsyncConnectionPool(
            ssl_context=tls, max_connections=_MAX_CONNECTIONS, network_backend=CheckedBackend(self._rules)
        )
        return OutboundClient(pool, self._rules, self._limits)


class OutboundClient:
    """Sends requests until it is closed, which leaving its block does."""

    def __init__(
        self, pool: httpcore.AsyncConnectionPool, rules: AddressRules, limits: OutboundLimits
    ) -> None:
        self._pool = pool
        self._rules = rules
        self._limits = limits

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes its connections."""
        await self._pool.aclose()

    @asynccontextmanager
    async def open(
        self, request: OutboundRequest, *, seconds: float | None = None
    ) -> AsyncGenerator[OutboundAnswer, None]:
        """The answer, once its head is there; it is read inside the block.

        The block, `seconds` long at most, and by default as `OutboundLimits` says, includes redirects. Raises
        OutboundError; ValueError for an invalid header.
        """
        seconds = self._limits.total if seconds is None else seconds
        target = parse_url(request.url)
        try:
            async with asyncio.timeout(seconds) as timer, self._answer(request, target) as answer:
                yield answer
        except TimeoutError:
            if not timer.expired():
                raise
            raise CallTimedOut(f"{target.host} did not end its answer within {seconds:g} s.") from None
        except httpcore.TimeoutException:
            raise CallTimedOut(f"{target.host} was not reached within {self._limits.connect:g} s.") from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise NotReached(f"{target.host} {_reason(error)}.") from None

    @asynccontextmanager
    async def _answer(self, request: OutboundRequest, target: Target) -> AsyncGenerator[OutboundAnswer, None]:
        """Follows redirects, each of which is checked as the first URL is."""
        headers = request.headers
        for _ in range(self._limits.redirects + 1):
            self._rules.check(target)
            response = await self._pool.handle_async_request(self._request(request, target, headers))
            try:
                answer = OutboundAnswer(
                    target.url,
                    response.status,
                    response.headers,
                    cast("AsyncGenerator[bytes, None]", response.stream),
                    self._limits.answer_bytes,
                )
                location = answer.header("location")
                if response.status not in _REDIRECTS or not location:
                    yield answer
                    return
            finally:
                await response.aclose()
            _log.debug("a redirect of %s", target.host)
            following = target.join(location)
            is_same_origin = following.origin == target.origin
            if request.method != "GET" and not (response.status in _REPEATED and is_same_origin):
                raise NotReached(
                    f"{target.host} answered with a redirect, which is not followed for this call."
                )
            if not is_same_origin:
                headers = without_credentials(headers)
            target = following
        raise NotReached(f"{target.host} answered with more than {self._limits.redirects} redirects.")

    def _request(self, request: OutboundRequest, target: Target, headers: Headers) -> httpcore.Request:
        own = [
            (b"host", target.authority.encode("ascii")),
            (b"user-agent", b"llm-backend"),
            (b"accept-encoding", ACCEPT_ENCODING.encode("ascii")),
        ]
        if request.body:
            own.append((b"content-length", str(len(request.body)).encode("ascii")))
        elif request.method == "POST":
            own.append((b"content-length", b"0"))
        url = httpcore.URL(
            scheme=target.scheme.encode("ascii"),
            host=target.host.encode("ascii"),
            port=target.port,
            target=target.path.encode("ascii"),
        )
        connect = self._limits.connect
        return httpcore.Request(
            request.method,
            url,
            headers=own + encoded(headers),
            content=request.body,
            extensions={"timeout": {"connect": connect, "pool": connect}},
        )


def _reason(error: Exception) -> str:
    """The end of a sentence about a host."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"has a TLS certificate that is not accepted ({cause.verify_message.rstrip('.')})"
    if isinstance(cause, ssl.SSLError):
        return "failed in the TLS handshake"
    if isinstance(error, httpcore.ConnectError):
        return "refused the connection"
    if isinstance(error, httpcore.ProtocolError):
        return "did not answer with HTTP, or broke off its answer"
    return "broke off the connection"
