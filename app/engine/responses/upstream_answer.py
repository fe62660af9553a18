"""Sends a turn's query to an upstream, and reads the answer as events of a response."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from operator import methodcaller
from typing import Any, NamedTuple, Protocol, TypeAlias

import orjson

from app.aio.buffered_body import BufferedBody
from app.contract.json_types import JsonObject
from app.contract.long_arrays import LOGPROBS
from app.engine.long_answers import readable_errors, short_answer
from app.engine.response_body import read_body
from app.engine.responses.long_logprobs import LONG_LOGPROBS
from app.engine.responses.native_answer_reader import NativeAnswerReader
from app.engine.responses.native_stream import NativeStream
from app.engine.responses.upstream_events import AnswerReader, ChatAnswerReader
from app.engine.responses.upstream_query import AnswerStream, UpstreamQuery
from app.engine.translation.output_events import DELTA_EVENTS, OutputEvent
from app.engine.translation.response_stream import ResponseStream
from app.engine.translation.truncation import exceeds_context
from app.errors import APIError, UpstreamUnreachable
from app.relay.frames import loads
from app.relay.passthrough import headers_of
from app.relay.reader.sniffing import is_event_stream, start_of
from app.relay.reader.surrogates import has_half, whole_characters
from app.relay.upstream_failure import ErrorRelay, reject_error, relay_error
from app.upstream.client import CallObserver, UpstreamResponse
from app.upstream.upstream import Route, Upstream
from app.upstream.upstreams import Upstreams
from app.usage.token_usage import Usage
from generated.runtime import Relay

_log = logging.getLogger(__name__)
_MAX_PART_BYTES = 256 * 1024
_MAX_DELTAS = 64
"""Deltas whose frames are made at once."""
FrameOf: TypeAlias = Callable[[OutputEvent], bytes]
"""From an event to its server-sent event."""
plain_frame: FrameOf = methodcaller("frame")
"""The server-sent event without padding."""


@dataclass(slots=True)
class UpstreamAnswer:
    """The upstream that accepted the query, its response, and the stream that reads it.

    `counted` returns the fields from which the input's tokens are estimated.
    """

    upstream: Upstream
    response: UpstreamResponse
    stream: AnswerStream
    counted: Callable[[], Mapping[str, Any]]
    loop: AnswerLoop | None = None
    """What runs the calls of hosted tools, and asks again, if there may be any."""


class AnswerLoop(Protocol):
    """Further answers of the model for the same response, between which this server runs hosted tools."""

    def events(self, answer: UpstreamAnswer) -> AsyncGenerator[list[OutputEvent], None]:
        """The events of all answers, in one body or as streams, the terminal event last.

        `answer` is the first, and becomes each next one.
        """

    async def complete_usage(self, final: JsonObject) -> Usage:
        """Sets the usage of all calls to the model; returns that of the last one, for its record."""

    def partial_text(self) -> str:
        """What the model has generated of the answer that is read."""


class UpstreamRejected(Exception):
    """The upstream answered with an error, which is relayed to the caller."""

    def __init__(self, relay: ErrorRelay) -> None:
        super().__init__(f"the upstream answered {relay.status}")
        self.relay = relay


class SentQuery(NamedTuple):
    """What was sent in the end, where to, and the answer."""

    query: UpstreamQuery
    route: Route
    response: UpstreamResponse


async def send_query(
    upstreams: Upstreams,
    query: UpstreamQuery,
    calls: CallObserver,
    snapshot: JsonObject,
    sequence_number: int = 0,
) -> UpstreamAnswer:
    """Sends the query. `snapshot` is the response without output, `sequence_number` that of its next event.

    Raises as `ask` does.
    """
    sent = await ask(upstreams, query, calls)
    stream = sent.query.stream(sent.route, snapshot, sequence_number)
    counted = partial(sent.query.counted, sent.route)
    return UpstreamAnswer(sent.route.upstream, sent.response, stream, counted)


async def ask(upstreams: Upstreams, query: UpstreamQuery, calls: CallObserver) -> SentQuery:
    """Sends the query.

    Raises UpstreamRejected for an error of the upstream, APIError if no upstream can be reached. A chat that
    exceeds the upstream's context is sent again without its oldest turns, if the caller allows it.
    """
    model = str(query.fields["model"])
    while True:
        route, response = await upstreams.send(
            query.call,
            model,
            partial(query.request, calls=calls),
            first=query.pinned,
            bound=query.has_provider_state,
        )
        if response.status < 400:
            return SentQuery(query, route, response)
        rejection = await relay_error(route.upstream, response, headers_of(route.upstream, response))
        shortened = query.shortened(route) if _exceeds_context(route.upstream, rejection) else None
        if shortened is None:
            raise UpstreamRejected(query.caller_rejection(route, rejection))
        calls.retry(
            response.status, "The chat exceeds the upstream's context; it is sent without its oldest turns."
        )
        query = shortened
        _log.info("oldest turns dropped", extra={"model": model, "turns": query.dropped_turns})


def _exceeds_context(upstream: Upstream, rejection: Relay) -> bool:
    if upstream.responses == "native" or not isinstance(rejection.chunks, BufferedBody):
        return False
    return exceeds_context(orjson.loads(rejection.chunks.data)["error"])


async def read_answer(answer: UpstreamAnswer, *, with_items: bool = False) -> list[OutputEvent]:
    """The events of an answer that is read at once, in one body or as a stream.

    Without `with_items` those of the items of a native body are left out, for a caller that needs none.

    Raises UpstreamUnreachable if it is neither JSON nor an event stream.
    """
    name, stream = answer.upstream.name, answer.stream
    # An upstream's error may quote the operator's key.
    body = answer.upstream.secrets.mask_body(await read_body(name, answer.response))
    with readable_errors(answer.upstream, stream.texts):
        arrays = LOGPROBS if isinstance(stream, NativeStream) else LONG_LOGPROBS
        body = await short_answer(name, body, stream.texts, arrays)
        reject_error(answer.upstream, body, of_chat=answer.upstream.responses == "chat")
    start = start_of(body)
    if isinstance(stream, NativeStream) and not is_event_stream(start):
        return stream.feed_response(_parsed(name, body), with_items=with_items)
    reader = _reader(answer)
    events = [*stream.begin(), *reader.read(body), *reader.finish()]
    if isinstance(reader, ChatAnswerReader) and not reader.chat.end.started and not is_event_stream(start):
        # Says that it is not JSON, if that is so.
        _parsed(name, body)
    return events


def _parsed(name: str, body: bytes) -> Any:
    try:
        value = loads(body)
    except ValueError:
        raise UpstreamUnreachable(
            f"The upstream {name} answered with something that is not JSON.", code="upstream_invalid_answer"
        ) from None
    return whole_characters(value) if has_half(body) else value


async def stream_answer(answer: UpstreamAnswer) -> AsyncGenerator[list[OutputEvent], None]:
    """The events as they arrive, the terminal event last. A fault of the upstream is a failed response."""
    stream = answer.stream
    is_stream = answer.response.header("content-type").startswith("text/event-stream")
    if isinstance(stream, NativeStream) and not is_stream:
        try:
            yield await read_answer(answer, with_items=True)
        except APIError as error:
            yield [*stream.begin(), *stream.fail(error.message)]
        return
    yield stream.begin()
    reader = _reader(answer)
    fault: APIError | None = None
    try:
        async for packet in reader.packets(answer.response.chunks):
            # Nothing is passed on of a comment, but it shows that the upstream is active.
            yield reader.read(packet)
            if stream.final is not None:
                return
    except APIError as error:
        fault = error
    finally:
        await answer.response.chunks.aclose()
    yield reader.finish(fault)


def answer_events(answer: UpstreamAnswer) -> AsyncGenerator[list[OutputEvent], None]:
    """The events of a stream as they arrive, the terminal event last, with those of hosted tools."""
    return stream_answer(answer) if answer.loop is None else answer.loop.events(answer)


async def whole_answer(answer: UpstreamAnswer) -> None:
    """Reads an answer in one body to its end, with what hosted tools add to it. Raises as `read_answer`."""
    if answer.loop is None:
        await read_answer(answer)
        return
    async with aclosing(answer.loop.events(answer)) as events:
        async for _ in events:
            pass


def _reader(answer: UpstreamAnswer) -> AnswerReader:
    stream = answer.stream
    if isinstance(stream, NativeStream):
        return NativeAnswerReader(stream, answer.upstream)
    if isinstance(stream, ResponseStream):
        return ChatAnswerReader(stream, answer.upstream)
    raise TypeError(f"no way to read {type(stream).__name__}")


def has_output(events: Sequence[OutputEvent]) -> bool:
    """Whether one of the events is a part of the output, such as a text or a call's arguments."""
    return any(event.type.endswith(".delta") for event in events)


def in_parts(events: Iterable[OutputEvent], frame_of: FrameOf) -> Iterator[bytes]:
    """The frames of several events, joined up to a length.

    At its end a long text is in four of them: frames of other events than deltas are made one by one.
    """
    waiting: list[bytes] = []
    length = 0
    for piece in _pieces(events, frame_of):
        if waiting and length + len(piece) > _MAX_PART_BYTES:
            yield b"".join(waiting)
            waiting, length = [], 0
        waiting.append(piece)
        length += len(piece)
    if waiting:
        yield b"".join(waiting)


def _pieces(events: Iterable[OutputEvent], frame_of: FrameOf) -> Iterator[bytes]:
    """The same in pieces of bounded length.

    What a client has not read yet is copied on its way to the socket. Nearly all events are deltas, and many
    at a time cost less.
    """
    for kind, group in groupby(events, key=type):
        if kind in DELTA_EVENTS:
            while frames := list(map(frame_of, islice(group, _MAX_DELTAS))):
                yield from _bounded(b"".join(frames))
            continue
        for event in group:
            long = event.long_frame()
            yield from _bounded(frame_of(event)) if long is None else long.pieces()


def _bounded(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _MAX_PART_BYTES):
        yield data[start : start + _MAX_PART_BYTES]
