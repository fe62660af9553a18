"""Invalid requests over a real socket: each is a clear error in the contract's shape, quickly."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import create_app
from generated.operations import OPERATIONS
from tests.support.server import Running, running, settings

_JSON = {"content-type": "application/json"}
_CHAT: dict[str, Any] = {"model": "builtin", "messages": [{"role": "user", "content": "Hello"}]}
_CHAT_PATH = "/v1/chat/completions"
_LIMIT = 64 * 1024


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Running]:
    given = settings(
        max_body_bytes=str(_LIMIT),
        max_file_bytes=str(4 * _LIMIT),
        body_idle_seconds="0.3",
        spool_dir=str(tmp_path),
    )
    async with running(create_app(given)) as found:
        yield found


@pytest.fixture
async def client(server: Running) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url, timeout=20, trust_env=False) as found:
        yield found


def error(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The error of the answer, which must have the contract's shape."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-request-id"].startswith("req_")
    body = answer.json()
    assert body.keys() == {"error"}
    assert body["error"].keys() == {"message", "type", "param", "code"}
    found: dict[str, Any] = body["error"]
    return found


_BROKEN = {
    "empty": b"",
    "cut": b'{"model": "builtin"',
    "not json": b"hello",
    "trailing": b"{} {}",
    "nan": b'{"model": "builtin", "messages": [], "temperature": NaN}',
    "not utf-8": b'{"model": "\xff"}',
    "surrogate": b'{"model": "\\ud800", "messages": []}',
    "nul": b'{"model": "a\\u0000b", "messages": []}',
    "twice": b'{"model": "builtin", "model": "other", "messages": []}',
    "twice inside": b'{"model": "builtin", "messages": [{"role": "user", "role": "system", "content": ""}]}',
    "deep": b'{"model": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "bom": b"\xef\xbb\xbf{}",
    "a list": b"[]",
    "a number": b"5",
}


@pytest.mark.parametrize("name", _BROKEN)
async def test_body_broken_json_is_400(client: httpx.AsyncClient, name: str) -> None:
    fault = error(await client.post(_CHAT_PATH, content=_BROKEN[name], headers=_JSON), 400)
    assert fault["type"] == "invalid_request_error"
    assert len(fault["message"]) > 10


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"messages": "hi"}, "messages"),
        ({"messages": [{"role": "user", "content": 5}]}, "messages[0].content"),
        ({"temperature": 3}, "temperature"),
        ({"temperature": "1"}, "temperature"),
        ({"max_completion_tokens": None, "n": 0}, "n"),
        ({"tools": [{"type": "function", "function": {}}]}, "tools[0].function.name"),
        ({"stream": "yes"}, "stream"),
    ],
)
async def test_body_invalid_field_is_400_that_names_it(
    client: httpx.AsyncClient, change: dict[str, Any], param: str
) -> None:
    fault = error(await client.post(_CHAT_PATH, json={**_CHAT, **change}), 400)
    assert fault["param"] == param
    assert param in fault["message"]


@pytest.mark.parametrize("key", ["%C2%B2", "9" * 5000, "", "a", "][", "a][" * 3000 + "a"])
async def test_query_odd_brackets_never_fail_the_server(client: httpx.AsyncClient, key: str) -> None:
    for query in (f"start_time=1&project_ids[{key}]=a", f"start_time=1&project_ids[{key}=a"):
        answer = await client.get(f"/v1/organization/costs?{query}")
        assert answer.status_code in (400, 501), answer.text
        assert answer.json()["error"]["code"]


async def test_metadata_filter_of_too_many_keys_is_400(client: httpx.AsyncClient) -> None:
    for count, status in ((16, 200), (17, 400), (3000, 400)):
        query = "&".join(f"metadata[{number}]=a" for number in range(count))
        answer = await client.get(f"/v1/chat/completions?{query}")
        assert answer.status_code == status, answer.text


@pytest.mark.parametrize("depth", [200, 201, 300, 900])
async def test_body_deep_unknown_field_is_forwarded_or_400(client: httpx.AsyncClient, depth: int) -> None:
    body = json.dumps(_CHAT)[:-1] + ', "unknown": ' + "[" * depth + "]" * depth + "}"
    answer = await client.post(_CHAT_PATH, content=body, headers=_JSON)
    assert answer.status_code == (200 if depth <= 200 else 400), answer.text


async def test_form_file_in_place_of_text_is_400_that_names_it(client: httpx.AsyncClient) -> None:
    files = {"file": ("a.wav", b"sound"), "model": ("m", b"whisper-1")}
    fault = error(await client.post("/v1/audio/transcriptions", files=files), 400)
    assert fault["param"] == "model"
    assert fault["message"].endswith("not a file.")


async def test_body_missing_field_is_400_that_names_it(client: httpx.AsyncClient) -> None:
    fault = error(await client.post(_CHAT_PATH, json={"model": "builtin"}), 400)
    assert (fault["param"], fault["code"]) == ("messages", "missing_required_parameter")


@pytest.mark.parametrize(
    "path",
    [
        *("/v1/nothing", "/v1", "/v1/", "/v1//models", "/v1/models/", "/v1/chat//completions"),
        *(
            "//v1/models",
            "///v1/models",
            "/V1/models",
            "/v1%2fmodels",
            "/%76%31/models",
            "/v1/../docs",
            "/v1/models/a/b",
        ),
    ],
)
async def test_router_unknown_path_is_404(server: Running, path: str) -> None:
    head, _ = await _raw(
        server, f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n".encode()
    )
    assert head.startswith("HTTP/1.1 404")


async def test_router_wrong_method_is_405_with_allow(client: httpx.AsyncClient) -> None:
    for method, path, allowed in (("GET", "/v1/embeddings", "POST"), ("PUT", _CHAT_PATH, "GET, POST")):
        answer = await client.request(method, path)
        assert error(answer, 405)["code"] == "method_not_allowed"
        assert answer.headers["allow"] == allowed


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", ""])
async def test_body_another_media_type_is_415(client: httpx.AsyncClient, kind: str) -> None:
    headers = {"content-type": kind} if kind else {}
    error(await client.post(_CHAT_PATH, content=b"{}", headers=headers), 415)


async def test_body_over_the_limit_is_413_before_it_is_read(client: httpx.AsyncClient) -> None:
    body = json.dumps({**_CHAT, "user": "x" * _LIMIT}).encode()
    error(await client.post(_CHAT_PATH, content=body, headers=_JSON), 413)


async def test_body_limit_counts_decompressed_bytes(client: httpx.AsyncClient) -> None:
    bomb = gzip.compress(b" " * (1000 * _LIMIT))
    assert len(bomb) < _LIMIT
    error(await client.post(_CHAT_PATH, content=bomb, headers={**_JSON, "content-encoding": "gzip"}), 413)


async def test_body_compressed_is_decoded(client: httpx.AsyncClient) -> None:
    body = gzip.compress(json.dumps(_CHAT).encode())
    answer = await client.post(_CHAT_PATH, content=body, headers={**_JSON, "content-encoding": "gzip"})
    assert answer.status_code == 200


@pytest.mark.parametrize(("encoding", "status"), [("gzip", 400), ("br", 415)])
async def test_body_invalid_content_encoding_is_an_error(
    client: httpx.AsyncClient, encoding: str, status: int
) -> None:
    error(
        await client.post(_CHAT_PATH, content=b"{}", headers={**_JSON, "content-encoding": encoding}), status
    )


async def test_body_that_never_ends_is_408(server: Running) -> None:
    head, body = await _raw(
        server,
        b"POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
        b'content-length: 1000\r\n\r\n{"model": ',
    )
    assert head.startswith("HTTP/1.1 408")
    assert json.loads(body)["error"]["code"] == "request_timeout"


def _spools(folder: Path) -> int:
    """Open files below a folder, those without a name included."""
    links = []
    for number in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            links.append(os.readlink(f"/proc/self/fd/{number}"))
    return sum(link.startswith(str(folder)) for link in links)


async def _until(folder: Path, count: int) -> None:
    for _ in range(500):
        if _spools(folder) == count:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{_spools(folder)} spool files are open, not {count}")


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="the open files are read from Linux's /proc")
async def test_upload_client_disconnect_leaves_no_file(tmp_path: Path) -> None:
    async with running(create_app(settings(spool_dir=str(tmp_path)))) as server:
        _, writer = await asyncio.open_connection("127.0.0.1", server.port)
        part = b'--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n' + b"x" * 2_000_000
        writer.write(
            b"POST /v1/audio/transcriptions HTTP/1.1\r\nhost: 127.0.0.1\r\n"
            b"content-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000\r\n\r\n" + part
        )
        await writer.drain()
        await _until(tmp_path, 1)
        writer.transport.abort()
        await _until(tmp_path, 0)


async def test_host_header_of_another_name_is_403(client: httpx.AsyncClient) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost@evil.example"):
        answer = await client.get("/v1/models", headers={"host": host})
        assert 400 <= answer.status_code < 500
        assert "error" in answer.json()
    assert (await client.get("/v1/models", headers={"host": "localhost:1234"})).status_code == 200


async def test_response_headers_equal_those_of_openai(client: httpx.AsyncClient) -> None:
    answers = [
        await client.get("/v1/models"),
        await client.get("/v1/nothing"),
        await client.post(_CHAT_PATH, json=_CHAT),
    ]
    for answer in answers:
        assert answer.headers["openai-version"] == "2020-10-01"
        assert answer.headers["openai-processing-ms"].isdigit()
    assert len({answer.headers["x-request-id"] for answer in answers}) == 3


async def test_cors_allowed_origins_follow_the_setting() -> None:
    origin = {"origin": "https://ui.example", "access-control-request-method": "POST"}
    for given, allowed in (({}, None), ({"cors_origins": "https://ui.example"}, "https://ui.example")):
        async with (
            running(create_app(settings(**given))) as server,
            httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
        ):
            answer = await client.options(_CHAT_PATH, headers=origin)
            assert answer.headers.get("access-control-allow-origin") == allowed
            # Also where the answer is an error: without it a page in a browser cannot read what was wrong.
            refused = await client.post(_CHAT_PATH, json={}, headers=origin)
            assert refused.status_code == (400 if allowed else 403)
            assert refused.headers.get("access-control-allow-origin") == allowed
            exposed = refused.headers.get("access-control-expose-headers", "")
            assert ("x-request-id" in exposed) == (allowed is not None)


async def test_body_random_json_never_fails_an_operation(client: httpx.AsyncClient) -> None:
    wrong = []
    for operation in OPERATIONS:
        path = "/v1" + operation.path.replace("{", "").replace("}", "")
        for body in (b'{"model": 5, "a": [null]}', b"[]", b'"text"'):
            answer = await client.request(operation.method, path, content=body, headers=_JSON)
            if answer.status_code >= 500 and answer.status_code != 501:
                wrong.append((operation.id, answer.status_code))
    assert wrong == []


async def test_pages_beside_the_api_answer(client: httpx.AsyncClient) -> None:
    for path in ("/healthz", "/readyz"):
        assert (await client.get(path)).json() == {"status": "ok"}
    assert (await client.get("/")).json()["api"] == "v1"


async def _raw(server: Running, request: bytes) -> tuple[str, bytes]:
    """Sends bytes as they are; the answer's head and body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        writer.write(request)
        await writer.drain()
        head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)).decode()
        length = int(
            next(line for line in head.split("\r\n") if line.startswith("content-length")).split(":")[1]
        )
        return head, await asyncio.wait_for(reader.readexactly(length), 10)
    finally:
        writer.close()


