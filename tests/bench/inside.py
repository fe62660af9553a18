"""What the application itself costs: its ASGI face called in this process, before an upstream that answers at once.

No socket, no HTTP parser, no client library: what is left is ours, and far less noisy than the bench. The writer is real.
"""

from __future__ import annotations

import asyncio
import cProfile
import gc
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

import orjson
import uvloop

from app import log
from app.http.piece import Piece
from app.main import create_app
from app.upstream.client import UpstreamRequest, UpstreamResponse
from app.upstream.upstream import Upstream
from app.upstream.upstreams import Upstreams
from tests.bench import profiling
from tests.bench.scenarios import CHAT, EVENTS, STREAM
from tests.support.server import settings

_AT_ONCE = 16
_ROUNDS = 5
Message: TypeAlias = MutableMapping[str, Any]


def run(*, profile: bool) -> int:
    """Prints the least of some rounds; 0 if every answer was whole."""
    # Its lines are part of the cost; they go where nobody reads them.
    with open("/dev/null", "w", buffering=1, encoding="utf-8") as nowhere:
        told, sys.stderr = sys.stderr, nowhere
        log.configure("INFO", json=False, secrets=())
        sys.stderr = told
        gc.freeze()
        gc.set_threshold(10_000, 20, 50)
        return uvloop.run(_measure(profile=profile))


async def _measure(*, profile: bool) -> int:
    cases = (
        ("chat", CHAT.body, 1, 1600),
        ("stream that comes in one piece", STREAM.body, EVENTS, 320),
        ("stream that comes event by event", STREAM.body, 1, 320),
    )
    for name, body, at_once, count in cases:
        app = create_app(settings(), Upstreams(Upstream("inside", Instant(at_once))))
        await load(app, body.encode(), _AT_ONCE * 4)
        if profile:
            profiler = cProfile.Profile()
            with profiler:
                await load(app, body.encode(), count)
            profiling.show(name, profiler, count)
            continue
        own, whole = [], []
        for _ in range(_ROUNDS):
            thread, process = time.thread_time(), time.process_time()
            await load(app, body.encode(), count)
            own.append((time.thread_time() - thread) / count * 1e6)
            whole.append((time.process_time() - process) / count * 1e6)
        print(f"{name}: {min(own):.0f} µs in the event loop's thread, {min(whole):.0f} µs in all")
    return 0


async def load(app: Any, body: bytes, count: int) -> None:
    """Sends requests, 16 at a time; raises if an answer is not whole."""

    async def client() -> None:
        for _ in range(count // _AT_ONCE):
            await _Connection(body).exchange(app)

    await asyncio.gather(*(client() for _ in range(_AT_ONCE)))


class _Connection:
    """One request as a server hands it to an application."""

    def __init__(self, body: bytes) -> None:
        self._body: bytes | None = body
        self._never = asyncio.Event()
        self._status = 0
        self._answer: list[bytes] = []

    async def exchange(self, app: Callable[..., Awaitable[None]]) -> None:
        """Sends it, and judges the answer."""
        path = "/v1/chat/completions"
        headers = [(b"host", b"127.0.0.1:8080"), (b"authorization", b"Bearer bench-caller")]
        headers += [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(self._body or b"")),
        ]
        scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode()}
        await app({**scope, "query_string": b"", "headers": headers}, self._receive, self._send)
        answer = b"".join(self._answer)
        whole = answer.endswith((b"data: [DONE]\n\n", b"}"))
        if self._status != 200 or not whole:
            raise RuntimeError(f"{self._status}: {answer[:300]!r}")

    async def _receive(self) -> Message:
        if self._body is None:
            await self._never.wait()
        message = {"type": "http.request", "body": self._body, "more_body": False}
        self._body = None
        return message

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
        else:
            self._answer.append(message.get("body", b""))


class Instant:
    """An upstream that has its answer ready; of a stream, that many events at once."""

    def __init__(self, at_once: int) -> None:
        events = [
            *(_event(_delta(number)) for number in range(EVENTS)),
            _event(_FINISH),
            _event(_USAGE),
            _DONE,
        ]
        self._pieces = [b"".join(events[start : start + at_once]) for start in range(0, len(events), at_once)]

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        assert request.content is not None
        if b'"stream":true' in await request.content.read():
            return UpstreamResponse(200, [("content-type", "text/event-stream")], self._stream())
        headers = [("content-type", "application/json"), ("content-length", str(len(_CHAT)))]
        return UpstreamResponse(200, headers, Piece(_CHAT))

    async def close(self) -> None:
        """There is nothing to end."""

    async def _stream(self) -> AsyncGenerator[bytes, None]:
        for piece in self._pieces:
            # As a socket does: the next piece is another turn of the loop.
            await asyncio.sleep(0)
            yield piece


_USED = {"prompt_tokens": 12, "completion_tokens": EVENTS, "total_tokens": EVENTS + 12}
_OWN = {
    "id": "chatcmpl-inside",
    "object": "chat.completion.chunk",
    "created": 1_700_000_000,
    "model": "bench",
}
_FINISH = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
_USAGE = {"choices": [], "usage": _USED}
_DONE = b"data: [DONE]\n\n"
_MESSAGE = {"role": "assistant", "content": "An answer of some length. " * 13, "refusal": None}
_CHAT = orjson.dumps(
    {
        **_OWN,
        "object": "chat.completion",
        "choices": [{"index": 0, "message": _MESSAGE, "logprobs": None, "finish_reason": "stop"}],
        "usage": _USED,
    }
)


def _delta(number: int) -> dict[str, Any]:
    delta = {"role": "assistant"} if number == 0 else {}
    text = f"e{number:06} and five words more"
    return {"choices": [{"index": 0, "delta": {**delta, "content": text}, "finish_reason": None}]}


def _event(rest: dict[str, Any]) -> bytes:
    return b"data: " + orjson.dumps({**_OWN, **rest}) + b"\n\n"
