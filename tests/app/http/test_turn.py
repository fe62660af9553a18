"""A turn of the event loop: all that is ready comes first."""

from __future__ import annotations

import asyncio

from app.http.turn import turn


async def test_all_come_to_a_place_before_any_goes_on() -> None:
    steps: list[str] = []

    async def walk() -> None:
        steps.append("before")
        await turn()
        steps.append("after")

    await asyncio.gather(*(walk() for _ in range(3)))
    assert steps == ["before"] * 3 + ["after"] * 3
