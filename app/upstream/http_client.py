"""A provider over HTTP, by aiohttp (a fifth of httpx's CPU for a chat; see docs/dependencies.md)."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from app.errors import APIError, UpstreamTimeout, UpstreamUnreachable
from app.upstream.client import UpstreamRequest, UpstreamResponse
from generated.runtime import Content

_USER_AGENT = "llm-backend"


@dataclass(frozen=True, slots=True)
class Timeouts:
    """In seconds: to connect, until the answer's head, and between two pieces of the answer."""

    connect: float = 5.0
    first_byte: float = 120.0
    idle: float = 120.0


class HttpClient:
    """Sends to `base_url`, which ends where the contract's paths begin (`https://api.openai.com/v1`).

    The key is the operator's; it is sent as a bearer token and appears in no message. Redirects are not followed,
    cookies not kept, proxies of the environment not used.
    """

    def __init__(self, base_url: str, key: str | None, timeouts: Timeouts) -> None:
        self._base = base_url.rstrip("/")
        self._key = key
        self._timeouts = timeouts
        self._session: aiohttp.ClientSession | None = None
        parts = urlsplit(self._base)
        self.name = f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        """See `Client.send`."""
        try:
            async with asyncio.timeout(self._timeouts.first_byte):
                response = await self._open(request)
        except TimeoutError as error:
            if isinstance(error, aiohttp.ServerTimeoutError):
                raise self._unreachable("it did not accept a connection in time") from None
            seconds = f"{self._timeouts.first_byte:g} s"
            raise UpstreamTimeout(
                f"The upstream {self.name} did not begin to answer within {seconds}."
            ) from None
        except (aiohttp.ClientError, OSError) as error:
            raise self._unreachable(_reason(error)) from None
        headers = [(name.lower(), value) for name, value in response.headers.items()]
        return UpstreamResponse(response.status, headers, self._chunks(response))

    async def close(self) -> None:
        """Ends the pooled connections."""
        if self._session is not None:
            await self._session.close()

    async def _open(self, request: UpstreamRequest) -> aiohttp.ClientResponse:
        # The path goes up as it came, so an encoded slash stays one.
        url = URL(self._base + request.path + ("?" + request.query if request.query else ""), encoded=True)
        headers = [*request.headers, ("accept-encoding", "identity"), ("user-agent", _USER_AGENT)]
        if self._key:
            headers.append(("authorization", f"Bearer {self._key}"))
        content = request.content
        data: bytes | AsyncGenerator[bytes, None] | None = None
        if content is not None:
            headers += [("content-type", content.content_type), ("content-length", str(content.length))]
            data = await content.read() if _is_small(content) else content.chunks()
        return await self._connected().request(
            request.method, url, headers=headers, data=data, allow_redirects=False
        )

    def _connected(self) -> aiohttp.ClientSession:
        # Made within the running loop, on first use.
        if self._session is None:
            timeouts = aiohttp.ClientTimeout(
                total=None, sock_connect=self._timeouts.connect, sock_read=self._timeouts.idle
            )
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, ttl_dns_cache=30),
                timeout=timeouts,
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=("user-agent", "accept", "accept-encoding", "content-type"),
                read_bufsize=64 * 1024,
            )
        return self._session

    async def _chunks(self, response: aiohttp.ClientResponse) -> AsyncGenerator[bytes, None]:
        try:
            async for chunk in response.content.iter_any():
                yield chunk
        except TimeoutError:
            message = f"The upstream {self.name} was silent for {self._timeouts.idle:g} s in the middle of its answer."
            raise UpstreamTimeout(message) from None
        except (aiohttp.ClientError, OSError) as error:
            raise self._unreachable(_reason(error), "broke off its answer") from None
        finally:
            response.close()

    def _unreachable(self, reason: str, what: str = "cannot be reached") -> APIError:
        return UpstreamUnreachable(f"The upstream {self.name} {what}: {reason}.")


def _is_small(content: Content) -> bool:
    return content.length <= 1024 * 1024


def _reason(error: Exception) -> str:
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "its name is not known"
    if isinstance(
        error, aiohttp.ClientConnectorCertificateError | ssl.SSLError | aiohttp.ClientConnectorSSLError
    ):
        return "its TLS certificate or handshake failed"
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return "it closed the connection without an answer"
    if isinstance(error, aiohttp.ClientPayloadError):
        return "the connection ended in the middle"
    if isinstance(error, ConnectionRefusedError) or isinstance(
        getattr(error, "os_error", None), ConnectionRefusedError
    ):
        return "it refused the connection"
    if isinstance(error, aiohttp.http_exceptions.HttpProcessingError | aiohttp.ClientResponseError):
        return "its answer is not HTTP"
    return "the connection failed"
