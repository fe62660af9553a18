"""Answers over MAX_ANSWER_BYTES end with an error that names it; the upstream is cancelled."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.storage.schema import upgrade
from tests.support.fake_upstream import FakeUpstream, Writer, fixed_response
from tests.support.rows import query_rows
from tests.support.several_upstreams import several_upstreams
from tests.support.upstream_scripts import content_event

_BOUND = 300_000
_CHAT: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
_INPUT: dict[str, Any] = {"model": "m", "input": "Hello"}
_STREAM = {"stream": True}


def _native_event(text: str) -> bytes:
    value = {
        "type": "response.output_text.delta", "item_id": "i", "output_index": 0, "content_index": 0,
        "delta": text, "sequence_number": 1,
    }  # fmt: skip
    return b"data: " + json.dumps(value).encode() + b"\n\n"


class _Endless:
    """Sends pieces for as long as it is read; `sent` counts their bytes."""

    def __init__(self, media_type: str, piece: bytes, length: int | None = None) -> None:
        self.sent = 0
        self.ended = asyncio.Event()
        self._media_type = media_type
        self._piece = piece
        self._length = length

    async def __call__(self, fake: FakeUpstream, writer: Writer) -> None:
        length = "" if self._length is None else f"content-length: {self._length}\r\n"
        writer.write(f"HTTP/1.1 200 OK\r\ncontent-type: {self._media_type}\r\n{length}\r\n".encode())
        try:
            while True:
                writer.write(self._piece)
                await writer.drain()
                self.sent += len(self._piece)
        finally:
            self.ended.set()


_TEXT = "one two three " * 100
_EVENTS: Callable[[], _Endless] = partial(_Endless, "text/event-stream", content_event(_TEXT))
_NATIVE: Callable[[], _Endless] = partial(_Endless, "text/event-stream", _native_event(_TEXT))
_JSON: Callable[[], _Endless] = partial(_Endless, "application/json", b'{"a": "' + b"x" * 4096)
_AUDIO: Callable[[], _Endless] = partial(_Endless, "audio/mpeg", b"x" * 4096)


@pytest.mark.parametrize(
    ("path", "body", "upstream", "script"),
    [
        ("/chat/completions", _CHAT | _STREAM, "chat", _EVENTS),
        ("/completions", {"model": "m", "prompt": "Hello"} | _STREAM, "chat", _EVENTS),
        ("/responses", _INPUT | _STREAM, "chat", _EVENTS),
        ("/responses", _INPUT | _STREAM, "native", _NATIVE),
        ("/responses", _INPUT | _STREAM | {"background": True}, "chat", _EVENTS),
        ("/responses", _INPUT | _STREAM | {"background": True}, "native", _NATIVE),
        ("/audio/speech", {"model": "m", "input": "Hello", "voice": "alloy"}, "chat", _EVENTS),
    ],
)
async def test_stream_over_the_bound_ends_with_an_error_event(
    tmp_path: Path, path: str, body: dict[str, Any], upstream: str, script: Callable[[], _Endless]
) -> None:
    endless, url = script(), f"sqlite:///{tmp_path}/test.db"
    await asyncio.to_thread(upgrade, url)
    entries = {"one": f'responses = "{upstream}"'}
    options = {"database_url": url, "max_answer_bytes": str(_BOUND)}
    async with several_upstreams(tmp_path, entries, {"one": endless}, **options) as s:
        received = bytearray()
        async with s.client.stream("POST", path, json=body) as answered:
            assert answered.status_code == 200
            async for chunk in answered.aiter_raw():
                received += chunk
        await asyncio.wait_for(endless.ended.wait(), 5)
    assert b"MAX_ANSWER_BYTES" in received
    assert f"more than {_BOUND} bytes".encode() in received
    assert b"[DONE]" not in received
    # What the kernel and two buffers of the server may hold.
    assert endless.sent < _BOUND + 8 * 1024 * 1024
    [(status, tokens, is_request)] = await asyncio.to_thread(
        query_rows, url, "SELECT status, input_tokens + output_tokens, model_request FROM usage_records"
    )
    assert (status, tokens > 0, bool(is_request)) == ("failed", True, True)
    assert await asyncio.to_thread(query_rows, url, "SELECT id FROM chat_completions") == []


@pytest.mark.parametrize("length", [None, _BOUND + 1])
@pytest.mark.parametrize(
    ("path", "body", "upstream"),
    [
        ("/chat/completions", _CHAT, "chat"),
        ("/chat/completions", _CHAT | _STREAM, "chat"),
        ("/responses", _INPUT, "chat"),
        ("/responses", _INPUT, "native"),
        ("/embeddings", _INPUT, "chat"),
        ("/images/generations", {"model": "m", "prompt": "A cat"}, "chat"),
        ("/responses/compact", _INPUT, "native"),
    ],
)
async def test_body_over_the_bound_is_a_502_that_names_it(
    tmp_path: Path, path: str, body: dict[str, Any], upstream: str, length: int | None
) -> None:
    endless, url = _JSON(), f"sqlite:///{tmp_path}/test.db"
    endless._length = length
    await asyncio.to_thread(upgrade, url)
    options = {"database_url": url, "max_answer_bytes": str(_BOUND)}
    entries = {"one": f'responses = "{upstream}"'}
    async with several_upstreams(tmp_path, entries, {"one": endless}, **options) as s:
        answered = await s.client.post(path, json=body)
        error = answered.json()["error"]
        await asyncio.wait_for(endless.ended.wait(), 5)
    assert (answered.status_code, error["code"]) == (502, "upstream_answer_too_long")
    assert f"more than {_BOUND} bytes, the bound of MAX_ANSWER_BYTES" in error["message"]
    rows = await asyncio.to_thread(query_rows, url, "SELECT upstream, status, http_status FROM usage_records")
    assert rows == [("one", "failed", 502)]


async def test_short_answer_over_a_small_bound_is_a_502(tmp_path: Path) -> None:
    """It arrives together with its head."""

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1025\r\n\r\n")
        writer.write(b"x" * 1025)
        await writer.drain()

    options = {"max_answer_bytes": "1024"}
    async with several_upstreams(tmp_path, {"one": ""}, {"one": script}, **options) as s:
        answered = await s.client.post("/chat/completions", json=_CHAT)
    assert (answered.status_code, answered.json()["error"]["code"]) == (502, "upstream_answer_too_long")


async def test_file_that_passes_through_is_bounded_by_max_file_bytes(tmp_path: Path) -> None:
    received, endless = 0, _AUDIO()
    options = {"max_answer_bytes": str(_BOUND), "max_file_bytes": str(4 * _BOUND)}
    speech = {"model": "m", "input": "Hello", "voice": "alloy"}
    async with several_upstreams(tmp_path, {"one": ""}, {"one": endless}, **options) as s:
        async with s.client.stream("POST", "/audio/speech", json=speech) as answered:
            assert answered.status_code == 200
            with suppress(httpx.RemoteProtocolError):
                async for chunk in answered.aiter_raw():
                    received += len(chunk)
        await asyncio.wait_for(endless.ended.wait(), 5)
    assert _BOUND < received <= 4 * _BOUND


_MANY = b'{"id":"a","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,'
_MANY += b'%b:{"role":"assistant","content":"Hello","more":[' + b",".join([b"[]"] * 600_000)
_MANY += b']},"finish_reason":"stop"}]}'


@pytest.mark.parametrize(("path", "body"), [("/chat/completions", _CHAT), ("/responses", _INPUT)])
@pytest.mark.parametrize("of_event", [False, True])
async def test_answer_of_too_many_values_is_not_parsed(
    tmp_path: Path, path: str, body: dict[str, Any], of_event: bool
) -> None:
    if of_event:
        content = b"data: " + _MANY % b'"delta"' + b"\n\ndata: [DONE]\n\n"
        script = fixed_response("200 OK", content, content_type="text/event-stream")
        body = body | _STREAM
    else:
        script = fixed_response("200 OK", _MANY % b'"message"')
    async with several_upstreams(tmp_path, {"one": ""}, {"one": script}) as s:
        answered = await s.client.post(path, json=body)
    assert answered.status_code == (200 if of_event else 502)
    assert "JSON of more than 1000000 values and keys" in answered.text
    assert "Hello" not in answered.text
