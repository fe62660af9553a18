"""What a client gets of an answer with long texts."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from app.contract.long_json import LongJson, LongText
from app.contract.long_texts import LongTexts
from app.contract.shortening import LONG_BODY, shorten
from app.engine.response_body import json_response
from app.errors import APIError
from app.relay.error_text import MAX_TEXT, shortened
from app.relay.frames import dumps, loads
from app.upstream.upstream import Upstream
from generated.runtime import Relay


def long_json_response(body: LongJson, headers: Sequence[tuple[str, str]] = ()) -> Relay:
    """A 200 with a JSON body, which the client gets in pieces as it reads them."""
    own = [("content-type", "application/json"), ("content-length", str(body.length))]
    return Relay(200, [*headers, *own], _pieces(body))


def stored_json(body: bytes) -> Relay:
    """A 200 with JSON as it is stored."""
    return long_json_response(LongJson([LongText((body,))])) if len(body) > LONG_BODY else json_response(body)


async def short_value(data: bytes, texts: LongTexts) -> Any:
    """A stored value; long texts become `texts`, of which it has the markers."""
    return loads(await shorten(data, texts) if len(data) > LONG_BODY else data)


def marked_json(value: Any, texts: LongTexts) -> Relay:
    """A 200 with a value that has markers of `texts`."""
    body = dumps(value)
    return long_json_response(texts.expand(body)) if texts else json_response(body)


async def expanded(chunks: AsyncGenerator[bytes, None], texts: LongTexts) -> AsyncGenerator[bytes, None]:
    """The client's bytes with the long texts in the place of their markers, in pieces."""
    try:
        async for chunk in chunks:
            if not chunk:
                yield chunk
            for piece in texts.expand(chunk).pieces():
                yield piece
    finally:
        await chunks.aclose()


@contextmanager
def readable_errors(upstream: Upstream, texts: LongTexts) -> Iterator[None]:
    """An error's message may be a long text: it has its start in the place of the marker."""
    try:
        yield
    except APIError as error:
        if texts:
            start, _ = texts.start_of(error.message, 2 * MAX_TEXT)
            error.message = shortened(upstream.masked(start)) or error.message
        raise


async def _pieces(body: LongJson) -> AsyncGenerator[bytes, None]:
    for piece in body.pieces():
        yield piece
