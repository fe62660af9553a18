"""Secrets are planted in every place of a request and of the settings; no response and no log has them."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from tests.support.fake_upstream import FakeUpstream, Writer, fake_upstream, write_chunk, write_stream_head
from tests.support.serve_process import serve_process

# None matches the pattern of keys, whose masking is tested elsewhere.
_OPERATOR, _CALLER, _COOKIE, _CONTENT = (
    "op.canary-1",
    "caller.canary-2",
    "cookie.canary-3",
    "content.canary-4",
)
_CHAT = {"model": "m", "messages": [{"role": "user", "content": _CONTENT}]}
_HEADERS = {"authorization": f"Bearer {_CALLER}", "x-api-key": _CALLER, "cookie": f"session={_COOKIE}"}


async def _leak_key(fake: FakeUpstream, writer: Writer) -> None:
    """An upstream that repeats the operator's key: in an error, in a header, in an aborted stream."""
    request = fake.current_request
    body = json.dumps({"error": {"message": f"You sent {_OPERATOR}."}}).encode()
    if b'"stream":true' in request.body:
        write_stream_head(writer)
        write_chunk(writer, b"data: " + body + b"\n\n")
        await writer.drain()
        writer.transport.abort()
        return
    lines = ["HTTP/1.1 400 Bad", "content-type: application/json", f"x-key: {_OPERATOR}"]
    head = "\r\n".join([*lines, f"content-length: {len(body)}"])
    writer.write(head.encode() + b"\r\n\r\n" + body)
    await writer.drain()


def _requests(client: httpx.AsyncClient) -> list[Callable[[], Awaitable[httpx.Response]]]:
    chat = "/v1/chat/completions"
    return [
        lambda: client.get("/v1/models"),
        lambda: client.post(chat, json=_CHAT),
        lambda: client.post(chat, json={**_CHAT, "service_tier": "hyper"}),
        lambda: client.post(chat, json={**_CHAT, "stream": True}),
        lambda: client.post(chat, content=b'{"messages": "' + _CONTENT.encode()),
        lambda: client.post(chat, json={"messages": _CONTENT}),
        lambda: client.post("/v1/responses", json={"model": "m", "input": _CONTENT}),
        lambda: client.post(
            "/v1/audio/transcriptions", files={"file": (_CONTENT, b"x")}, data={"model": "m"}
        ),
        lambda: client.get("/v1/nothing"),
        lambda: client.get("/nothing"),
    ]


@pytest.mark.parametrize("log_format", ["json", "console"])
async def test_serve_planted_secrets_are_in_no_response_and_no_log(tmp_path: Path, log_format: str) -> None:
    command = [sys.executable, "-m", "app", "migrate"]
    url = f"sqlite:///{tmp_path}/a.db"
    environment = {"DATABASE_URL": url, "PYTHONPATH": str(Path(__file__).parents[3])}
    await asyncio.to_thread(subprocess.run, command, cwd=tmp_path, env=environment, check=True)
    async with fake_upstream(_leak_key) as fake:
        variables = {
            "DATABASE_URL": url,
            "UPSTREAM_URL": fake.url,
            "UPSTREAM_API_KEY": _OPERATOR,
            "LOG_LEVEL": "DEBUG",
            "LOG_FORMAT": log_format,
        }
        async with serve_process(tmp_path, **variables) as server:
            base = f"http://127.0.0.1:{server.port}"
            async with httpx.AsyncClient(
                base_url=base, headers=_HEADERS, timeout=20, trust_env=False
            ) as client:
                responses = [await request() for request in _requests(client)]
            server.process.terminate()
            await asyncio.wait_for(server.process.wait(), 20)
            log = server.log.read_text(encoding="utf-8")
    assert any(_OPERATOR in request.head for request in fake.requests)
    outputs = [log, *(response.text + str(response.headers) for response in responses)]
    for text in outputs:
        for secret in (_OPERATOR, _CALLER, _COOKIE):
            assert secret not in text
        assert "Traceback" not in text
    # A response may quote the caller's content; the log must not.
    assert _CONTENT not in log
    ids = [response.headers["x-request-id"] for response in responses if "x-request-id" in response.headers]
    assert set(ids) <= set(re.findall(r"req_[0-9a-f]{32}", log))
    if log_format == "json":
        lines = [json.loads(line) for line in log.splitlines()]
        assert {"time", "level", "logger", "message"} <= set.intersection(*(set(line) for line in lines))
