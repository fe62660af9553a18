"""What passes of an upstream's answer: its content, decoded; some headers, within bounds; no redirect."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import httpx
import pytest

from tests.support.fake_upstream import COMPLETION, FakeUpstream, Script, Writer, fixed_response, write_chunk
from tests.support.forwarding import CALLS, OPERATOR_KEY, ForwardingServer, forwarding_server
from tests.support.streams import DONE, text_event
from tests.support.upstream_scripts import content_event

_EMBEDDING = (
    b'{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5]}],"model":"m",'
    b'"usage":{"prompt_tokens":1,"total_tokens":1}}'
)
_TEXT_COMPLETION = (
    b'{"id":"c","object":"text_completion","created":1,"model":"m","choices":'
    b'[{"index":0,"text":"Hi","logprobs":null,"finish_reason":"stop"}]}'
)


@pytest.mark.parametrize("status", ["301", "302", "303", "307", "308"])
@pytest.mark.parametrize(("path", "stream"), CALLS)
async def test_upstream_redirect_is_a_502_that_names_it_and_is_not_followed(
    path: str, stream: bool, status: str
) -> None:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        target = f"location: http://127.0.0.1:{fake.port}/internal{fake.current_request.target}"
        await fixed_response(f"{status} Moved", b"<html>moved</html>", target, "set-cookie: a=b")(
            fake, writer
        )

    async with forwarding_server(script) as server:
        answer = await server.call(path, stream=stream)
        assert len(server.fake.requests) == 1
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (502, "upstream_redirect")
    assert f"redirect ({status})" in error["message"]
    assert "/internal" not in answer.text
    assert not {"location", "set-cookie"} & answer.headers.keys()


async def test_upstream_redirect_of_the_list_of_models_is_named() -> None:
    async with forwarding_server(fixed_response("307 Moved", b"", "location: /elsewhere")) as server:
        answer = await server.client.get("/models")
    assert answer.status_code == 502
    assert "redirect (307)" in answer.json()["error"]["message"]
    assert "elsewhere" not in answer.text


@pytest.mark.parametrize("status", ["300", "304", "305"])
async def test_upstream_other_status_of_the_300s_is_a_502(status: str) -> None:
    async with forwarding_server(fixed_response(f"{status} Odd", b"")) as server:
        answer = await server.call("/chat/completions")
    assert answer.status_code == 502
    assert f"answered {status}" in answer.json()["error"]["message"]


@pytest.mark.parametrize("status", ["400 Bad", "503 Busy"])
async def test_upstream_location_of_an_error_is_left_out(status: str) -> None:
    async with forwarding_server(fixed_response(status, b"{}", "location: /internal")) as server:
        answer = await server.call("/embeddings")
    assert "location" not in answer.headers


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _content_of(path: str, stream: bool) -> bytes:
    if path == "/embeddings":
        return _EMBEDDING
    if stream:
        event = text_event("Hi", "stop") if path == "/completions" else content_event("Hi", "stop")
        return event + DONE
    return _TEXT_COMPLETION if path == "/completions" else COMPLETION


def _compressed(data: bytes, coding: str, content_type: str) -> Script:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        lines = ["HTTP/1.1 200 OK", f"content-type: {content_type}", f"content-encoding: {coding}"]
        writer.write("\r\n".join([*lines, "transfer-encoding: chunked", "", ""]).encode())
        for start in range(0, len(data), 7):
            write_chunk(writer, data[start : start + 7])
        write_chunk(writer, b"")

    return script


@pytest.mark.parametrize(
    ("coding", "compress"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", _raw_deflate)],
    ids=["gzip", "zlib", "raw"],
)
@pytest.mark.parametrize(("path", "stream"), CALLS)
async def test_upstream_compressed_answer_is_decoded(
    path: str, stream: bool, coding: str, compress: Callable[[bytes], bytes]
) -> None:
    content = _content_of(path, stream)
    content_type = "text/event-stream" if stream else "application/json"
    script = _compressed(compress(content), coding, content_type)
    async with forwarding_server(script) as server:
        answer = await server.call(path, stream=stream)
    assert answer.status_code == 200
    assert ("0.5" if path == "/embeddings" else "Hi") in answer.text
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(("path", "stream"), CALLS)
async def test_upstream_compressed_error_is_decoded(path: str, stream: bool) -> None:
    body = gzip.compress(b'{"error": {"message": "no such model here", "type": "t"}}')
    script = fixed_response("404 Not Found", body, "content-encoding: gzip")
    async with forwarding_server(script) as server:
        answer = await server.call(path, stream=stream)
    assert (answer.status_code, answer.json()["error"]["message"]) == (404, "no such model here")


@pytest.mark.parametrize(("path", "stream"), CALLS)
async def test_upstream_unknown_coding_is_a_502_that_names_it(path: str, stream: bool) -> None:
    script = fixed_response("200 OK", b"\x8b\x03\x80hello\x03", "content-encoding: br")
    async with forwarding_server(script) as server:
        answer = await server.call(path, stream=stream)
    assert answer.status_code == 502
    assert "'br'" in answer.json()["error"]["message"]


async def _answer_with_headers(*headers: str) -> httpx.Response:
    async with forwarding_server(fixed_response("200 OK", COMPLETION, *headers)) as server:
        return await server.call("/chat/completions")


async def test_upstream_headers_are_bounded_in_number_and_length() -> None:
    answer = await _answer_with_headers(
        "x-ratelimit-limit-requests: 60",
        f"x-ratelimit-long: {'x' * 5000}",
        f"x-ratelimit-{'n' * 5000}: 1",
        *[f"x-ratelimit-{number}: 1" for number in range(200)],
    )
    passed = [name for name in answer.headers if name.startswith("x-ratelimit-")]
    assert answer.status_code == 200
    assert answer.headers["x-ratelimit-limit-requests"] == "60"
    assert "x-ratelimit-long" not in passed
    assert 30 < len(passed) <= 64


async def test_upstream_too_many_headers_are_a_502() -> None:
    answer = await _answer_with_headers(*[f"x-{number}: 1" for number in range(300)])
    assert answer.status_code == 502
    assert "too many headers" in answer.json()["error"]["message"]


@pytest.mark.parametrize("status", ["200 OK", "429 Slow Down"])
async def test_upstream_headers_with_a_key_are_masked(status: str) -> None:
    lines = [
        f"x-ratelimit-key: for {OPERATOR_KEY}",
        "x-ratelimit-other: sk-another-key-0002",
        f"x-request-id: {OPERATOR_KEY}",
        f"content-disposition: attachment; filename={OPERATOR_KEY}",
        f"retry-after: {OPERATOR_KEY}",
    ]
    async with forwarding_server(fixed_response(status, COMPLETION, *lines)) as server:
        for path, stream in CALLS:
            answer = await server.call(path, stream=stream)
            shown = str(answer.headers)
            assert "sk-operator" not in shown
            assert "sk-another" not in shown


async def test_upstream_event_with_a_key_in_a_forwarded_stream_is_masked() -> None:
    event = b'data: {"type": "error", "message": "with %b"}\n\n' % OPERATOR_KEY.encode()
    script = fixed_response("200 OK", event, content_type="text/event-stream")
    body = {"model": "m", "prompt": "a cat", "stream": True}
    async with forwarding_server(script) as server:
        answer = await server.client.post("/images/generations", json=body)
    assert b"with ***" in answer.content


async def _event_stream(server: ForwardingServer, path: str) -> httpx.Response:
    if path == "/images/generations":
        return await server.client.post(path, json={"model": "m", "prompt": "a cat", "stream": True})
    return await server.call(path, stream=True)


@pytest.mark.parametrize("path", ["/chat/completions", "/completions", "/responses", "/images/generations"])
async def test_event_stream_is_not_buffered_by_proxies(path: str) -> None:
    content = _content_of(path, stream=True)
    async with forwarding_server(
        fixed_response("200 OK", content, content_type="text/event-stream")
    ) as server:
        answer = await _event_stream(server, path)
    assert answer.headers["x-accel-buffering"] == "no"
    assert answer.headers["content-type"].startswith("text/event-stream")
