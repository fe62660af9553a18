"""Work that callers share runs once, and outlives a caller that disconnects."""

from __future__ import annotations

import asyncio

import pytest

from app.aio.shared_tasks import SharedTasks


async def test_run_callers_of_one_name_share_the_work_and_later_ones_start_it_again() -> None:
    shared: SharedTasks[int] = SharedTasks()
    runs = 0

    async def work() -> int:
        nonlocal runs
        runs += 1
        started = runs
        await asyncio.sleep(0)
        return started

    calls = [shared.run("a", work), shared.run("a", work), shared.run("b", work)]
    assert await asyncio.gather(*calls) == [1, 1, 2]
    assert await shared.run("a", work) == 3


async def test_run_continues_for_the_others_when_a_caller_is_cancelled() -> None:
    shared: SharedTasks[str] = SharedTasks()
    proceed = asyncio.Event()

    async def work() -> str:
        await proceed.wait()
        return "done"

    first, second = (asyncio.create_task(shared.run("a", work)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    proceed.set()
    assert await second == "done"
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_run_failure_reaches_every_caller_and_the_next_starts_again() -> None:
    shared: SharedTasks[str] = SharedTasks()

    async def fail() -> str:
        raise RuntimeError("no")

    async def work() -> str:
        return "done"

    results = await asyncio.gather(*(shared.run("a", fail) for _ in range(2)), return_exceptions=True)
    assert [str(result) for result in results] == ["no", "no"]
    assert await shared.run("a", work) == "done"