_KEY = "sk-proj-SECRETsecret0123456789"


@pytest.mark.parametrize("text", [_KEY, "Zq" * 25_000])
async def test_error_repeats_no_key_and_no_long_text(client: httpx.AsyncClient, text: str) -> None:
    """Wherever a caller puts it."""
    chat = {**_CHAT, "messages": [{"role": "user", "content": "Hello"}]}
    response = {"model": "builtin", "input": "Hello"}
    requests = [
        ("GET", f"/v1/{text}", None),
        ("GET", f"/v1/models/{text}", None),
        ("GET", f"/v1/chat/completions?order={text}", None),
        ("POST", _CHAT_PATH, {**chat, "model": text}),
        ("POST", _CHAT_PATH, {**chat, "metadata": {text: 1}}),
        ("POST", _CHAT_PATH, {**chat, "temperature": text}),
        ("POST", "/v1/responses", {**response, "previous_response_id": text}),
        ("POST", "/v1/responses", {**response, "tools": [{"type": "function", "name": 1, text: 1}]}),
        ("POST", "/v1/responses", {**response, "tool_choice": {"type": text}}),
        ("POST", "/v1/responses", {**response, "tools": [{"type": text}], "store": 1}),
        ("POST", "/v1/responses", {**response, "input": [{"type": "item_reference", "id": text}]}),
    ]
    for method, path, body in requests:
        answer = await client.request(method, path, json=body, headers={"authorization": f"Basic {text}"})
        assert 400 <= answer.status_code < 500, answer.text
        assert _KEY[8:] not in answer.text
        assert len(answer.text) < 6000


async def test_headers_that_name_what_was_left_out_repeat_no_key(client: httpx.AsyncClient) -> None:
    for text in (_KEY, "a" * 50 + _KEY):
        body = {"model": "builtin", "input": "Hello", "tools": [{"type": text}], text: 1}
        answer = await client.post("/v1/responses", json=body)
        assert answer.status_code == 200, answer.text
        assert "tools[0]" in answer.headers["x-llm-backend-left-out"]
        assert _KEY[8:14] not in str(answer.headers)
