"""Connects to an upstream, through its proxy if it has one."""

from __future__ import annotations

import asyncio
import ssl
from functools import partial
from urllib.parse import urlsplit

import httpcore

from app.aio import address_race
from app.upstream.http1.idle_pool import IdlePool
from app.upstream.http1.network_errors import ConnectionLost, ProxyFailed, connect_reason
from app.upstream.httpx_client.httpx_connection import Destination, HttpxConnection
from app.upstream.httpx_client.network_stream import NetworkStream
from app.upstream.network import Network, ProxyServer
from app.upstream.tls import tls_context


class HttpxPool(IdlePool):
    """Connects to the host of `base_url`. Raises InvalidTLSFile for files of `network`."""

    def __init__(self, base_url: str, network: Network, first_byte_seconds: float) -> None:
        super().__init__()
        parts = urlsplit(base_url)
        host = parts.hostname or ""
        self._host = host if host.isascii() else host.encode("idna").decode()
        self._tls: ssl.SSLContext | None = None
        if parts.scheme == "https":
            self._tls = tls_context(network.ca_file, network.client_cert_file, network.client_key_file)
        self._port = parts.port or (443 if self._tls is not None else 80)
        self._proxy = proxy = network.proxy
        self._proxy_tls: ssl.SSLContext | None = None
        if proxy is not None and proxy.scheme == "https":
            self._proxy_tls = tls_context(network.ca_file)
        self._first_byte_seconds = first_byte_seconds
        self.route = "" if proxy is None else f" through its proxy {proxy}"
        self._destination = Destination(_origin(parts.scheme, self._host, self._port))
        if proxy is not None and self._tls is None:
            upstream = b"http://%b:%d" % (_bracketed(self._host), self._port)
            self._destination = Destination(_proxy_origin(proxy), upstream, _authorization(proxy))

    async def connect(self, seconds: float) -> HttpxConnection:
        """See `IdlePool.connect`. After TCP, the proxy's answer and TLS have `seconds`, too."""
        proxy = self._proxy
        stream = await self._open_stream(seconds)
        if proxy is not None and self._tls is not None:
            try:
                async with asyncio.timeout(seconds):
                    await self._open_tunnel(stream, proxy, seconds)
                    await stream.start_tls(self._tls, self._host, seconds)
            except BaseException:
                stream.abort()
                raise
        connection = HttpxConnection(stream, self._destination, self._first_byte_seconds)
        stream.idle = True
        stream.on_closed = partial(self._on_closed, connection)
        if not stream.closed:
            self._open.add(connection)
        return connection

    async def _open_stream(self, seconds: float) -> NetworkStream:
        """A stream to the proxy, or to the upstream."""
        proxy = self._proxy
        if proxy is None:
            return await _connect(self._host, self._port, self._tls, seconds)
        try:
            return await _connect(proxy.host, proxy.port, self._proxy_tls, seconds)
        except TimeoutError:
            raise
        except (OSError, UnicodeError) as error:
            raise ProxyFailed(f"its proxy {proxy} cannot be used: {connect_reason(error)}") from None

    async def _open_tunnel(self, stream: NetworkStream, proxy: ProxyServer, seconds: float) -> None:
        authority = b"%b:%d" % (_bracketed(self._host), self._port)
        origin = _proxy_origin(proxy)
        url = httpcore.URL(scheme=origin.scheme, host=origin.host, port=origin.port, target=authority)
        headers = [(b"host", authority), (b"user-agent", b"llm-backend"), *_authorization(proxy)]
        stream.deadline = stream.loop.time() + seconds
        try:
            asked = httpcore.AsyncHTTP11Connection(origin, stream)
            answer = await asked.handle_async_request(httpcore.Request("CONNECT", url, headers=headers))
        except (ConnectionLost, httpcore.RemoteProtocolError):
            raise ProxyFailed(
                f"its proxy {proxy} closed the connection or did not answer with HTTP"
            ) from None
        if answer.status == 407:
            raise proxy_refusal(proxy)
        if not 200 <= answer.status < 300:
            raise ProxyFailed(f"its proxy {proxy} does not connect to it: it answered {answer.status}")


def proxy_refusal(proxy: ProxyServer) -> ProxyFailed:
    """The error for a 407."""
    what = (
        "requires a user and a password" if proxy.credentials is None else "refuses the user or the password"
    )
    return ProxyFailed(f"its proxy {proxy} {what} (407)")


async def _connect(host: str, port: int, tls: ssl.SSLContext | None, seconds: float) -> NetworkStream:
    loop = asyncio.get_running_loop()

    async def dial(address: str) -> NetworkStream:
        async with asyncio.timeout(seconds):
            _, stream = await loop.create_connection(
                lambda: NetworkStream(loop),
                address,
                port,
                ssl=tls,
                server_hostname=host if tls is not None else None,
            )
        return stream

    addresses = await address_race.addresses_within(host, port, seconds)
    return await address_race.first_connected(addresses, dial, NetworkStream.abort)


def _authorization(proxy: ProxyServer) -> tuple[tuple[bytes, bytes], ...]:
    basic = proxy.basic
    return () if basic is None else ((b"proxy-authorization", f"Basic {basic}".encode()),)


def _proxy_origin(proxy: ProxyServer) -> httpcore.Origin:
    return _origin(proxy.scheme, proxy.host, proxy.port)


def _origin(scheme: str, host: str, port: int) -> httpcore.Origin:
    return httpcore.Origin(scheme.encode(), host.encode(), port)


def _bracketed(host: str) -> bytes:
    return (f"[{host}]" if ":" in host else host).encode()
