"""A long answer is in memory about twice, whatever its text and however it is sent, translated and stored."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import httpx2 as httpx
import pytest

from app.engine.responses.upstream_answer import UpstreamAnswer, in_parts, plain_frame, stream_answer
from app.engine.translation.response_object import new_response
from app.engine.translation.response_stream import ResponseStream
from app.relay.chat_relay import ChatRelay
from app.relay.outcome import Outcome
from app.storage.ids import mint
from app.storage.schema import upgrade
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.client import UpstreamResponse
from app.upstream.upstream import Upstream
from tests.support.fake_upstream import FakeUpstream, Writer, fake_upstream
from tests.support.memory import peak_mib
from tests.support.serve_process import serve_process
from tests.support.streams import event
from tests.support.upstream_scripts import content_event

_MIB = 1024 * 1024
_TEXT_MIB = 64


async def _chunks(piece: str, total: int) -> AsyncGenerator[bytes, None]:
    part = event({"content": piece}, None)
    for _ in range(total // len(piece)):
        yield part
    yield event({}, "stop")
    yield b'data: {"choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 2}}\n\n'
    yield b"data: [DONE]\n\n"


async def _chat(chunks: AsyncGenerator[bytes, None]) -> int:
    """The length of the text of a relayed chat."""
    length = 0

    async def commit(outcome: Outcome) -> None:
        nonlocal length
        assert outcome.completion is not None
        assert outcome.texts is not None
        marker = outcome.completion["choices"][0]["message"]["content"].encode()
        length = outcome.texts.expand(marker).length

    relay = ChatRelay(
        completion_id="chatcmpl-1",
        choices=1,
        show_usage=False,
        upstream_name="x",
        commit=commit,
        abandon=lambda _: None,
    )
    async for _ in relay.relay(chunks):
        pass
    return length


async def _response(chunks: AsyncGenerator[bytes, None]) -> int:
    """The length of the text of a response over a chat."""
    snapshot = new_response({"model": "m"}, response_id="resp_1", created_at=1, store=True)
    stream = ResponseStream(snapshot, mint=mint, now=lambda: 1.0)
    response = UpstreamResponse(200, [("content-type", "text/event-stream")], chunks)
    async for events in stream_answer(UpstreamAnswer(Upstream("x", BuiltinClient()), response, stream)):
        for part in in_parts(events, plain_frame):
            assert part
    assert stream.final is not None
    return stream.texts.expand(stream.final["output"][0]["content"][0]["text"].encode()).length


_KINDS = {"chat": _chat, "response": _response}


async def _measure(kind: str, piece: str) -> None:
    # The first answer loads modules.
    await _KINDS[kind](_chunks(piece, len(piece)))
    before = peak_mib()
    assert await _KINDS[kind](_chunks(piece, _TEXT_MIB * _MIB)) >= (_TEXT_MIB - 1) * _MIB
    sys.stdout.write(str(peak_mib() - before))


@pytest.mark.parametrize("kind", ["chat", "response"])
@pytest.mark.parametrize("character", ["x", "\N{GRINNING FACE}"])
def test_streamed_answer_is_in_memory_once(kind: str, character: str) -> None:
    """All of its events have been made; one wide character makes a string four times as long."""
    piece = character + "x" * 100_000
    script = f"import asyncio, {__name__} as t; asyncio.run(t._measure({kind!r}, {piece!r}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= 1.4 * _TEXT_MIB


_SENT_MIB = 32
_TEXT = "\N{GRINNING FACE}" + "one two \\n " * (64 * 1024 // 11)
_USAGE = b'"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}'


def _texts(total: int) -> Iterator[bytes]:
    yield from itertools.repeat(_TEXT.encode(), max(1, total // len(_TEXT.encode())))


def _chat_body(total: int) -> Iterator[bytes]:
    yield b'{"id":"a","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":'
    yield b'{"role":"assistant","content":"'
    yield from _texts(total)
    yield b'","refusal":null},"logprobs":null,"finish_reason":"stop"}],' + _USAGE + b"}"


def _text_body(total: int) -> Iterator[bytes]:
    yield b'{"id":"a","object":"text_completion","created":1,"model":"m","choices":[{"index":0,"text":"'
    yield from _texts(total)
    yield b'","logprobs":null,"finish_reason":"stop"}],' + _USAGE + b"}"


def _native_body(total: int) -> Iterator[bytes]:
    yield b'{"id":"a","object":"response","created_at":1,"status":"completed","model":"m","output":[{"id":'
    yield b'"msg_1","type":"message","role":"assistant","status":"completed","content":[{"type":'
    yield b'"output_text","annotations":[],"logprobs":[],"text":"'
    yield from _texts(total)
    yield b'"}]}],"usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}'


def _chat_stream(total: int) -> Iterator[bytes]:
    for text in _texts(total):
        yield content_event(json.loads(b'"' + text + b'"'))
    yield event({}, "stop")
    yield b'data: {"choices": [], ' + _USAGE + b"}\n\n"
    yield b"data: [DONE]\n\n"


_JSON, _EVENTS = "application/json", "text/event-stream"
_CHAT = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
_INPUT = {"model": "m", "input": "Hello"}
_Parts: TypeAlias = Callable[[int], Iterator[bytes]]


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="only Linux resets a peak of memory")
@pytest.mark.parametrize(
    ("path", "body", "upstream", "media_type", "parts"),
    [
        ("/chat/completions", _CHAT, "chat", _JSON, _chat_body),
        ("/chat/completions", _CHAT | {"stream": True}, "chat", _EVENTS, _chat_stream),
        ("/chat/completions", _CHAT | {"stream": True}, "chat", _JSON, _chat_body),
        ("/completions", {"model": "m", "prompt": "Hello"}, "chat", _JSON, _text_body),
        ("/responses", _INPUT, "chat", _JSON, _chat_body),
        ("/responses", _INPUT | {"stream": True}, "chat", _EVENTS, _chat_stream),
        ("/responses", _INPUT, "native", _JSON, _native_body),
    ],
    ids=["chat", "chat-stream", "chat-as-stream", "text", "response", "response-stream", "native"],
)
async def test_stored_answer_takes_twice_its_size(
    tmp_path: Path,
    path: str,
    body: dict[str, Any],
    upstream: str,
    media_type: str,
    parts: _Parts,
) -> None:
    """Measured from outside: the growth of the server's peak. The rows have the whole text."""
    database = f"sqlite:///{tmp_path}/test.db"
    await asyncio.to_thread(upgrade, database)
    total = 300_000

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        writer.write(f"HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\nconnection: close\r\n\r\n".encode())
        for part in parts(total):
            writer.write(part)
            await writer.drain()

    async with fake_upstream(script) as fake:
        config = tmp_path / "upstreams.toml"
        config.write_text(f'[[upstream]]\nname = "one"\nurl = "{fake.url}"\nresponses = "{upstream}"\n')
        variables = {"DATABASE_URL": database, "UPSTREAMS_FILE": str(config), "SPOOL_DIR": str(tmp_path)}
        async with serve_process(tmp_path, **variables) as server:
            await _discard(server.port, path, body)
            status = Path(f"/proc/{server.process.pid}/status")
            before = _mib(status, "VmRSS")
            status.with_name("clear_refs").write_text("5")
            total = _SENT_MIB * _MIB
            assert await _discard(server.port, path, body) > 0.99 * total
            growth = _mib(status, "VmHWM") - before
    # What a server needs beside the answer: buffers, and pages of the database.
    assert growth <= 2 * _SENT_MIB + 24


async def _discard(port: int, path: str, body: dict[str, Any]) -> int:
    """The length of an answer."""
    length = 0
    async with (
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/v1", timeout=60) as client,
        client.stream("POST", path, json=body) as answered,
    ):
        assert answered.status_code == 200
        async for chunk in answered.aiter_raw():
            length += len(chunk)
    return length


def _mib(status: Path, name: str) -> int:
    found = re.search(rf"^{name}:\s*(\d+) kB", status.read_text(encoding="ascii"), re.M)
    assert found is not None
    return int(found[1]) // 1024
