"""The cost of the application alone: it is called in this process as ASGI, before an upstream that answers at
once.

There is no socket, HTTP parser or client library, so the figures are of our code only and vary less than the
bench's. The writer and its database are real.
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
from app.access_log import access_log
from app.aio.buffered_body import BufferedBody
from app.main import create_app
from app.settings import Settings
from app.upstream.client import UpstreamRequest, UpstreamResponse
from app.upstream.upstream import Upstream
from app.upstream.upstreams import Upstreams
from tests.bench import profiling
from tests.bench.scenarios import CHAT, EVENTS, NATIVE, RESPONSE, STREAM, Scenario
from tests.support.server import settings

_CONCURRENCY = 16
_ROUNDS = 5
Message: TypeAlias = MutableMapping[str, Any]


def run(*, profile: bool) -> int:
    """Prints the minimum of some rounds; returns 0 if every answer is complete."""
    # The log lines are part of the cost; they are written to /dev/null.
    with open("/dev/null", "w", buffering=1, encoding="utf-8") as discarded:
        stderr, sys.stderr = sys.stderr, discarded
        log.configure("INFO", json=False, secrets=())
        sys.stderr = stderr
        gc.freeze()
        gc.set_threshold(10_000, 20, 50)
        try:
            return uvloop.run(_measure(profile=profile))
        finally:
            access_log.flush()


async def _measure(*, profile: bool) -> int:
    cases = (
        ("chat", CHAT, 1, 1600),
        ("stream that arrives in one piece", STREAM, EVENTS, 320),
        ("stream that arrives event by event", STREAM, 1, 320),
        ("response over chats, event by event", RESPONSE, 1, 160),
        ("response over responses, event by event", NATIVE, 1, 160),
    )
    for name, scenario, batch, count in cases:
        app = application(settings(), scenario, batch)
        await load(app, scenario, _CONCURRENCY * 4)
        if profile:
            profiler = cProfile.Profile()
            with profiler:
                await load(app, scenario, count)
            profiling.print_functions(name, profiler, count)
            continue
        loop_us, process_us = [], []
        for _ in range(_ROUNDS):
            thread, process = time.thread_time(), time.process_time()
            await load(app, scenario, count)
            loop_us.append((time.thread_time() - thread) / count * 1e6)
            process_us.append((time.process_time() - process) / count * 1e6)
        print(f"{name}: {min(loop_us):.0f} µs in the event loop's thread, {min(process_us):.0f} µs in all")
    return 0


def application(options: Settings, scenario: Scenario, batch: int) -> Any:
    """This server's application before an upstream that yields `batch` events at a time."""
    native = scenario is NATIVE
    upstream = Upstream("inside", InstantUpstream(batch), responses="native" if native else "chat")
    return create_app(options, Upstreams(upstream))


async def load(app: Any, scenario: Scenario, count: int) -> None:
    """Sends requests, 16 at a time; raises RuntimeError if an answer is incomplete."""

    async def client() -> None:
        for _ in range(count // _CONCURRENCY):
            await _Connection(scenario).exchange(app)

    await asyncio.gather(*(client() for _ in range(_CONCURRENCY)))


class _Connection:
    """One request as a server passes it to an application."""

    def __init__(self, scenario: Scenario) -> None:
        self._path = scenario.path
        self._body: bytes | None = scenario.body.encode()
        self._never = asyncio.Event()
        self._status = 0
        self._received: list[bytes] = []

    async def exchange(self, app: Callable[..., Awaitable[None]]) -> None:
        """Sends the request and validates the answer."""
        path = self._path
        headers = [(b"host", b"127.0.0.1:8080"), (b"authorization", b"Bearer bench-caller")]
        headers += [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(self._body or b"")),
        ]
        scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode()}
        await app({**scope, "query_string": b"", "headers": headers}, self._receive, self._send)
        answer = b"".join(self._received)
        last = answer[answer.rfind(b"\n\n", 0, -2) + 2 :]
        complete = answer.endswith((b"data: [DONE]\n\n", b"}")) or last.startswith(
            b"event: response.completed\n"
        )
        if self._status != 200 or not complete:
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
            self._received.append(message.get("body", b""))


