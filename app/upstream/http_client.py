"""A provider over HTTP, by aiohttp (a fifth of httpx's CPU for a chat; see docs/dependencies.md)."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator
from typing import Any

import aiohttp
from yarl import URL

from app.errors import APIError, UpstreamTimeout, UpstreamUnreachable
from app.upstream.client import ConnectTimeout, NotConnected, Timeouts, UpstreamRequest, UpstreamResponse
from generated.runtime import Content

_USER_AGENT = "llm-backend"


class HttpClient:
    """Sends to `base_url`, which ends where the contract's paths begin (`https://api.openai.com/v1`).

    The key is the operator's; it is sent as a bearer token and appears in no message. Redirects are not followed,
    cookies not kept, proxies of the environment not used.
    """

    def __init__(self, base_url: str, key: str | None, timeouts: Timeouts, name: str) -> None:
        self._base = base_url.rstrip("/")
        self._key = key
        self.timeouts = timeouts
        self._session: aiohttp.ClientSession | None = None
        self.name = name

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        """See `Client.send`."""
        ends = asyncio.get_running_loop().time() + self.timeouts.total
        try:
            async with asyncio.timeout(min(self.timeouts.first_byte, self.timeouts.total)):
                response = await self._open(request)
        except aiohttp.ServerTimeoutError:
            seconds = f"{self.timeouts.connect:g} s"
            raise ConnectTimeout(
                f"The upstream {self.name} did not accept a connection within {seconds}."
            ) from None
        except TimeoutError:
            seconds = f"{min(self.timeouts.first_byte, self.timeouts.total):g} s"
            raise UpstreamTimeout(
                f"The upstream {self.name} did not begin to answer within {seconds}."
            ) from None
        except aiohttp.ClientConnectorError as error:
            raise NotConnected(f"The upstream {self.name} cannot be reached: {_reason(error)}.") from None
        except (aiohttp.ClientError, OSError) as error:
            raise self.unreachable(_reason(error)) from None
        headers = [(name.lower(), value) for name, value in response.headers.items()]
        return UpstreamResponse(response.status, headers, _Chunks(self, response, ends))

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
                total=None, sock_connect=self.timeouts.connect, sock_read=self.timeouts.idle
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

    def unreachable(self, reason: str, what: str = "cannot be reached") -> APIError:
        return UpstreamUnreachable(f"The upstream {self.name} {what}: {reason}.")


class _Chunks(AsyncGenerator[bytes, None]):
    """The pieces of an answer. Not a generator function: one that was never begun would close nothing."""

    def __init__(self, client: HttpClient, response: aiohttp.ClientResponse, ends: float) -> None:
        self._client = client
        self._response = response
        self._ends = ends

    async def __anext__(self) -> bytes:
        name, timeouts = self._client.name, self._client.timeouts
        try:
            async with asyncio.timeout_at(self._ends):
                data = await self._response.content.readany()
        except aiohttp.SocketTimeoutError:
            await self.aclose()
            raise UpstreamTimeout(
                f"The upstream {name} was silent for {timeouts.idle:g} s in the middle of its answer."
            ) from None
        except TimeoutError:
            await self.aclose()
            raise UpstreamTimeout(
                f"The upstream {name} did not end its answer within {timeouts.total:g} s."
            ) from None
        except (aiohttp.ClientError, OSError) as error:
            await self.aclose()
            raise self._client.unreachable(_reason(error), "broke off its answer") from None
        except asyncio.CancelledError:
            await self.aclose()
            raise
        if not data:
            await self.aclose()
            raise StopAsyncIteration
        return data

    async def asend(self, value: None, /) -> bytes:
        return await self.__anext__()

    async def athrow(self, typ: Any, val: Any = None, tb: Any = None, /) -> bytes:
        await self.aclose()
        raise typ

    async def aclose(self) -> None:
        self._response.close()


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
