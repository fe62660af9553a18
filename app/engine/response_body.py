"""Bodies of answers: read whole within a bound, sent as one piece."""

from __future__ import annotations

from collections.abc import Sequence

from app.aio.buffered_body import BufferedBody
from app.errors import UpstreamUnreachable
from app.upstream.client import UpstreamResponse
from generated.runtime import Relay

_LONGEST = 256 * 1024 * 1024
"""In bytes: some pictures as base64, and far from what would fill the memory."""


async def whole_body(upstream: str, response: UpstreamResponse) -> bytes:
    """All of an answer that is not a stream; raises UpstreamUnreachable for one without an end."""
    if isinstance(response.chunks, BufferedBody):
        return response.chunks.data
    pieces: list[bytes] = []
    length = 0
    try:
        async for chunk in response.chunks:
            pieces.append(chunk)
            length += len(chunk)
            if length > _LONGEST:
                raise UpstreamUnreachable(
                    f"The upstream {upstream} answered with more than {_LONGEST} bytes."
                )
    finally:
        await response.chunks.aclose()
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def json_response(body: bytes, headers: Sequence[tuple[str, str]] = ()) -> Relay:
    """A JSON body that is bytes already; `headers` without the content's own."""
    own = [("content-type", "application/json"), ("content-length", str(len(body)))]
    return Relay(200, [*headers, *own], BufferedBody(body))
