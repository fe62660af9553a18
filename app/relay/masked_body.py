"""A body that is passed on without the operator's secrets, which an upstream may quote in any answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from app.aio.buffered_body import BufferedBody
from app.aio.closing import Closing


def masked_body(chunks: AsyncGenerator[bytes, None], secrets: Sequence[bytes]) -> AsyncGenerator[bytes, None]:
    """The body with asterisks in the place of secrets: as many, since its length may have been sent."""
    if isinstance(chunks, BufferedBody):
        return BufferedBody(_mask(chunks.data, secrets))
    return Closing(_masked(chunks, secrets), chunks.aclose)


async def _masked(
    chunks: AsyncGenerator[bytes, None], secrets: Sequence[bytes]
) -> AsyncGenerator[bytes, None]:
    held = b""
    try:
        async for chunk in chunks:
            data = _mask(held + chunk, secrets)
            # The next chunk may have the rest of a secret.
            cut = start_at_end(data, secrets)
            held = data[cut:]
            if cut or not chunk:
                yield data[:cut]
        if held:
            yield held
    finally:
        await chunks.aclose()


def _mask(data: bytes, secrets: Sequence[bytes]) -> bytes:
    for secret in secrets:
        data = data.replace(secret, b"*" * len(secret))
    return data


def start_at_end(data: bytes, secrets: Sequence[bytes]) -> int:
    """The position of the longest end of the data that is a start of a secret; its length if none is."""
    return min([_start_at_end(data, secret) for secret in secrets], default=len(data))


def _start_at_end(data: bytes, secret: bytes) -> int:
    position = max(0, len(data) - len(secret) + 1)
    while (position := data.find(secret[:1], position)) >= 0:
        if secret.startswith(data[position:]):
            return position
        position += 1
    return len(data)
