"""The lines of docs/deploy.md for a proxy, with nginx where it is installed."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import httpx
import pytest
import yaml
from websockets.asyncio.client import connect

from app.settings import Settings
from app.storage.schema import upgrade
from tests.support.fake_upstream import (
    FakeUpstream,
    Writer,
    fake_upstream,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.nginx import NGINX, NO_NGINX, nginx_site
from tests.support.response_sockets import turn
from tests.support.rows import query_rows
from tests.support.serve_process import serve_process
from tests.support.upstream_scripts import content_event

_PAGE = Path("docs/deploy.md")
_CHAT = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "Hello"}]}
_UPLOAD_BYTES = 3 * 1024 * 1024


def _block(language: str) -> str:
    (block,) = re.findall(rf"```{language}\n(.*?)```", _PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(block)


def test_proxies_wait_as_long_and_pass_as_much_as_the_server() -> None:
    nginx, caddy, traefik = _block("nginx"), _block("caddyfile"), yaml.safe_load(_block("yaml"))
    assert f"proxy_read_timeout {Settings.total_timeout_seconds:.0f}s;" in nginx
    assert f"client_max_body_size {Settings.max_file_bytes // 2**20}m;" in nginx
    assert f"max_size {Settings.max_file_bytes // 2**20}MB" in caddy
    timeouts = traefik["entryPoints"]["websecure"]["transport"]["respondingTimeouts"]
    assert int(timeouts["readTimeout"].removesuffix("s")) >= Settings.body_timeout_seconds


@pytest.mark.skipif(NGINX is None, reason=NO_NGINX)
async def test_documented_nginx_passes_streams_uploads_and_client(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    first_read = asyncio.Event()

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        if b'"stream"' not in fake.current_request.body:
            return await fixed_response("200 OK", b'{"text": "Hello"}')(fake, writer)
        write_stream_head(writer)
        write_chunk(writer, content_event("one"))
        await writer.drain()
        # A proxy that collects events would pass none until the end.
        await asyncio.wait_for(first_read.wait(), 20)
        write_chunk(writer, content_event("", "stop") + b"data: [DONE]\n\n")
        return write_chunk(writer, b"")

    async with (
        fake_upstream(script) as fake,
        serve_process(
            tmp_path,
            DATABASE_URL=database,
            UPSTREAM_URL=fake.url,
            ALLOWED_HOSTS="llm.example.com",
            FORWARDED_ALLOW_IPS="127.0.0.1",
            WORKERS="2",
        ) as server,
        nginx_site(_site(server.port), tmp_path) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as client,
    ):
        client.headers["host"] = "llm.example.com"
        async with client.stream("POST", "/v1/chat/completions", json=_CHAT) as response:
            lines = response.aiter_lines()
            assert '"one"' in await anext(lines)
            first_read.set()
            assert [line async for line in lines if line][-1] == "data: [DONE]"
        async with connect(
            "ws://llm.example.com/v1/responses", host="127.0.0.1", port=port, proxy=None
        ) as socket:
            first_read.set()
            assert (await turn(socket, model="m"))["type"] == "response.completed"
        upload = {"file": ("speech.wav", bytes(_UPLOAD_BYTES))}
        answer = await client.post("/v1/audio/transcriptions", files=upload, data={"model": "m"})
        assert answer.json() == {"text": "Hello"}
        # The name is the client's, and the scheme nginx's.
        place = (await client.get("/docs/")).headers["location"]
        assert place == "http://llm.example.com/docs"
        # A client's own header does not pass as its address.
        spoofed = {"x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https"}
        created = await client.post("/v1/organization/projects", json={"name": "a"}, headers=spoofed)
        assert created.status_code == 200
        assert (await client.get("/docs/", headers=spoofed)).headers["location"] == place
    rows = await asyncio.to_thread(query_rows, database, "SELECT ip_address FROM audit_log ORDER BY id")
    assert rows[-1] == ("127.0.0.1",)


def _site(port: int) -> str:
    """The document's lines, without TLS, before a server on that port."""
    lines = [line for line in _block("nginx").splitlines() if "ssl_certificate" not in line]
    site = "\n".join(lines).replace("listen 443 ssl;", "listen 127.0.0.1:LISTEN_PORT;")
    return site.replace("127.0.0.1:8080", f"127.0.0.1:{port}")
