"""HttpxClient with its own authorities and a client certificate."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from pathlib import Path

import pytest
import trustme

from app.errors import UpstreamUnreachable
from app.upstream.client import AnswerLimits, NotConnected, Timeouts
from app.upstream.http1.http_client import HttpClient
from app.upstream.httpx_client.httpx_client import HttpxClient
from app.upstream.network import Network
from app.upstream.tls import InvalidTLSFile
from tests.support.raw_peer import Peer, get, peer, post, read_body, respond_in_order

_OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"


def _client(server: Peer, network: Network) -> HttpxClient:
    url = f"https://localhost:{server.port}/v1"
    return HttpxClient(url, "sk-operator", Timeouts(), "acme", AnswerLimits(), network)


def _server_tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture
def authority(tmp_path: Path) -> trustme.CA:
    found = trustme.CA()
    found.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    return found


async def test_tls_ca_file_is_trusted_and_another_authority_is_refused(
    authority: trustme.CA, tmp_path: Path
) -> None:
    network = Network(ca_file=str(tmp_path / "authority.pem"))
    async with peer(respond_in_order(_OK), _server_tls(authority)) as server:
        client = _client(server, network)
        assert await read_body(await client.send(post())) == b"hi"
        await client.close()
    async with peer(respond_in_order(_OK), _server_tls(trustme.CA())) as server:
        message = r"The upstream acme .* TLS certificate is not accepted \(.*\); UPSTREAM_CA_FILE, or ca_file"
        with pytest.raises(NotConnected, match=message):
            await _client(server, network).send(get())
        assert server.requests == []


@pytest.mark.parametrize("in_one_file", [True, False])
async def test_tls_client_certificate_may_be_called(
    authority: trustme.CA, tmp_path: Path, in_one_file: bool
) -> None:
    context = _server_tls(authority)
    context.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(context)
    ours = authority.issue_cert("llm-backend.test")
    certificate, key = str(tmp_path / "ours.pem"), str(tmp_path / "ours.key")
    if in_one_file:
        ours.private_key_and_cert_chain_pem.write_to_path(certificate)
        key = ""
    else:
        ours.cert_chain_pems[0].write_to_path(certificate)
        ours.private_key_pem.write_to_path(key)
    ca_file = str(tmp_path / "authority.pem")
    async with peer(respond_in_order(_OK, _OK), context) as server:
        client = _client(server, Network(None, ca_file, certificate, key))
        assert await read_body(await client.send(post())) == b"hi"
        await client.close()


def _refuse_one(listener: socket.socket, context: ssl.SSLContext) -> None:
    """Refuses as servers do: the client gets the alert, which an asyncio server would cut off."""
    plain, _ = listener.accept()
    plain.settimeout(5)
    with context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False) as connection:
        with contextlib.suppress(ssl.SSLError):
            connection.do_handshake()
        # Until the client has left: closing with unread bytes would reset the connection.
        while socket.socket.recv(connection, 65536):
            pass


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize("own", [True, False])
async def test_tls_missing_client_certificate_is_reported_with_its_setting(
    authority: trustme.CA,
    tmp_path: Path,
    own: bool,
    version: ssl.TLSVersion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = _server_tls(authority)
    context.maximum_version = version
    context.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(context)
    ca_file = str(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", ca_file)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        refusing = asyncio.create_task(asyncio.to_thread(_refuse_one, listener, context))
        url = f"https://localhost:{listener.getsockname()[1]}/v1"
        arguments = (url, "sk-operator", Timeouts(), "acme", AnswerLimits())
        client = HttpClient(*arguments) if own else HttpxClient(*arguments, Network(ca_file=ca_file))
        with pytest.raises(
            UpstreamUnreachable, match=r"acme .* TLS handshake \(.*\); UPSTREAM_CLIENT_CERT_FILE"
        ):
            await client.send(get())
        await refusing
        await client.close()


def test_tls_invalid_files_are_refused_without_a_prompt(authority: trustme.CA, tmp_path: Path) -> None:
    (tmp_path / "text.pem").write_text("no certificate", encoding="utf-8")
    ours, other = authority.issue_cert("a.test"), authority.issue_cert("b.test")
    ours.cert_chain_pems[0].write_to_path(str(tmp_path / "ours.pem"))
    other.private_key_pem.write_to_path(str(tmp_path / "other.key"))
    (tmp_path / "locked.key").write_text(_LOCKED_KEY, encoding="ascii")
    at = {name: str(tmp_path / name) for name in ("text.pem", "ours.pem", "other.key", "locked.key", "none")}
    for network, message in (
        (Network(ca_file=at["none"]), "none, which cannot be read: No such file"),
        (Network(ca_file=at["text.pem"]), "text.pem, which has no certificate"),
        (Network(client_cert_file=at["ours.pem"]), "ours.pem, which has no certificate and matching key"),
        (
            Network(client_cert_file=at["ours.pem"], client_key_file=at["other.key"]),
            "other.key, which has no",
        ),
        (Network(client_cert_file=at["ours.pem"], client_key_file=at["locked.key"]), "without a password"),
    ):
        with pytest.raises(InvalidTLSFile, match=message):
            HttpxClient("https://localhost/v1", None, Timeouts(), "acme", AnswerLimits(), network)


# `openssl genpkey -algorithm ED25519 -aes256 -pass pass:x`
_LOCKED_KEY = """-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiMWOQtMV4MewICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEF5tNG9PEsbd+5YA+3IEWFoEQB93
df4xOV+wchKQofFzk+Fkmrue/JYK2uUKhtOHiUX3PLAtFmuDDygcSdkLD5vMammm
1kcZU/AaP5zqZPx5GfM=
-----END ENCRYPTED PRIVATE KEY-----
"""
