"""A body never has the operator's key, however it is cut into chunks."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from app.aio.buffered_body import BufferedBody
from app.relay.masked_body import masked_body

_SECRET = b"sk-sk-operator"
_BODY = b"a sk-sk-sk-operator, sk-operator sk-s " + _SECRET + _SECRET + b" sk-sk-opera"
_MASKED = _BODY.replace(_SECRET, b"*" * len(_SECRET))


async def _chunks(size: int) -> AsyncGenerator[bytes, None]:
    for start in range(0, len(_BODY), size):
        yield _BODY[start : start + size]


@pytest.mark.parametrize("size", range(1, len(_BODY) + 1))
async def test_masked_body_in_chunks_has_no_key_and_the_same_length(size: int) -> None:
    masked = b"".join([chunk async for chunk in masked_body(_chunks(size), [_SECRET])])
    assert masked == _MASKED


async def test_masked_body_in_memory_stays_in_memory() -> None:
    masked = masked_body(BufferedBody(_BODY), [_SECRET])
    assert isinstance(masked, BufferedBody)
    assert masked.data == _MASKED


async def test_masked_body_passes_what_cannot_be_a_key_at_once() -> None:
    async def chunks() -> AsyncGenerator[bytes, None]:
        yield b"audio"
        raise AssertionError("the second chunk was awaited for the first")

    assert await anext(masked_body(chunks(), [_SECRET])) == b"audio"
