"""A flag: who waits goes on when it is set, and not before."""

from __future__ import annotations

import asyncio

import pytest

from app.aio.light_event import LightEvent


async def test_all_who_wait_go_on_once_it_is_set() -> None:
    flag = LightEvent()
    waiting = [asyncio.create_task(flag.wait()) for _ in range(3)]
    await asyncio.sleep(0)
    assert not flag.is_set()
    assert not any(task.done() for task in waiting)
    flag.set()
    await asyncio.wait_for(asyncio.gather(*waiting), 1)
    assert flag.is_set()
    await asyncio.wait_for(flag.wait(), 1)


async def test_once_it_is_cleared_it_is_waited_for_again() -> None:
    flag = LightEvent()
    flag.set()
    flag.clear()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(flag.wait(), 0.01)


async def test_one_who_gives_up_takes_nobody_along() -> None:
    flag = LightEvent()
    leaving, staying = asyncio.create_task(flag.wait()), asyncio.create_task(flag.wait())
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.sleep(0)
    assert not staying.done()
    flag.set()
    await asyncio.wait_for(staying, 1)
