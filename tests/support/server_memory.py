"""A server's memory while it relays, stores and returns a long answer, measured from outside."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import httpx2 as httpx
import pytest

from tests.support.fake_upstream import FakeUpstream, Writer, fake_upstream
from tests.support.serve_process import serve_process
from tests.support.streams import event
from tests.support.upstream_scripts import content_event

_MIB = 1024 * 1024
SENT_MIB = 32
# One wide character makes a string four times as long.
_TEXT = "\N{GRINNING FACE}" + "one two \\n " * (64 * 1024 // 11)
_USAGE = b'"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}'


def texts_of(total: int) -> Iterator[bytes]:
    yield from itertools.repeat(_TEXT.encode(), max(1, total // len(_TEXT.encode())))


def chat_body(total: int) -> Iterator[bytes]:
    yield b'{"id":"a","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":'
    yield b'{"role":"assistant","content":"'
    yield from texts_of(total)
    yield b'","refusal":null},"logprobs":null,"finish_reason":"stop"}],' + _USAGE + b"}"


def text_body(total: int) -> Iterator[bytes]:
    yield b'{"id":"a","object":"text_completion","created":1,"model":"m","choices":[{"index":0,"text":"'
    yield from texts_of(total)
    yield b'","logprobs":null,"finish_reason":"stop"}],' + _USAGE + b"}"


def native_body(total: int) -> Iterator[bytes]:
    yield b'{"id":"a","object":"response","created_at":1,"status":"completed","model":"m","output":[{"id":'
    yield b'"msg_1","type":"message","role":"assistant","status":"completed","content":[{"type":'
    yield b'"output_text","annotations":[],"logprobs":[],"text":"'
    yield from texts_of(total)
    yield b'"}]}],"usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}'


def _tokens(total: int) -> Iterator[bytes]:
    """Probabilities of tokens, with twenty alternatives each: several values in a hundred bytes."""
    top = b",".join(b'{"token":" %d","logprob":-%d.5,"bytes":[32,%d]}' % (n, n, 48 + n) for n in range(10))
    token = b'{"token":" one","logprob":-0.25,"bytes":[32,111,110,101],"top_logprobs":[' + top + b"]}"
    yield from itertools.repeat(token, max(1, total // (len(token) + 1)))


def _joined(items: Iterator[bytes]) -> Iterator[bytes]:
    yield next(items)
    for many in iter(lambda: list(itertools.islice(items, 256)), []):
        yield b"," + b",".join(many)


def logprobs_body(total: int) -> Iterator[bytes]:
    yield b'{"id":"a","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":'
    yield b'{"role":"assistant","content":"Hello","refusal":null},"logprobs":{"content":['
    yield from _joined(_tokens(total))
    yield b'],"refusal":null},"finish_reason":"stop"}],' + _USAGE + b"}"


def logprobs_stream(total: int) -> Iterator[bytes]:
    for token in _tokens(total):
        yield b'data: {"id":"a","object":"chat.completion.chunk","created":1,"model":"m","choices":['
        yield b'{"index":0,"delta":{"content":" one"},"logprobs":{"content":[' + token + b'],"refusal":null},'
        yield b'"finish_reason":null}]}\n\n'
    yield event({}, "stop")
    yield b'data: {"choices": [], ' + _USAGE + b"}\n\n"
    yield b"data: [DONE]\n\n"


def one_event_stream(total: int) -> Iterator[bytes]:
    """One event with a long text, and the end."""
    yield b'data: {"id":"a","object":"chat.completion.chunk","created":1,"model":"m","choices":['
    yield b'{"index":0,"delta":{"role":"assistant","content":"'
    yield from texts_of(total)
    yield b'"},"finish_reason":null}]}\n\n'
    yield event({}, "stop")
    yield b'data: {"choices": [], ' + _USAGE + b"}\n\n"
    yield b"data: [DONE]\n\n"


def embeddings_body(total: int) -> Iterator[bytes]:
    numbers = b",".join(b"-0.0%019d" % (n * 7919) for n in range(1536))
    one = b'{"object":"embedding","index":0,"embedding":[' + numbers + b"]}"
    yield b'{"object":"list","model":"m","data":['
    yield from _joined(itertools.repeat(one, max(1, total // len(one))))
    yield b'],"usage":{"prompt_tokens":1,"total_tokens":1}}'


def chat_stream(total: int) -> Iterator[bytes]:
    for text in texts_of(total):
        yield content_event(json.loads(b'"' + text + b'"'))
    yield event({}, "stop")
    yield b'data: {"choices": [], ' + _USAGE + b"}\n\n"
    yield b"data: [DONE]\n\n"


JSON, EVENTS = "application/json", "text/event-stream"
Parts: TypeAlias = Callable[[int], Iterator[bytes]]
"""The pieces of an upstream's answer with a text of about so many bytes."""
only_linux = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="only Linux resets a peak of memory"
)


@dataclass(slots=True)
class MeasuredServer:
    """`length` is that of the upstream's text: short until `measure` is called."""

    client: httpx.AsyncClient
    length: int
    _status: Path
    upstream: FakeUpstream

    async def discard(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        """The length of an answer, and its start."""
        length, start = 0, b""
        async with self.client.stream(method, path, json=body) as answered:
            assert answered.status_code == 200
            async for chunk in answered.aiter_raw():
                length += len(chunk)
                start = start or chunk
        return length, start

    def begin(self, size: int = SENT_MIB) -> int:
        """The memory in MiB; a peak is measured from now on. The answers are of so many MiB."""
        self.length = size * _MIB
        before = self._mib("VmRSS")
        self._status.with_name("clear_refs").write_text("5")
        return before

    def peak(self) -> int:
        """In MiB, since `begin`."""
        return self._mib("VmHWM")

    def _mib(self, name: str) -> int:
        found = re.search(rf"^{name}:\s*(\d+) kB", self._status.read_text(encoding="ascii"), re.M)
        assert found is not None
        return int(found[1]) // 1024


@asynccontextmanager
async def measured_memory(
    folder: Path, database: str, responses: str, media_type: str, parts: Parts
) -> AsyncGenerator[MeasuredServer, None]:
    """A server on a migrated database before an upstream that answers with these pieces."""

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        writer.write(f"HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\nconnection: close\r\n\r\n".encode())
        for part in parts(measured.length):
            writer.write(part)
            await writer.drain()

    async with fake_upstream(script) as fake:
        config = folder / "upstreams.toml"
        config.write_text(f'[[upstream]]\nname = "one"\nurl = "{fake.url}"\nresponses = "{responses}"\n')
        variables = {"DATABASE_URL": database, "UPSTREAMS_FILE": str(config), "SPOOL_DIR": str(folder)}
        async with (
            serve_process(folder, **variables) as server,
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}/v1", timeout=120) as client,
        ):
            measured = MeasuredServer(client, 300_000, Path(f"/proc/{server.process.pid}/status"), fake)
            yield measured
