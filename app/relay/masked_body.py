"""A body that is passed on without the operator's key, which an upstream may quote in any answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from app.aio.buffered_body import BufferedBody
from app.aio.closing import Closing


def masked_body(chunks: AsyncGenerator[bytes, None], secret: bytes) -> AsyncGenerator[bytes, None]:
    """The body with asterisks in the place of the secret: as many, since its length may have been sent."""
    mask = b"*" * len(secret)
    if isinstance(chunks, BufferedBody):
        return BufferedBody(chunks.data.replace(secret, mask))
    return Closing(_masked(chunks, secret, mask), chunks.aclose)


async def _masked(
    chunks: AsyncGenerator[bytes, None], secret: bytes, mask: bytes
) -> AsyncGenerator[bytes, None]:
    held = b""
    try:
        async for chunk in chunks:
            data = (held + chunk).replace(secret, mask)
            # The next chunk may have the rest of the secret.
            cut = _start_at_end(data, secret)
            held = data[cut:]
            if cut or not chunk:
                yield data[:cut]
        if held:
            yield held
    finally:
        await chunks.aclose()


def _start_at_end(data: bytes, secret: bytes) -> int:
    """The position of the longest end of the data that is a start of the secret; its length if none is."""
    position = max(0, len(data) - len(secret) + 1)
    while (position := data.find(secret[:1], position)) >= 0:
        if secret.startswith(data[position:]):
            return position
        position += 1
    return len(data)
