"""A body in memory is iterated like any chunks."""

from __future__ import annotations

import pytest

from app.aio.buffered_body import BufferedBody


async def test_buffered_body_second_read_is_empty() -> None:
    body = BufferedBody(b"all of it")
    assert [chunk async for chunk in body] == [b"all of it"]
    assert [chunk async for chunk in body] == []
    assert body.data == b"all of it"


async def test_buffered_body_closed_is_empty() -> None:
    body = BufferedBody(b"all of it")
    await body.aclose()
    assert [chunk async for chunk in body] == []
    with pytest.raises(KeyError):
        await BufferedBody(b"").athrow(KeyError)
