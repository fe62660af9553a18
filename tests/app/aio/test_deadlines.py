"""Deadlines do what asyncio's own timeouts do, with few timers."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from app.aio.deadlines import Deadline, EagerAwaitable


def _in(seconds: float) -> Deadline:
    return Deadline(asyncio.get_running_loop().time() + seconds)


async def test_what_ends_in_time_is_left_alone() -> None:
    with _in(60):
        await asyncio.sleep(0)
    with pytest.raises(KeyError), _in(60):
        raise KeyError


async def test_a_wait_that_takes_too_long_ends() -> None:
    with pytest.raises(TimeoutError), _in(0.01):
        await asyncio.Event().wait()
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0
    with pytest.raises(TimeoutError), _in(-1):
        await asyncio.Event().wait()


async def test_the_soonest_of_several_ends_first_whenever_it_began() -> None:
    ended: list[str] = []

    async def wait(name: str, seconds: float) -> None:
        try:
            with _in(seconds):
                await asyncio.Event().wait()
        except TimeoutError:
            ended.append(name)

    await asyncio.gather(wait("second", 0.06), wait("first", 0.02), wait("last", 0.1))
    assert ended == ["first", "second", "last"]


async def test_the_inner_and_the_outer_one_are_told_apart() -> None:
    with _in(60):
        with pytest.raises(TimeoutError), _in(0.01):
            await asyncio.Event().wait()
        await asyncio.sleep(0)
    with pytest.raises(TimeoutError), _in(0.01), _in(60):
        await asyncio.Event().wait()


async def test_a_task_that_is_cancelled_stays_cancelled() -> None:
    async def wait() -> None:
        with _in(60):
            await asyncio.Event().wait()

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_task_that_is_cancelled_as_its_time_runs_out_stays_cancelled() -> None:
    async def wait() -> None:
        with _in(0.01):
            try:
                await asyncio.Event().wait()
            finally:
                asyncio.current_task().cancel()  # type: ignore[union-attr]  # within a task

    task = asyncio.create_task(wait())
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_many_waits_share_a_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    loop, timers = asyncio.get_running_loop(), 0
    real = loop.call_at

    def call_at(*arguments: Any, **given: Any) -> asyncio.TimerHandle:
        nonlocal timers
        timers += 1
        return real(*arguments, **given)

    monkeypatch.setattr(loop, "call_at", call_at)
    for _ in range(1000):
        with _in(60):
            pass
    assert timers == 1


async def test_what_is_there_already_is_not_waited_for() -> None:
    async def there() -> int:
        return 1

    begun = EagerAwaitable(there())
    assert not begun.waiting
    assert await begun == 1

    async def broken() -> int:
        raise KeyError

    with pytest.raises(KeyError):
        EagerAwaitable(broken())


async def test_what_waits_goes_on_as_if_it_had_been_awaited_from_the_start() -> None:
    loop = asyncio.get_running_loop()
    first, second = loop.create_future(), loop.create_future()
    caught: list[str] = []

    async def waits() -> int:
        found: int = await first
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            caught.append("cancelled")
        more: int = await second
        return found + more

    begun = EagerAwaitable(waits())
    assert begun.waiting
    loop.call_later(0.01, first.set_result, 1)
    task = asyncio.ensure_future(_await(begun))
    await asyncio.sleep(0.03)
    task.cancel()
    loop.call_later(0.01, second.set_result, 2)
    assert await task == 3
    assert caught == ["cancelled"]

    async def forever() -> None:
        await asyncio.Event().wait()

    with pytest.raises(TimeoutError), _in(0.01):
        await EagerAwaitable(forever())


async def _await(begun: EagerAwaitable[int]) -> int:
    return await begun
