"""The task that answers a connection's requests, one after the other: one for each would cost a request several microseconds."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Protocol, cast


class RequestHandler(Protocol):
    """What a worker does: begun in its task, and told how it ended."""

    def begin(self, task: asyncio.Task[None]) -> Awaitable[None]:
        """Awaited by the task that does it."""

    def end(self, error: BaseException | None) -> None:
        """It came to its end, or to that error; raises nothing."""


class ConnectionTask:
    """Does what it is given in a task that waits for more. While it does so the task is in `busy`, where the server's stop finds it."""

    __slots__ = ("_busy", "_closed", "_loop", "_task", "_wanted")

    def __init__(self, loop: asyncio.AbstractEventLoop, busy: set[asyncio.Task[None]]) -> None:
        self._loop = loop
        self._busy = busy
        self._wanted: asyncio.Future[RequestHandler] | None = None
        self._task: asyncio.Task[None]
        self._closed = False

    def do(self, work: RequestHandler) -> None:
        """Begins it at the end of the loop's turn; beside what is still being done, should there be something."""
        wanted, self._wanted = self._wanted, None
        if wanted is None or wanted.done():
            # None waits, or the one that did was ended by somebody else.
            task = self._loop.create_task(self._run(work))
        else:
            task = self._task
            wanted.set_result(work)
        self._busy.add(task)

    def close(self) -> None:
        """There is no more to do; what was begun goes on."""
        self._closed = True
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted.cancel()

    async def _run(self, work: RequestHandler) -> None:
        task = cast("asyncio.Task[None]", asyncio.current_task(self._loop))
        while True:
            try:
                await work.begin(task)
            except BaseException as error:
                work.end(error)
            else:
                work.end(None)
            self._busy.discard(task)
            # One that was told to end does not begin anew, and another may wait already.
            if self._closed or self._wanted is not None or task.cancelling():
                return
            self._task = task
            self._wanted = self._loop.create_future()
            work = await self._wanted
