"""Deadlines do what asyncio's own timeouts do, with few timers."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from app.aio.deadlines import Deadline, EagerAwaitable


def _in(seconds: float) -> Deadline:
    return Deadline(asyncio.get_running_loop().time() + seconds)


async def test_deadline_block_that_ends_in_time_is_unaffected() -> None:
    with _in(60):
        await asyncio.sleep(0)
    with pytest.raises(KeyError), _in(60):
        raise KeyError


async def test_deadline_exceeded_raises_timeout_error() -> None:
    with pytest.raises(TimeoutError), _in(0.01):
        await asyncio.Event().wait()
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0
    with pytest.raises(TimeoutError), _in(-1):
        await asyncio.Event().wait()


async def test_deadline_several_expire_in_order_of_their_times() -> None:
    ended: list[str] = []

    async def wait(name: str, seconds: float) -> None:
        try:
            with _in(seconds):
                await asyncio.Event().wait()
        except TimeoutError:
            ended.append(name)

    await asyncio.gather(wait("second", 0.06), wait("first", 0.02), wait("last", 0.1))
    assert ended == ["first", "second", "last"]


async def test_deadline_nested_expires_at_its_own_level() -> None:
    with _in(60):
        with pytest.raises(TimeoutError), _in(0.01):
            await asyncio.Event().wait()
        await asyncio.sleep(0)
    with pytest.raises(TimeoutError), _in(0.01), _in(60):
        await asyncio.Event().wait()


async def test_deadline_cancelled_task_stays_cancelled() -> None:
    async def wait() -> None:
        with _in(60):
            await asyncio.Event().wait()

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_deadline_task_cancelled_at_expiry_stays_cancelled() -> None:
    async def wait() -> None:
        with _in(0.01):
            try:
                await asyncio.Event().wait()
            finally:
                asyncio.current_task().cancel()  # type: ignore[union-attr]  # within a task

    task = asyncio.create_task(wait())
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_deadline_many_waits_share_one_timer(monkeypatch: pytest.MonkeyPatch) -> None:
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


async def test_eager_awaitable_finished_coroutine_does_not_wait() -> None:
    async def immediate() -> int:
        return 1

    eager = EagerAwaitable(immediate())
    assert not eager.waiting
    assert await eager == 1

    async def broken() -> int:
        raise KeyError

    with pytest.raises(KeyError):
        EagerAwaitable(broken())


async def test_eager_awaitable_suspended_coroutine_resumes_when_awaited() -> None:
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

    eager = EagerAwaitable(waits())
    assert eager.waiting
    loop.call_later(0.01, first.set_result, 1)
    task = asyncio.ensure_future(_await(eager))
    await asyncio.sleep(0.03)
    task.cancel()
    loop.call_later(0.01, second.set_result, 2)
    assert await task == 3
    assert caught == ["cancelled"]

    async def forever() -> None:
        await asyncio.Event().wait()

    with pytest.raises(TimeoutError), _in(0.01):
        await EagerAwaitable(forever())


async def _await(eager: EagerAwaitable[int]) -> int:
    return await eager
