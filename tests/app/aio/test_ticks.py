"""A tick of the event loop: callbacks that are ready run first."""

from __future__ import annotations

import asyncio

import pytest

from app.aio.ticks import tick_callbacks, yield_to_loop


async def test_yield_to_loop_runs_all_ready_tasks_first() -> None:
    steps: list[str] = []

    async def walk() -> None:
        steps.append("before")
        await yield_to_loop()
        steps.append("after")

    await asyncio.gather(*(walk() for _ in range(3)))
    assert steps == ["before"] * 3 + ["after"] * 3


async def test_tick_callbacks_run_in_order_in_one_callback() -> None:
    steps: list[str] = []
    loop = asyncio.get_running_loop()
    end = tick_callbacks(loop)
    assert end is tick_callbacks(loop)
    end.add(steps.append, "first at the end")
    loop.call_soon(steps.append, "ready later")
    end.add(steps.append, "second at the end")
    assert steps == []
    await yield_to_loop()
    # One callback runs all, at the place of the first.
    assert steps == ["first at the end", "second at the end", "ready later"]
    end.add(steps.append, "the next tick's")
    await yield_to_loop()
    assert steps[3:] == ["the next tick's"]


async def test_tick_callbacks_failure_is_logged_and_the_others_run(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[int] = []

    def fail(_: int) -> None:
        raise RuntimeError("failed callback")

    end = tick_callbacks(asyncio.get_running_loop())
    for work, given in ((done.append, 1), (fail, 2), (done.append, 3)):
        end.add(work, given)
    await yield_to_loop()
    assert done == [1, 3]
    assert "failed callback" in caplog.text
