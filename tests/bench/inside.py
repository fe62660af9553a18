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
from app.aio.buffered_body import BufferedBody
from app.main import create_app
from app.settings import Settings
from app.upstream.client import UpstreamRequest, UpstreamResponse
from app.upstream.upstream import Upstream
from app.upstream.upstreams import Upstreams
from tests.bench import profiling
from tests.bench.scenarios import CHAT, EVENTS, NATIVE, RESPONSE, STREAM, Scenario
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
        try:
            return uvloop.run(_measure(profile=profile))
        finally:
            log.access_log.flush()


async def _measure(*, profile: bool) -> int:
    cases = (
        ("chat", CHAT, 1, 1600),
        ("stream that comes in one piece", STREAM, EVENTS, 320),
        ("stream that comes event by event", STREAM, 1, 320),
        ("response over chats, event by event", RESPONSE, 1, 160),
        ("response over responses, event by event", NATIVE, 1, 160),
    )
    for name, scenario, at_once, count in cases:
        app = application(settings(), scenario, at_once)
        await load(app, scenario, _AT_ONCE * 4)
        if profile:
            profiler = cProfile.Profile()
            with profiler:
                await load(app, scenario, count)
            profiling.show(name, profiler, count)
            continue
        own, whole = [], []
        for _ in range(_ROUNDS):
            thread, process = time.thread_time(), time.process_time()
            await load(app, scenario, count)
            own.append((time.thread_time() - thread) / count * 1e6)
            whole.append((time.process_time() - process) / count * 1e6)
        print(f"{name}: {min(own):.0f} µs in the event loop's thread, {min(whole):.0f} µs in all")
    return 0


def application(given: Settings, scenario: Scenario, at_once: int) -> Any:
    """This server before such an upstream, which gives that many events at once."""
    native = scenario is NATIVE
    upstream = Upstream("inside", Instant(at_once), responses="native" if native else "chat")
    return create_app(given, Upstreams(upstream))


async def load(app: Any, scenario: Scenario, count: int) -> None:
    """Sends requests, 16 at a time; raises if an answer is not whole."""

    async def client() -> None:
        for _ in range(count // _AT_ONCE):
            await _Connection(scenario).exchange(app)

    await asyncio.gather(*(client() for _ in range(_AT_ONCE)))


class _Connection:
    """One request as a server hands it to an application."""

    def __init__(self, scenario: Scenario) -> None:
        self._path = scenario.path
        self._body: bytes | None = scenario.body.encode()
        self._never = asyncio.Event()
        self._status = 0
        self._answer: list[bytes] = []

    async def exchange(self, app: Callable[..., Awaitable[None]]) -> None:
        """Sends it, and judges the answer."""
        path = self._path
        headers = [(b"host", b"127.0.0.1:8080"), (b"authorization", b"Bearer bench-caller")]
        headers += [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(self._body or b"")),
        ]
        scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode()}
        await app({**scope, "query_string": b"", "headers": headers}, self._receive, self._send)
        answer = b"".join(self._answer)
        last = answer[answer.rfind(b"\n\n", 0, -2) + 2 :]
        whole = answer.endswith((b"data: [DONE]\n\n", b"}")) or last.startswith(
            b"event: response.completed\n"
        )
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
        chat = [
            *(_event(_delta(number)) for number in range(EVENTS)),
            _event(_FINISH),
            _event(_USAGE),
            _DONE,
        ]
        self._pieces = {
            path: [b"".join(events[start : start + at_once]) for start in range(0, len(events), at_once)]
            for path, events in (("/chat/completions", chat), ("/responses", response_events()))
        }

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        assert request.content is not None
        if b'"stream":true' in await request.content.read():
            pieces = self._stream(self._pieces[request.path])
            return UpstreamResponse(200, [("content-type", "text/event-stream")], pieces)
        headers = [("content-type", "application/json"), ("content-length", str(len(_CHAT)))]
        return UpstreamResponse(200, headers, BufferedBody(_CHAT))

    async def close(self) -> None:
        """There is nothing to end."""

    async def _stream(self, pieces: list[bytes]) -> AsyncGenerator[bytes, None]:
        for piece in pieces:
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


def response_events() -> list[bytes]:
    """The same texts as events of a response."""
    texts = [f"e{number:06} and five words more" for number in range(EVENTS)]
    used = {"input_tokens": 12, "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0}}
    used |= {"output_tokens": EVENTS, "output_tokens_details": {"reasoning_tokens": 0}}
    part = {"type": "output_text", "text": "", "annotations": [], "logprobs": []}
    item = {
        "type": "message",
        "id": "msg_inside",
        "role": "assistant",
        "status": "in_progress",
        "content": [],
    }
    whole = {**part, "text": "".join(texts)}
    done = {**item, "status": "completed", "content": [whole]}
    response = {"id": "resp_inside", "object": "response", "created_at": 1_700_000_000, "model": "bench"}
    response |= {"status": "in_progress", "output": [], "error": None, "incomplete_details": None}
    ended = {
        **response,
        "status": "completed",
        "output": [done],
        "usage": {**used, "total_tokens": EVENTS + 12},
    }
    place = {"item_id": "msg_inside", "output_index": 0, "content_index": 0}
    told: list[tuple[str, dict[str, Any]]] = [
        ("created", {"response": response}),
        ("in_progress", {"response": response}),
        ("output_item.added", {"output_index": 0, "item": item}),
        ("content_part.added", {**place, "part": part}),
        *(("output_text.delta", {**place, "delta": text, "logprobs": []}) for text in texts),
        ("output_text.done", {**place, "text": whole["text"], "logprobs": []}),
        ("content_part.done", {**place, "part": whole}),
        ("output_item.done", {"output_index": 0, "item": done}),
        ("completed", {"response": ended}),
    ]
    return [
        b"event: response.%b\ndata: %b\n\n"
        % (kind.encode(), orjson.dumps({"type": f"response.{kind}", "sequence_number": number, **fields}))
        for number, (kind, fields) in enumerate(told)
    ]


def _event(rest: dict[str, Any]) -> bytes:
    return b"data: " + orjson.dumps({**_OWN, **rest}) + b"\n\n"
