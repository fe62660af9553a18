"""One turn: a question with what came before it, asked, answered event by event, and committed before its end is told."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

import orjson

from app.aio.buffered_body import BufferedBody
from app.contract.json_types import JsonObject
from app.engine.response_body import whole_body
from app.engine.responses.upstream_events import UpstreamEventReader
from app.engine.responses.upstream_query import Stream, UpstreamQuery, read_whole
from app.engine.translation.events import OutputEvent
from app.engine.translation.truncation import is_too_long
from app.errors import APIError, UpstreamUnreachable
from app.relay.frames import Frames
from app.relay.passthrough import relay
from app.upstream.client import UpstreamResponse
from app.upstream.upstream import Upstream
from app.upstream.upstreams import Upstreams
from generated.runtime import Relay

_log = logging.getLogger(__name__)
_LONGEST_EVENT = 64 * 1024 * 1024
# A finish is there, and what follows it is only the usage: waited for, but not for long.
_GRACE_SECONDS = 5.0


@dataclass(slots=True)
class UpstreamAnswer:
    """An upstream that answers, and what reads it."""

    upstream: Upstream
    response: UpstreamResponse
    stream: Stream


class UpstreamRejected(Exception):
    """The upstream answered with an error, which is the caller's to see."""

    def __init__(self, relay: Relay) -> None:
        super().__init__(f"the upstream answered {relay.status}")
        self.relay = relay


async def options(
    upstreams: Upstreams, query: UpstreamQuery, snapshot: JsonObject, sequence_number: int = 0
) -> UpstreamAnswer:
    """Asks; raises Refused where the upstream does, APIError where it cannot be asked.

    A chat that is too long is asked again without its oldest turns, if the caller allows it.
    """
    model = str(query.fields["model"])
    while True:
        route, response = await upstreams.send(model, query.request, first=query.pinned)
        if response.status < 400:
            return UpstreamAnswer(route.upstream, response, query.stream(route, snapshot, sequence_number))
        refused = await relay(route.upstream, response)
        shortened = query.shortened(route) if _is_too_long(route.upstream, refused) else None
        if shortened is None:
            raise UpstreamRejected(refused)
        query = shortened
        _log.info("the oldest turns are left out", extra={"model": model, "turns": query.turns_left_out})


def _is_too_long(upstream: Upstream, refused: Relay) -> bool:
    if upstream.responses == "native" or not isinstance(refused.chunks, BufferedBody):
        return False
    return is_too_long(orjson.loads(refused.chunks.data)["error"])


async def whole(answer: UpstreamAnswer) -> list[OutputEvent]:
    """All events of an answer that was asked for in one piece."""
    name = answer.upstream.name
    body = await whole_body(name, answer.response)
    try:
        told = orjson.loads(_masked(answer.upstream, body))
    except orjson.JSONDecodeError:
        raise UpstreamUnreachable(
            f"The upstream {name} answered with something that is not JSON.", code="upstream_invalid_answer"
        ) from None
    return read_whole(answer.stream, told)


async def events(answer: UpstreamAnswer) -> AsyncGenerator[list[OutputEvent], None]:
    """The events as they come, the terminal one in the last list; never raises for what the upstream does."""
    stream = answer.stream
    if not answer.response.header("content-type").startswith("text/event-stream"):
        try:
            yield await whole(answer)
        except APIError as error:
            yield [*stream.begin(), *stream.fail(error.message)]
        return
    yield stream.begin()
    frames, reading = Frames(_LONGEST_EVENT), UpstreamEventReader(stream)
    try:
        async for chunk in answer.response.chunks:
            found = reading.read([_masked(answer.upstream, event) for event in frames.events(chunk)])
            if found:
                yield found
            if stream.final is not None:
                return
        # The last event may lack its blank line.
        last = reading.read([_masked(answer.upstream, frames.rest() + b"\n")])
        yield [*last, *stream.finish()]
    except APIError as error:
        yield stream.fail(error.message)
    finally:
        await answer.response.chunks.aclose()


def _masked(upstream: Upstream, data: bytes) -> bytes:
    """Without the operator's key, which an upstream's error may quote."""
    return data.replace(upstream.secret.encode(), b"***") if upstream.secret else data


def framed(found: Sequence[OutputEvent]) -> bytes:
    """Events as the client gets them; mostly it is one."""
    return found[0].frame() if len(found) == 1 else b"".join([event.frame() for event in found])
