"""Bodies of answers: read from an upstream within a bound, and sent to the client as one buffer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress

from app.aio.buffered_body import BufferedBody
from app.aio.deadlines import Deadline
from app.errors import APIError
from app.relay.reader.sniffing import ends_stream, is_event_stream, start_of
from app.upstream.client import AnswerTooLong, UpstreamResponse
from generated.runtime import Relay

# More than the last event of a stream needs.
_TAIL_BYTES = 32
_REST_SECONDS = 0.1


async def read_body(upstream: str, response: UpstreamResponse) -> bytes:
    """The body of an answer that was not to be a stream; of one that is, up to its `[DONE]`.

    Raises APIError if it is too long or breaks off.
    """
    if isinstance(response.chunks, BufferedBody):
        return response.chunks.data
    chunks: list[bytes] = []
    length, tail = 0, b""
    try:
        async for chunk in response.chunks:
            chunks.append(chunk)
            length += len(chunk)
            if length > response.max_bytes:
                raise AnswerTooLong(upstream, response.max_bytes)
            tail = (tail + chunk)[-_TAIL_BYTES:]
            if ends_stream(tail) and is_event_stream(start_of(b"".join(chunks))):
                await _read_rest(response.chunks)
                break
    finally:
        await response.chunks.aclose()
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


async def _read_rest(chunks: AsyncGenerator[bytes, None]) -> None:
    """Reads what follows the end of an event stream, so that the connection can be used again."""
    # It changes nothing any more, also if it never comes.
    with suppress(APIError, TimeoutError), Deadline(asyncio.get_running_loop().time() + _REST_SECONDS):
        async for _ in chunks:
            pass


def json_response(body: bytes, headers: Sequence[tuple[str, str]] = ()) -> Relay:
    """A 200 with a serialised JSON body; `headers` are added to those of the content."""
    own = [("content-type", "application/json"), ("content-length", str(len(body)))]
    return Relay(200, [*headers, *own], BufferedBody(body))
