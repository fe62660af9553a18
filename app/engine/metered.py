"""A forwarded call's answer, with what it consumed told to the accounts."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import orjson

from app.access.callers import Call
from app.engine.response_body import json_response, whole_body
from app.relay.frames import Frames, parse_event
from app.relay.passthrough import relay
from app.upstream.client import UpstreamResponse
from app.upstream.upstream import Upstream
from app.usage.recorder import Status, UsageEntry, counted
from app.usage.token_usage import Usage, from_answer
from generated.runtime import Relay

_MARK = b'"usage"'
_LONGEST_EVENT = 64 * 1024 * 1024
"""In bytes: pictures come as events, too."""


async def metered(call: Call, entry: UsageEntry, upstream: Upstream, response: UpstreamResponse) -> Relay:
    """Relays the answer. Its end goes out once the usage is recorded: as the answer tells it, else as the request's text counts."""
    media_type = response.header("content-type").partition(";")[0]
    if response.status < 400 and media_type == "application/json":
        passed = await relay(upstream, response)
        body = await whole_body(upstream.name, UpstreamResponse(200, [], passed.chunks))
        await entry.end("completed", passed.status, await _usage(call, _decoded(body)))
        headers = [pair for pair in passed.headers if pair[0] not in ("content-type", "content-length")]
        answer = json_response(body, headers)
        answer.status = passed.status
        return answer
    passed = await relay(upstream, response)
    if passed.status >= 400:
        entry.fail(passed.status)
    else:
        entry.streamed = media_type == "text/event-stream"
        length = response.header("content-length")
        passed.chunks = (
            _events(call, entry, passed.chunks)
            if entry.streamed
            else _bytes(call, entry, passed.chunks, int(length) if length.isdigit() else None)
        )
    return passed


async def _bytes(
    call: Call, entry: UsageEntry, chunks: AsyncGenerator[bytes, None], length: int | None
) -> AsyncGenerator[bytes, None]:
    sent = 0
    try:
        async for chunk in chunks:
            sent += len(chunk)
            if sent == length:
                # With these bytes the client has the whole answer.
                await entry.end("completed", 200, await _usage(call, None))
            yield chunk
        await entry.end("completed", 200, await _usage(call, None))
    finally:
        await chunks.aclose()
        entry.abandon(call.body_fields, "", None)


async def _events(
    call: Call, entry: UsageEntry, chunks: AsyncGenerator[bytes, None]
) -> AsyncGenerator[bytes, None]:
    frames, held = Frames(_LONGEST_EVENT), b""
    usage: Usage | None = None
    failed = False
    try:
        async for chunk in chunks:
            whole = frames.feed(chunk)
            if _MARK in whole:
                usage = _last(whole) or usage
            failed = failed or b'"error"' in whole
            if usage is None:
                yield chunk
            else:
                # An event that tells the usage is the last or comes just before it.
                held += chunk
        status: Status = "failed" if failed and usage is None else "completed"
        await entry.end(status, 200, usage or await _usage(call, None))
        if held:
            yield held
    finally:
        await chunks.aclose()
        entry.abandon(call.body_fields, "", usage)


def _last(whole: bytes) -> Usage | None:
    told = [
        from_answer(_decoded(parse_event(frame).data or b""))
        for frame in whole.split(b"\n\n")
        if _MARK in frame
    ]
    return next((usage for usage in reversed(told) if usage is not None), None)


def _decoded(body: bytes) -> object:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


async def _usage(call: Call, answer: object) -> Usage:
    return from_answer(answer) or await counted(call.body_fields, "")
