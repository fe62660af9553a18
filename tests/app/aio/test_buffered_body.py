"""A body in one piece is chunks like any others."""

from __future__ import annotations

import pytest

from app.aio.buffered_body import BufferedBody


async def test_it_is_read_once() -> None:
    piece = BufferedBody(b"all of it")
    assert [chunk async for chunk in piece] == [b"all of it"]
    assert [chunk async for chunk in piece] == []
    assert piece.data == b"all of it"


async def test_a_closed_one_gives_nothing() -> None:
    piece = BufferedBody(b"all of it")
    await piece.aclose()
    assert [chunk async for chunk in piece] == []
    with pytest.raises(KeyError):
        await BufferedBody(b"").athrow(KeyError)
