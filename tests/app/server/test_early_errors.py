"""Clients read an error that is sent before their body has arrived, whatever they do with the rest of it."""

from __future__ import annotations

import asyncio
import http.client
import json
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest

from app.main import create_app
from tests.support.server import Running, running, settings
from tests.support.soak import amount

pytestmark = pytest.mark.own_protocol

_TRIES = amount(5, 20)
_BYTES = 20_000_000
_CHAT = {"model": "builtin", "messages": [{"role": "user", "content": "Hello"}]}
_JSON = {"content-type": "application/json"}
# status -> Authorization, and bytes of the body
_ERRORS = {413: ("Bearer any", _BYTES), 401: ("", 900_000), 415: ("Bearer any", 900_000)}


@pytest.fixture(params=_ERRORS)
async def error(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[tuple[Running, int]]:
    """A server, and the status that it answers before it has read the body."""
    given = {"auth": "keys", "key_pepper": "a pepper for tests"} if request.param == 401 else {}
    app = create_app(settings(max_body_bytes="1000000", **given))
    async with running(app, lifespan="on") as server:
        yield server, request.param


def _body(size: int) -> bytes:
    return json.dumps({**_CHAT, "messages": [{"role": "user", "content": "x" * size}]}).encode()


def _headers(status: int) -> dict[str, str]:
    key = _ERRORS[status][0]
    encoding = {"content-encoding": "unknown"} if status == 415 else {}
    return {**_JSON, **encoding, **({"authorization": key} if key else {})}


def _with_http_client(server: Running, status: int, *, chunked: bool) -> list[int]:
    """Sends the whole body before it reads."""
    found = []
    for _ in range(_TRIES):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        body = _body(_ERRORS[status][1])
        chunks = iter([body[at : at + 65536] for at in range(0, len(body), 65536)])
        connection.request(
            "POST",
            "/v1/chat/completions",
            chunks if chunked else body,
            _headers(status),
            encode_chunked=chunked,
        )
        response = connection.getresponse()
        assert json.loads(response.read())["error"]["message"]
        found.append(response.status)
        connection.close()
    return found


@pytest.mark.parametrize("chunked", [False, True])
async def test_early_error_is_read_by_http_client(error: tuple[Running, int], chunked: bool) -> None:
    server, status = error
    assert await asyncio.to_thread(_with_http_client, server, status, chunked=chunked) == [status] * _TRIES


async def test_early_error_is_read_by_httpx_also_on_a_kept_connection(error: tuple[Running, int]) -> None:
    server, status = error
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as client:
        for _ in range(_TRIES):
            answer = await client.post(
                "/v1/chat/completions", content=_body(_ERRORS[status][1]), headers=_headers(status)
            )
            assert answer.status_code == status
            assert (await client.get("/healthz")).status_code == 200


_NODE = """
const [url, headers, size, tries] = JSON.parse(process.argv[1]);
const body = JSON.stringify({model: "builtin", messages: [{role: "user", content: "x".repeat(size)}]});
const found = [];
for (let i = 0; i < tries; i++) {
  try {
    const answer = await fetch(url + "/v1/chat/completions", {method: "POST", headers, body});
    await answer.json();
    found.push(answer.status);
    found.push((await fetch(url + "/healthz")).status);
  } catch (error) { found.push(String(error.cause ?? error)); }
}
console.log(JSON.stringify(found));
"""


async def _output(*command: str, stdin: bytes | None = None) -> str:
    process = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await asyncio.wait_for(process.communicate(stdin), 120)
    return output.decode()


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
async def test_early_error_is_read_by_nodes_fetch(error: tuple[Running, int]) -> None:
    server, status = error
    arguments = json.dumps([server.url, _headers(status), _ERRORS[status][1], _TRIES])
    output = await _output("node", "--input-type=module", "-e", _NODE, arguments)
    assert json.loads(output) == [status, 200] * _TRIES


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("expect", ["100-continue", ""])
async def test_early_error_is_read_by_curl_also_with_an_expectation(
    error: tuple[Running, int], expect: str
) -> None:
    server, status = error
    options = [part for name, value in _headers(status).items() for part in ("-H", f"{name}: {value}")]
    common = ("-sS", "--noproxy", "*", "-o", "/dev/null", "-w", "%{http_code} ")
    post = ("-H", f"Expect: {expect}", *options, "--data-binary", "@-", f"{server.url}/v1/chat/completions")
    for _ in range(_TRIES):
        output = await _output(
            "curl",
            *common,
            *post,
            "--next",
            *common,
            f"{server.url}/healthz",
            stdin=_body(_ERRORS[status][1]),
        )
        assert output.split() == [str(status), "200"]
