"""HttpxClient behind a proxy: a tunnel for https, forwarded requests for http, and a proxy's faults."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from app.errors import UpstreamUnreachable
from app.upstream.client import AnswerLimits, ConnectTimeout, NotConnected, Timeouts
from app.upstream.httpx_client.httpx_client import HttpxClient
from app.upstream.network import Network, ProxyServer
from tests.support.connect_proxy import NAME, ConnectProxy, connect_proxy
from tests.support.raw_peer import (
    Peer,
    PeerConnection,
    Script,
    get,
    peer,
    post,
    read_body,
    respond_in_order,
    wait_until,
)

_OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"
_STREAM = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\n"
_PASSWORD = "p@ss:w%rd"


def _server_tls(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.fixture
def authority(tmp_path: Path) -> trustme.CA:
    found = trustme.CA()
    found.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    return found


class _Place:
    """An upstream with TLS behind a proxy."""

    def __init__(self, server: Peer, proxy: ConnectProxy, network: Network) -> None:
        self.server = server
        self.proxy = proxy
        self.network = network

    def client(
        self, timeouts: Timeouts | None = None, credentials: tuple[str, str] | None = None
    ) -> HttpxClient:
        proxy = self.network.proxy
        assert proxy is not None
        network = replace(self.network, proxy=replace(proxy, port=self.proxy.port, credentials=credentials))
        url = f"{self.server.scheme}://{NAME}/v1"
        return HttpxClient(url, "sk-operator", timeouts or Timeouts(), "acme", AnswerLimits(), network)


@asynccontextmanager
async def _place(
    script: Script,
    authority: trustme.CA | None,
    tmp_path: Path,
    *,
    proxy_tls: ssl.SSLContext | None = None,
    credentials: tuple[str, str] | None = None,
) -> AsyncGenerator[_Place, None]:
    tls = None if authority is None else _server_tls(authority, NAME)
    async with peer(script, tls) as server:
        proxy = ConnectProxy(server.port, credentials)
        async with connect_proxy(proxy, proxy_tls):
            scheme, host = ("http", "127.0.0.1") if proxy_tls is None else ("https", "localhost")
            ca_file = str(tmp_path / "authority.pem") if authority is not None else ""
            yield _Place(server, proxy, Network(ProxyServer(scheme, host, 0, "HTTPS_PROXY"), ca_file))


async def test_proxy_tunnel_is_opened_once_and_reused_for_bodies_of_any_size(
    authority: trustme.CA, tmp_path: Path
) -> None:
    async with _place(respond_in_order(_OK, _OK, _OK), authority, tmp_path) as place:
        client = place.client()
        for body in (b"{}", b"x" * 3_000_000, b"{}"):
            assert await read_body(await client.send(post(body))) == b"hi"
            assert place.server.requests[-1].endswith(body)
        (head,) = place.proxy.heads
        assert head.startswith(b"CONNECT upstream.test:443 HTTP/1.1\r\nhost: upstream.test:443\r\n")
        assert b"sk-operator" not in head
        assert b"\r\nhost: upstream.test\r\n" in place.server.requests[0]
        await client.close()
        await wait_until(lambda: place.server.closed == 1)


async def test_proxy_stream_passes_at_once_and_its_closing_closes_the_tunnel(
    authority: trustme.CA, tmp_path: Path
) -> None:
    async def script(line: PeerConnection) -> None:
        await line.read_request()
        await line.send(_STREAM)
        await line.wait_for_disconnect()

    async with _place(script, authority, tmp_path) as place:
        client = place.client()
        response = await client.send(get())
        assert await response.chunks.__anext__() == b"hi"
        await response.chunks.aclose()
        await wait_until(lambda: place.server.closed == 1)
        await wait_until(lambda: place.proxy.open == 0)
        await client.close()


@pytest.mark.parametrize("silent", [True, False])
async def test_proxy_cancelled_call_closes_the_connection(
    authority: trustme.CA, tmp_path: Path, silent: bool
) -> None:
    """While the proxy opens the tunnel, and while the upstream works."""

    async def script(line: PeerConnection) -> None:
        await line.read_request()
        await line.wait_for_disconnect()

    async with _place(script, authority, tmp_path) as place:
        place.proxy.silent = silent
        client = place.client()
        task = asyncio.create_task(client.send(get()))
        await wait_until(lambda: bool(place.proxy.heads if silent else place.server.requests))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await wait_until(lambda: place.proxy.open == 0)
        await client.close()


async def test_proxy_with_tls_of_its_own_carries_tls(authority: trustme.CA, tmp_path: Path) -> None:
    tls = _server_tls(authority, "localhost")
    async with _place(respond_in_order(_OK, _OK), authority, tmp_path, proxy_tls=tls) as place:
        client = place.client()
        for _ in range(2):
            assert await read_body(await client.send(post())) == b"hi"
        assert len(place.proxy.heads) == 1
        await client.close()
    wrong = _server_tls(trustme.CA(), "localhost")
    async with _place(respond_in_order(_OK), authority, tmp_path, proxy_tls=wrong) as place:
        with pytest.raises(NotConnected, match=r"its proxy localhost:.* its TLS certificate is not accepted"):
            await place.client().send(get())
        assert place.server.connections == []


@pytest.mark.parametrize("tls", [True, False])
async def test_proxy_credentials_are_sent_to_it_only_and_refused_ones_connect_nothing(
    authority: trustme.CA, tmp_path: Path, tls: bool
) -> None:
    right = ("us er", _PASSWORD)
    script = respond_in_order(_OK, _OK)
    async with _place(script, authority if tls else None, tmp_path, credentials=right) as place:
        client = place.client(credentials=right)
        for _ in range(2):
            assert await read_body(await client.send(post())) == b"hi"
        assert all(b"proxy-" not in request.lower() for request in place.server.requests)
        await client.close()
        problems = {
            None: "requires a user and a password",
            ("user", "wrong-" + _PASSWORD): "refuses the user",
        }
        for given, problem in problems.items():
            client = place.client(credentials=given)
            with pytest.raises(
                NotConnected, match=rf"acme .* its proxy 127.0.0.1:\d+ \(HTTPS_PROXY\) {problem}"
            ) as caught:
                await client.send(post(b"x" * 3_000_000))
            assert _PASSWORD not in caught.value.message
            await client.close()
        assert len(place.server.requests) == 2


async def test_proxy_forwards_plain_http_with_the_whole_url(tmp_path: Path) -> None:
    async with _place(respond_in_order(_OK, _OK), None, tmp_path) as place:
        client = place.client()
        for _ in range(2):
            assert await read_body(await client.send(post(b'{"a": 1}'))) == b"hi"
        head = place.proxy.heads[1]
        assert head.startswith(b"POST http://upstream.test:80/v1/chat/completions HTTP/1.1\r\n")
        assert place.server.requests[0].startswith(
            b"POST /v1/chat/completions HTTP/1.1\r\nhost: upstream.test\r\n"
        )
        await client.close()


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b"HTTP/1.1 503 Busy\r\ncontent-length: 6\r\n\r\nsecret", "does not connect to it: it answered 503"),
        (b"HTTP/1.1 302 Found\r\nlocation: http://elsewhere\r\n\r\n", "it answered 302"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "closed the connection or did not answer with HTTP"),
        (b"HTTP/1.1 200 OK\r\nx: y", "closed the connection or did not answer with HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 100_000, "closed the connection or did not answer with HTTP"),
        (b"", "closed the connection or did not answer with HTTP"),
        (b"HTTP/1.1 200 OK\r\n\r\nand more", "acme cannot be reached: "),
    ],
)
async def test_proxy_that_opens_no_tunnel_is_named_and_nothing_counts_as_sent(
    authority: trustme.CA, tmp_path: Path, answer: bytes, message: str
) -> None:
    async with _place(respond_in_order(_OK), authority, tmp_path) as place:
        place.proxy.answer = answer
        with pytest.raises(NotConnected, match=message) as caught:
            await place.client().send(post())
        assert "secret" not in caught.value.message
        assert place.server.connections == []


async def test_proxy_that_is_down_or_silent_is_named(authority: trustme.CA, tmp_path: Path) -> None:
    async with _place(respond_in_order(_OK), authority, tmp_path) as place:
        place.proxy.silent = True
        message = (
            r"acme did not accept a connection through its proxy 127.0.0.1:\d+ \(HTTPS_PROXY\) within 0.2 s"
        )
        with pytest.raises(ConnectTimeout, match=message):
            await place.client(Timeouts(connect=0.2)).send(get())
    with pytest.raises(NotConnected, match=r"its proxy 127.0.0.1:\d+ .* cannot be used: it refused the conn"):
        await place.client().send(get())


async def test_proxy_that_dies_breaks_the_answer_and_an_idle_tunnel_is_replaced(
    authority: trustme.CA, tmp_path: Path
) -> None:
    async def script(line: PeerConnection) -> None:
        await line.read_request()
        await line.send(_OK)
        await line.read_request()
        await line.send(_STREAM)
        await line.wait_for_disconnect()

    async with _place(script, authority, tmp_path) as place:
        client = place.client()
        assert await read_body(await client.send(get())) == b"hi"
        place.proxy.die()
        await wait_until(lambda: place.server.closed == 1)
        assert await read_body(await client.send(get())) == b"hi"
        assert len(place.proxy.heads) == 2
        response = await client.send(get())
        assert await response.chunks.__anext__() == b"hi"
        place.proxy.die()
        with pytest.raises(UpstreamUnreachable, match="acme broke off its answer"):
            await read_body(response)
        await client.close()


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("https://[fd00::7]/v1", b"CONNECT [fd00::7]:443 HTTP/1.1\r\nhost: [fd00::7]:443\r\n"),
        ("https://b\xfccher.example:8443/v1", b"CONNECT xn--bcher-kva.example:8443 HTTP/1.1\r\n"),
        ("http://[fd00::7]:8000/v1", b"GET http://[fd00::7]:8000/v1/models HTTP/1.1\r\n"),
    ],
)
async def test_proxy_is_asked_for_addresses_and_names_in_their_written_form(url: str, start: bytes) -> None:
    async with connect_proxy(ConnectProxy(0, answer=b"")) as proxy:
        network = Network(ProxyServer("http", "127.0.0.1", proxy.port, "HTTPS_PROXY"))
        client = HttpxClient(url, None, Timeouts(), "acme", AnswerLimits(), network)
        with pytest.raises(UpstreamUnreachable):
            await client.send(get())
        assert proxy.heads[0].startswith(start)
        await client.close()
