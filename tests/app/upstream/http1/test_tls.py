"""TLS: certificates must be signed for the host by the system's authorities or those of SSL_CERT_FILE."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
import trustme

from app.upstream.client import NotConnected
from tests.support.raw_peer import PeerConnection, get, peer, post, read_body, respond_in_order, wait_until

pytestmark = pytest.mark.usefixtures("either_client")

_OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"
_STREAM = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\n"


def _tls(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    found = trustme.CA()
    found.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return found


async def test_tls_trusted_certificate_is_accepted(authority: trustme.CA) -> None:
    async with peer(respond_in_order(_OK, _OK), _tls(authority, "localhost")) as server:
        client = server.client(host="localhost")
        for body in (b"{}", b"x" * 3_000_000):
            assert await read_body(await client.send(post(body))) == b"hi"
            assert server.requests[-1].endswith(body)
        assert len(server.connections) == 1
        await client.close()
        await wait_until(lambda: server.closed == 1)


async def test_tls_certificate_for_another_name_is_refused(authority: trustme.CA) -> None:
    async with peer(respond_in_order(_OK), _tls(authority, "elsewhere.example")) as server:
        with pytest.raises(NotConnected, match=r"its TLS certificate is not accepted .*localhost"):
            await server.client(host="localhost").send(get())
        assert server.requests == []


@pytest.mark.usefixtures("authority")
async def test_tls_untrusted_certificate_is_refused() -> None:
    async with peer(respond_in_order(_OK), _tls(trustme.CA(), "localhost")) as server:
        with pytest.raises(NotConnected, match="its TLS certificate is not accepted"):
            await server.client(host="localhost").send(get())
        assert server.requests == []


async def test_tls_server_without_tls_is_reported() -> None:
    async def plain(line: PeerConnection) -> None:
        await line.read_exactly(10)
        await line.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with peer(plain) as server:
        server.scheme = "https"
        with pytest.raises(NotConnected, match="its TLS handshake failed"):
            await server.client(host="localhost").send(get())


async def test_tls_stream_can_be_closed_early(authority: trustme.CA) -> None:
    async def script(line: PeerConnection) -> None:
        await line.read_request()
        await line.send(_STREAM)
        await line.wait_for_disconnect()

    async with peer(script, _tls(authority, "localhost")) as server:
        client = server.client(host="localhost")
        response = await client.send(get())
        assert await response.chunks.__anext__() == b"hi"
        await response.chunks.aclose()
        await wait_until(lambda: server.closed == 1)
        await client.close()
