"""What a client gets of an answer with long texts."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from app.aio.ticks import yield_to_loop
from app.contract.json_text import node_counts
from app.contract.long_arrays import LOGPROBS, LongArrays
from app.contract.long_json import LongJson, LongText
from app.contract.long_texts import LongTexts
from app.contract.shortening import LONG_BODY, MAX_NODES, shorten
from app.engine.response_body import json_response
from app.errors import APIError
from app.relay.error_text import MAX_NAME, readable_start
from app.relay.frames import dumps, loads
from app.relay.reader.sniffing import is_event_stream, start_of
from app.upstream.client import TooManyValues
from app.upstream.upstream import Upstream
from generated.runtime import Relay


def long_json_response(body: LongJson, headers: Sequence[tuple[str, str]] = ()) -> Relay:
    """A 200 with a JSON body, which the client gets in pieces as it reads them."""
    own = [("content-type", "application/json"), ("content-length", str(body.length))]
    return Relay(200, [*headers, *own], _pieces(body))


def stored_json(body: bytes) -> Relay:
    """A 200 with JSON as it is stored."""
    return long_json_response(LongJson([LongText((body,))])) if len(body) > LONG_BODY else json_response(body)


async def short_answer(upstream: str, body: bytes, texts: LongTexts, arrays: LongArrays = LOGPROBS) -> bytes:
    """An upstream's body as it is parsed; its long texts and `arrays` become `texts`.

    Raises AnswerTooLong if too much is left to be parsed.
    """
    if len(body) <= LONG_BODY:
        return body
    body = await shorten(body, texts, arrays)
    # The events of a stream are parsed one by one.
    if not is_event_stream(start_of(body)):
        for nodes in node_counts(body):
            if nodes > MAX_NODES:
                raise TooManyValues(upstream, MAX_NODES)
            await yield_to_loop()
    return body


async def short_value(data: bytes, texts: LongTexts) -> Any:
    """A stored value; long texts become `texts`, of which it has the markers."""
    return loads(await shorten(data, texts) if len(data) > LONG_BODY else data)


def marked_json(value: Any, texts: LongTexts) -> Relay:
    """A 200 with a value that has markers of `texts`."""
    body = dumps(value)
    return long_json_response(texts.expand(body)) if texts else json_response(body)


@contextmanager
def readable_errors(upstream: Upstream, texts: LongTexts) -> Iterator[None]:
    """A text of an error may be a long one: it has its start in the place of the marker."""
    try:
        yield
    except APIError as error:
        error.message = readable_start(error.message, texts, upstream.secrets)
        for name in ("code", "param"):
            value = getattr(error, name)
            if isinstance(value, str):
                setattr(error, name, readable_start(value, texts, upstream.secrets, MAX_NAME))
        raise


async def _pieces(body: LongJson) -> AsyncGenerator[bytes, None]:
    for piece in body.pieces():
        yield piece
