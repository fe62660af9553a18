"""Bodies of answers: read from an upstream within a bound, and sent to the client as one buffer."""

from __future__ import annotations

from collections.abc import Sequence

from app.aio.buffered_body import BufferedBody
from app.upstream.client import AnswerTooLong, UpstreamResponse
from generated.runtime import Relay


async def read_body(upstream: str, response: UpstreamResponse) -> bytes:
    """The body of an answer that is no stream. Raises APIError if it is too long or breaks off."""
    if isinstance(response.chunks, BufferedBody):
        return response.chunks.data
    chunks: list[bytes] = []
    length = 0
    try:
        async for chunk in response.chunks:
            chunks.append(chunk)
            length += len(chunk)
            if length > response.max_bytes:
                raise AnswerTooLong(upstream, response.max_bytes)
    finally:
        await response.chunks.aclose()
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def json_response(body: bytes, headers: Sequence[tuple[str, str]] = ()) -> Relay:
    """A 200 with a serialised JSON body; `headers` are added to those of the content."""
    own = [("content-type", "application/json"), ("content-length", str(len(body)))]
    return Relay(200, [*headers, *own], BufferedBody(body))
