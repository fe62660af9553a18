"""The task of a connection: one piece of work after the other, and none is lost when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

from app.server.connection_task import ConnectionTask


class RequestHandler:
    """One piece, made of a coroutine function; keeps how it ended."""

    def __init__(self, run: Callable[[], Coroutine[None, None, None]]) -> None:
        self._run = run
        self.task: asyncio.Task[None] | None = None
        self.ended: list[BaseException | None] = []

    def begin(self, task: asyncio.Task[None]) -> Coroutine[None, None, None]:
        self.task = task
        return self._run()

    def end(self, error: BaseException | None) -> None:
        self.ended.append(error)


class Works:
    """Pieces of work that tell which task does them, and end when they are told to."""

    def __init__(self) -> None:
        self.busy: set[asyncio.Task[None]] = set()
        self.worker = ConnectionTask(asyncio.get_running_loop(), self.busy)
        self.tasks: list[asyncio.Task[None] | None] = []
        self.ends = asyncio.Event()

    async def quick(self) -> None:
        self.tasks.append(asyncio.current_task())

    async def slow(self) -> None:
        self.tasks.append(asyncio.current_task())
        await self.ends.wait()


async def _until(done: Callable[[], bool]) -> None:
    for _ in range(100):
        if done():
            return
        await asyncio.sleep(0)
    raise AssertionError("it did not come to that")


async def test_all_that_comes_one_after_the_other_is_done_by_one_task() -> None:
    works = Works()
    for number in range(3):
        works.worker.do(RequestHandler(works.quick))
        assert len(works.busy) == 1
        await _until(lambda: not works.busy)
        assert len(works.tasks) == number + 1
    assert len(set(works.tasks)) == 1
    works.worker.close()


async def test_what_comes_meanwhile_does_not_wait() -> None:
    works = Works()
    works.worker.do(RequestHandler(works.slow))
    works.worker.do(RequestHandler(works.quick))
    await _until(lambda: len(works.tasks) == 2)
    assert len(set(works.tasks)) == 2
    works.ends.set()
    await _until(lambda: not works.busy)
    works.worker.do(RequestHandler(works.quick))
    await _until(lambda: len(works.tasks) == 3)
    works.worker.close()


async def test_a_connection_that_ends_leaves_no_task() -> None:
    before = asyncio.all_tasks()
    idle, busy = Works(), Works()
    idle.worker.do(RequestHandler(idle.quick))
    busy.worker.do(RequestHandler(busy.slow))
    await _until(lambda: bool(idle.tasks) and not idle.busy and bool(busy.tasks))
    idle.worker.close()
    busy.worker.close()
    await _until(lambda: len(asyncio.all_tasks()) == len(before) + 1)
    # What was begun goes on, and is the last.
    busy.ends.set()
    await _until(lambda: asyncio.all_tasks() == before)
    assert not busy.busy


async def test_one_that_was_told_to_end_takes_no_more() -> None:
    works = Works()

    async def stubborn() -> None:
        try:
            await works.slow()
        except asyncio.CancelledError:
            await asyncio.sleep(0)

    works.worker.do(RequestHandler(stubborn))
    await _until(lambda: bool(works.tasks))
    (task,) = works.busy
    task.cancel()
    await _until(task.done)
    works.worker.do(RequestHandler(works.quick))
    await _until(lambda: len(works.tasks) == 2)
    assert works.tasks[1] is not task
    works.worker.close()


async def test_one_that_was_ended_while_it_waited_is_replaced() -> None:
    works = Works()
    works.worker.do(RequestHandler(works.quick))
    await _until(lambda: bool(works.tasks) and not works.busy)
    (waiting,) = works.tasks
    assert waiting is not None
    waiting.cancel()
    works.worker.do(RequestHandler(works.quick))
    await _until(lambda: len(works.tasks) == 2)
    assert works.tasks[1] is not waiting
    works.worker.close()


async def test_what_fails_is_its_own_fault() -> None:
    works = Works()

    async def failing() -> None:
        raise RuntimeError("no")

    failed, next_one = RequestHandler(failing), RequestHandler(works.quick)
    works.worker.do(failed)
    await _until(lambda: not works.busy)
    (error,) = failed.ended
    assert isinstance(error, RuntimeError)
    works.worker.do(next_one)
    await _until(lambda: bool(works.tasks))
    assert next_one.ended == [None]
    assert next_one.task is failed.task is works.tasks[0]
    works.worker.close()