class InstantUpstream:
    """An upstream whose answers are ready; a stream yields `batch` events at a time."""

    def __init__(self, batch: int) -> None:
        chat = [
            *(_event(_delta(number)) for number in range(EVENTS)),
            _event(_FINISH),
            _event(_USAGE),
            _DONE,
        ]
        self._pieces = {
            path: [b"".join(events[start : start + batch]) for start in range(0, len(events), batch)]
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
        """There is nothing to close."""

    async def _stream(self, pieces: list[bytes]) -> AsyncGenerator[bytes, None]:
        for piece in pieces:
            # As with a socket, the next piece arrives in another iteration of the loop.
            await asyncio.sleep(0)
            yield piece


_CHAT_USAGE = {"prompt_tokens": 12, "completion_tokens": EVENTS, "total_tokens": EVENTS + 12}
_CHUNK = {
    "id": "chatcmpl-inside",
    "object": "chat.completion.chunk",
    "created": 1_700_000_000,
    "model": "bench",
}
_FINISH = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
_USAGE = {"choices": [], "usage": _CHAT_USAGE}
_DONE = b"data: [DONE]\n\n"
_MESSAGE = {"role": "assistant", "content": "An answer of some length. " * 13, "refusal": None}
_CHAT = orjson.dumps(
    {
        **_CHUNK,
        "object": "chat.completion",
        "choices": [{"index": 0, "message": _MESSAGE, "logprobs": None, "finish_reason": "stop"}],
        "usage": _CHAT_USAGE,
    }
)


def _delta(number: int) -> dict[str, Any]:
    delta = {"role": "assistant"} if number == 0 else {}
    text = f"e{number:06} and five words more"
    return {"choices": [{"index": 0, "delta": {**delta, "content": text}, "finish_reason": None}]}


def response_events() -> list[bytes]:
    """The chat stream's texts as events of a response."""
    texts = [f"e{number:06} and five words more" for number in range(EVENTS)]
    usage = {"input_tokens": 12, "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0}}
    usage |= {"output_tokens": EVENTS, "output_tokens_details": {"reasoning_tokens": 0}}
    part = {"type": "output_text", "text": "", "annotations": [], "logprobs": []}
    item = {
        "type": "message",
        "id": "msg_inside",
        "role": "assistant",
        "status": "in_progress",
        "content": [],
    }
    complete_part = {**part, "text": "".join(texts)}
    complete_item = {**item, "status": "completed", "content": [complete_part]}
    response = {"id": "resp_inside", "object": "response", "created_at": 1_700_000_000, "model": "bench"}
    response |= {"status": "in_progress", "output": [], "error": None, "incomplete_details": None}
    completed = {
        **response,
        "status": "completed",
        "output": [complete_item],
        "usage": {**usage, "total_tokens": EVENTS + 12},
    }
    place = {"item_id": "msg_inside", "output_index": 0, "content_index": 0}
    events: list[tuple[str, dict[str, Any]]] = [
        ("created", {"response": response}),
        ("in_progress", {"response": response}),
        ("output_item.added", {"output_index": 0, "item": item}),
        ("content_part.added", {**place, "part": part}),
        *(("output_text.delta", {**place, "delta": text, "logprobs": []}) for text in texts),
        ("output_text.done", {**place, "text": complete_part["text"], "logprobs": []}),
        ("content_part.done", {**place, "part": complete_part}),
        ("output_item.done", {"output_index": 0, "item": complete_item}),
        ("completed", {"response": completed}),
    ]
    return [
        b"event: response.%b\ndata: %b\n\n"
        % (kind.encode(), orjson.dumps({"type": f"response.{kind}", "sequence_number": number, **fields}))
        for number, (kind, fields) in enumerate(events)
    ]


def _event(members: dict[str, Any]) -> bytes:
    return b"data: " + orjson.dumps({**_CHUNK, **members}) + b"\n\n"
