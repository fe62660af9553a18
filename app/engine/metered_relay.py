"""Forwards a call to the upstream that serves its model, relays the answer, and records its usage."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import orjson

from app.access.callers import Call
from app.contract.long_arrays import long_arrays
from app.contract.long_texts import LongTexts
from app.contract.shortening import LONG_BODY, shorten
from app.engine.long_answers import readable_errors
from app.engine.response_body import json_response, read_body
from app.engine.stream_end import StreamEnd
from app.engine.upstream_request import upstream_request
from app.errors import APIError, BadRequest, ServerError
from app.relay.frames import Frames, parse_event
from app.relay.passthrough import relay
from app.relay.upstream_failure import ErrorRelay, reject_error, reject_error_value
from app.upstream.client import UpstreamRequest, UpstreamResponse
from app.upstream.upstream import Route, Upstream
from app.upstream.upstreams import Upstreams
from app.usage.call_error import FAULT, CallError
from app.usage.entry import UsageEntry, estimate_usage
from app.usage.recorder import UsageRecorder
from app.usage.token_usage import Usage, from_answer
from app.usage.usage_row import Status
from generated.runtime import Relay

_MAX_EVENT_BYTES = 64 * 1024 * 1024
"""Events may hold images."""


# Only an error and the usage are read.
_UNREAD = long_arrays("data", "embedding", "results", "segments", "words", "logprobs", held=False)
# Their answers say how many tokens a request would have; they consume none.
_TOKEN_COUNTS = frozenset(("get_input_token_counts", "beta_get_input_token_counts"))


async def forward_metered(
    upstreams: Upstreams,
    recorder: UsageRecorder,
    call: Call,
    sent: Call | None = None,
    native: Upstream | None = None,
    *,
    is_further: bool = False,
) -> Relay:
    """The answer to a call, its last bytes held back until the usage is recorded.

    `sent` is the call with the body that the upstream gets, `native` the upstream that is asked first, for
    what only upstreams with `/responses` have. A call that `is_further` belongs to a request that counts
    already. The usage is the answer's own, else an estimate from the
    request's text. Raises APIError if no upstream can be reached, or its answer cannot be read.
    """
    entry = await recorder.open(call)
    if is_further:
        entry.continue_request()
    sent = sent or call
    model = sent.body_fields.get("model")

    def prepare(route: Route) -> UpstreamRequest:
        if native is not None and route.upstream.responses != "native":
            raise BadRequest(f"The upstream {route.upstream.name} has no `{sent.path}`.", param="model")
        return upstream_request(route, sent, entry)

    try:
        route, response = await upstreams.send(
            call,
            model if isinstance(model, str) else None,
            prepare,
            first=None if native is None else native.name,
        )
        return await _relay(sent, entry, route.upstream, response)
    except APIError as error:
        entry.fail(error)
        raise
    except asyncio.CancelledError:
        entry.abandon(sent.body_fields, "", None)
        raise
    except Exception:
        entry.fail(ServerError(FAULT))
        raise


async def _relay(call: Call, entry: UsageEntry, upstream: Upstream, response: UpstreamResponse) -> Relay:
    media_type = response.header("content-type").partition(";")[0]
    if response.status < 400 and media_type == "application/json":
        relayed = await relay(upstream, response)
        body = await read_body(upstream.name, UpstreamResponse(200, [], relayed.chunks, response.max_bytes))
        texts = LongTexts()
        parsed = _parsed(body if len(body) <= LONG_BODY else await shorten(body, texts, _UNREAD))
        with readable_errors(upstream, texts):
            if parsed is None:
                reject_error(upstream, body)
            else:
                reject_error_value(upstream, parsed)
        await entry.end("completed", relayed.status, await _usage(call, parsed))
        headers = [
            header for header in relayed.headers if header[0] not in ("content-type", "content-length")
        ]
        answer = json_response(body, headers)
        answer.status = relayed.status
        return answer
    relayed = await relay(upstream, response)
    if isinstance(relayed, ErrorRelay):
        entry.fail(relayed.error)
    else:
        entry.streamed = media_type == "text/event-stream"
        length = response.header("content-length")
        relayed.chunks = (
            _metered_events(call, entry, relayed.chunks)
            if entry.streamed
            else _metered_bytes(call, entry, relayed.chunks, int(length) if length.isdigit() else None)
        )
    return relayed


async def _metered_bytes(
    call: Call, entry: UsageEntry, chunks: AsyncGenerator[bytes, None], length: int | None
) -> AsyncGenerator[bytes, None]:
    sent = 0
    try:
        async for chunk in chunks:
            sent += len(chunk)
            if sent == length:
                # With these bytes the client has the complete answer.
                await entry.end("completed", 200, await _usage(call, None))
            yield chunk
        await entry.end("completed", 200, await _usage(call, None))
    except APIError as error:
        entry.fail(error)
        raise
    finally:
        await chunks.aclose()
        entry.abandon(call.body_fields, "", None)


async def _metered_events(
    call: Call, entry: UsageEntry, chunks: AsyncGenerator[bytes, None]
) -> AsyncGenerator[bytes, None]:
    frames, end = Frames(_MAX_EVENT_BYTES), StreamEnd()
    failure: CallError | None = None
    waits = True
    try:
        async for chunk in chunks:
            if waits:
                waits = False
                entry.on_first_token()
            complete = frames.feed(chunk)
            if failure is None and b'"error"' in complete:
                failure = _failure(complete)
            for passed in end.add(chunk, complete):
                yield passed
        usage = end.usage
        if usage is not None:
            failure = None
        status: Status = "completed" if failure is None else "failed"
        await entry.end(status, 200, usage or await _usage(call, None), error=failure)
        if end.held:
            yield end.held
    finally:
        await chunks.aclose()
        entry.abandon(call.body_fields, "", end.usage)


def _failure(frames: bytes) -> CallError:
    """The error in one of the events."""
    for frame in frames.split(b"\n\n"):
        event = _parsed(parse_event(frame).data or b"")
        if isinstance(event, dict) and event.get("error"):
            return CallError.in_body(event["error"])
    return CallError.in_body(None)


def _parsed(body: bytes) -> object:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


async def _usage(call: Call, answer: object) -> Usage:
    if call.operation.id in _TOKEN_COUNTS:
        return Usage()
    return from_answer(answer) or await estimate_usage(call.body_fields, "")
