"""A turn of the event loop: all that is ready comes first."""

from __future__ import annotations

import asyncio

import pytest

from app.aio.ticks import tick_callbacks, yield_to_loop


async def test_all_come_to_a_place_before_any_goes_on() -> None:
    steps: list[str] = []

    async def walk() -> None:
        steps.append("before")
        await yield_to_loop()
        steps.append("after")

    await asyncio.gather(*(walk() for _ in range(3)))
    assert steps == ["before"] * 3 + ["after"] * 3


async def test_what_is_put_to_the_end_of_a_turn_is_done_behind_all_that_is_ready() -> None:
    steps: list[str] = []
    loop = asyncio.get_running_loop()
    end = tick_callbacks(loop)
    assert end is tick_callbacks(loop)
    end.add(steps.append, "first at the end")
    loop.call_soon(steps.append, "ready later")
    end.add(steps.append, "second at the end")
    assert steps == []
    await yield_to_loop()
    # One callback does all that was put there, where the first of it stood.
    assert steps == ["first at the end", "second at the end", "ready later"]
    end.add(steps.append, "the next turn's")
    await yield_to_loop()
    assert steps[3:] == ["the next turn's"]


async def test_what_fails_at_the_end_of_a_turn_keeps_nobody_else_from_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[int] = []

    def fail(_: int) -> None:
        raise RuntimeError("oh dear")

    end = tick_callbacks(asyncio.get_running_loop())
    for work, given in ((done.append, 1), (fail, 2), (done.append, 3)):
        end.add(work, given)
    await yield_to_loop()
    assert done == [1, 3]
    assert "oh dear" in caplog.text
