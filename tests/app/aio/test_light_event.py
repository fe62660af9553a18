"""An event wakes its waiters when it is set, and not before."""

from __future__ import annotations

import asyncio

import pytest

from app.aio.light_event import LightEvent


async def test_light_event_set_wakes_all_waiters() -> None:
    event = LightEvent()
    waiting = [asyncio.create_task(event.wait()) for _ in range(3)]
    await asyncio.sleep(0)
    assert not event.is_set()
    assert not any(task.done() for task in waiting)
    event.set()
    await asyncio.wait_for(asyncio.gather(*waiting), 1)
    assert event.is_set()
    await asyncio.wait_for(event.wait(), 1)


async def test_light_event_cleared_waits_again() -> None:
    event = LightEvent()
    event.set()
    event.clear()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(event.wait(), 0.01)


async def test_light_event_cancelled_waiter_leaves_the_others_waiting() -> None:
    event = LightEvent()
    leaving, staying = asyncio.create_task(event.wait()), asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.sleep(0)
    assert not staying.done()
    event.set()
    await asyncio.wait_for(staying, 1)
