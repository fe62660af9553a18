"""Sends a turn's query to an upstream, and reads the answer as events of a response."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

import orjson

from app.aio.buffered_body import BufferedBody
from app.contract.json_types import JsonObject
from app.engine.response_body import read_body
from app.engine.responses.upstream_events import UpstreamEventReader
from app.engine.responses.upstream_query import AnswerStream, UpstreamQuery, feed_body
from app.engine.translation.output_events import OutputEvent
from app.engine.translation.truncation import exceeds_context
from app.errors import APIError, UpstreamUnreachable
from app.relay.frames import Frames
from app.relay.passthrough import relay
from app.relay.upstream_failure import reject_error
from app.upstream.client import UpstreamResponse
from app.upstream.upstream import Upstream
from app.upstream.upstreams import Upstreams
from generated.runtime import Relay

_log = logging.getLogger(__name__)
_MAX_EVENT_BYTES = 64 * 1024 * 1024


@dataclass(slots=True)
class UpstreamAnswer:
    """The upstream that accepted the query, its response, and the stream that reads it."""

    upstream: Upstream
    response: UpstreamResponse
    stream: AnswerStream


class UpstreamRejected(Exception):
    """The upstream answered with an error, which is relayed to the caller."""

    def __init__(self, relay: Relay) -> None:
        super().__init__(f"the upstream answered {relay.status}")
        self.relay = relay


async def send_query(
    upstreams: Upstreams, query: UpstreamQuery, snapshot: JsonObject, sequence_number: int = 0
) -> UpstreamAnswer:
    """Sends the query. `snapshot` is the response without output, `sequence_number` that of its next event.

    Raises UpstreamRejected for an error of the upstream, APIError if no upstream can be reached. A chat that
    exceeds the upstream's context is sent again without its oldest turns, if the caller allows it.
    """
    model = str(query.fields["model"])
    while True:
        route, response = await upstreams.send(model, query.request, first=query.pinned)
        if response.status < 400:
            return UpstreamAnswer(route.upstream, response, query.stream(route, snapshot, sequence_number))
        rejection = await relay(route.upstream, response)
        shortened = query.shortened(route) if _exceeds_context(route.upstream, rejection) else None
        if shortened is None:
            raise UpstreamRejected(rejection)
        query = shortened
        _log.info("oldest turns dropped", extra={"model": model, "turns": query.dropped_turns})


def _exceeds_context(upstream: Upstream, rejection: Relay) -> bool:
    if upstream.responses == "native" or not isinstance(rejection.chunks, BufferedBody):
        return False
    return exceeds_context(orjson.loads(rejection.chunks.data)["error"])


async def read_answer(answer: UpstreamAnswer) -> list[OutputEvent]:
    """All events of an answer in one body. Raises UpstreamUnreachable if it is not JSON."""
    name = answer.upstream.name
    body = _without_secret(answer.upstream, await read_body(name, answer.response))
    reject_error(answer.upstream, body, of_chat=answer.upstream.responses == "chat")
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise UpstreamUnreachable(
            f"The upstream {name} answered with something that is not JSON.", code="upstream_invalid_answer"
        ) from None
    return feed_body(answer.stream, value)


async def stream_answer(answer: UpstreamAnswer) -> AsyncGenerator[list[OutputEvent], None]:
    """The events as they arrive, the terminal event last. A fault of the upstream is a failed response."""
    stream = answer.stream
    if not answer.response.header("content-type").startswith("text/event-stream"):
        try:
            yield await read_answer(answer)
        except APIError as error:
            yield [*stream.begin(), *stream.fail(error.message)]
        return
    yield stream.begin()
    frames, reader = Frames(_MAX_EVENT_BYTES), UpstreamEventReader(stream, answer.upstream.masked)
    try:
        async for chunk in answer.response.chunks:
            events = reader.read([_without_secret(answer.upstream, frame) for frame in frames.events(chunk)])
            # Nothing is passed on of a comment, but it shows that the upstream is active.
            yield events
            if stream.final is not None:
                return
        # The last event may lack its blank line.
        events = reader.read([_without_secret(answer.upstream, frames.rest() + b"\n")])
        yield [*events, *stream.finish()]
    except APIError as error:
        yield stream.fail(error.message)
    finally:
        await answer.response.chunks.aclose()


def _without_secret(upstream: Upstream, data: bytes) -> bytes:
    """Masks the operator's key, which an upstream's error may quote."""
    return data.replace(upstream.secret.encode(), b"***") if upstream.secret else data


def to_frames(events: Sequence[OutputEvent]) -> bytes:
    """The events as server-sent events; usually there is one."""
    return events[0].frame() if len(events) == 1 else b"".join([event.frame() for event in events])
