"""One reader that waits for the next event of a connection, until a deadline."""

from __future__ import annotations

import asyncio


class EventWaiter:
    """All waits share one timer: a later deadline leaves it, and its callback sets it again."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._waiter: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._deadline = 0.0

    def _next_event(self, deadline: float) -> asyncio.Future[None]:
        """A future of the next event, with TimeoutError at the loop's `deadline`."""
        self._deadline = deadline
        if self._timer is None or deadline < self._timer.when():
            if self._timer is not None:
                self._timer.cancel()
            self._timer = self.loop.call_at(deadline, self._check_deadline)
        self._waiter = self.loop.create_future()
        return self._waiter

    def _check_deadline(self) -> None:
        self._timer = None
        waiter = self._waiter
        if waiter is None or waiter.done():
            return
        if self.loop.time() < self._deadline:
            self._timer = self.loop.call_at(self._deadline, self._check_deadline)
        else:
            waiter.set_exception(TimeoutError())

    def _wake(self) -> None:
        """An event happened."""
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
