"""The server with an upstream behind a proxy that requires a password, over verified TLS."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import trustme

from app.cli import doctor
from app.main import create_app
from app.settings import Settings
from tests.support.connect_proxy import NAME, ConnectProxy, connect_proxy
from tests.support.fake_upstream import COMPLETION
from tests.support.raw_peer import PeerConnection, peer
from tests.support.server import running, settings

_PASSWORD = "canary-password-2"
_WHOLE = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b"
_EVENTS = (
    b'data: {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": '
    b'[{"index": 0, "delta": {"role": "assistant", "content": "Hi"}, "finish_reason": null}]}\n\n',
    b'data: {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": '
    b'[{"index": 0, "delta": {}, "finish_reason": "stop"}]}\n\ndata: [DONE]\n\n',
)
_STREAM = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"


async def _serves(line: PeerConnection) -> None:
    while True:
        request = await line.read_request()
        if b"GET /v1/models" in request:
            listed = b'{"object": "list", "data": [{"id": "m", "object": "model"}]}'
            await line.send(_WHOLE % (len(listed), listed))
        elif b'"stream":true' in request.replace(b" ", b""):
            await line.send(_STREAM)
            for event in _EVENTS:
                await line.send(b"%x\r\n%b\r\n" % (len(event), event))
            await line.send(b"0\r\n\r\n")
        else:
            await line.send(_WHOLE % (len(COMPLETION), COMPLETION))


@asynccontextmanager
async def _proxied(
    tmp_path: Path, *, password: str = _PASSWORD, authority: trustme.CA | None = None
) -> AsyncGenerator[tuple[Settings, ConnectProxy], None]:
    """Settings for an upstream behind a proxy; `authority` signs its certificate, else the trusted one."""
    trusted = trustme.CA()
    trusted.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (authority or trusted).issue_cert(NAME).configure_cert(context)
    async with peer(_serves, context) as upstream:
        proxy = ConnectProxy(upstream.port, ("user", _PASSWORD))
        async with connect_proxy(proxy):
            given = settings(
                upstream_url=f"https://{NAME}",
                upstream_api_key="sk-operator",
                upstream_ca_file=str(tmp_path / "authority.pem"),
                https_proxy=f"http://user:{password}@127.0.0.1:{proxy.port}",
            )
            yield given, proxy


async def _chat(given: Settings, *, stream: bool) -> httpx.Response:
    body = {"model": "m", "stream": stream, "messages": [{"role": "user", "content": "Hi"}]}
    async with running(create_app(given)) as server, httpx.AsyncClient(trust_env=False, timeout=20) as client:
        return await client.post(f"{server.url}/v1/chat/completions", json=body)


@pytest.mark.parametrize("stream", [False, True])
async def test_chat_through_a_proxy_is_answered(tmp_path: Path, stream: bool) -> None:
    async with _proxied(tmp_path) as (given, proxy):
        answered = await _chat(given, stream=stream)
        assert answered.status_code == 200
        assert ("[DONE]" in answered.text) == stream
        assert proxy.heads[0].startswith(b"CONNECT upstream.test:443 ")


async def test_chat_refused_by_the_proxy_is_a_502_that_names_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with _proxied(tmp_path, password=_PASSWORD + "-wrong") as (given, proxy):
        answered = await _chat(given, stream=False)
        message = f"its proxy 127.0.0.1:{proxy.port} (HTTPS_PROXY) refuses the user or the password (407)"
        assert answered.status_code == 502
        assert message in answered.json()["error"]["message"]
        for text in (answered.text, caplog.text):
            assert _PASSWORD not in text


@pytest.mark.parametrize("stream", [False, True])
async def test_chat_that_a_proxy_quotes_in_its_refusal_is_masked(
    caplog: pytest.LogCaptureFixture, stream: bool
) -> None:
    caplog.set_level("DEBUG")
    sent = base64.b64encode(f"user:{_PASSWORD}".encode())
    for status in (b"400 Bad Request", b"403 Forbidden"):
        quoted = b"Denied by policy: proxy-authorization: Basic %b, that is %b" % (sent, _PASSWORD.encode())
        answer = b"HTTP/1.1 %b\r\ncontent-length: %d\r\n\r\n%b" % (status, len(quoted), quoted)
        async with connect_proxy(ConnectProxy(1, answer=answer)) as proxy:
            given = settings(
                upstream_url=f"http://{NAME}", http_proxy=f"http://user:{_PASSWORD}@127.0.0.1:{proxy.port}"
            )
            answered = await _chat(given, stream=stream)
            assert answered.status_code in (400, 502)
            for text in (answered.text, caplog.text):
                assert _PASSWORD not in text
                assert sent.decode() not in text


async def test_chat_wrong_authority_is_a_502_that_names_the_upstream_and_the_setting(tmp_path: Path) -> None:
    async with _proxied(tmp_path, authority=trustme.CA()) as (given, _):
        answered = await _chat(given, stream=False)
        assert answered.status_code == 502
        message = answered.json()["error"]["message"]
        assert "The upstream upstream.test cannot be reached: its TLS certificate is not accepted" in message
        assert "UPSTREAM_CA_FILE" in message


async def test_doctor_shows_how_the_upstream_is_reached(tmp_path: Path) -> None:
    async with _proxied(tmp_path) as (given, proxy):
        findings = await asyncio.to_thread(doctor.check_all, given)
    [upstream] = [finding for finding in findings if finding.subject == "upstream"]
    assert upstream.status == "ok"
    through = f"connects through the proxy 127.0.0.1:{proxy.port} (HTTPS_PROXY), trusting {tmp_path}"
    assert through in upstream.message
    assert all(_PASSWORD not in finding.message for finding in findings)
