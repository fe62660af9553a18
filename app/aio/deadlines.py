"""Time limits for many short waits: `asyncio.timeout_at` at a quarter of its cost."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Generator
from types import TracebackType
from typing import Any, Generic, TypeVar, cast
from weakref import WeakKeyDictionary

T = TypeVar("T")


class EagerAwaitable(Generic[T]):
    """Runs an awaitable up to its first wait. If it is `waiting` then, it has to be awaited; else its
    result is there.

    So a result that is mostly there already costs no timer.
    """

    __slots__ = ("_answer", "_steps", "_waited", "waiting")

    def __init__(self, awaitable: Awaitable[T]) -> None:
        self._steps = awaitable.__await__()
        self.waiting = True
        try:
            self._waited = next(self._steps)
        except StopIteration as stop:
            self._answer: T = stop.value
            self.waiting = False

    def __await__(self) -> Generator[Any, Any, T]:
        while self.waiting:
            # As `yield from` does, which cannot start in the middle.
            error: BaseException | None = None
            try:
                yield self._waited
            except BaseException as thrown:
                error = thrown
            try:
                self._waited = next(self._steps) if error is None else self._steps.throw(error)
            except StopIteration as stop:
                self._answer = stop.value
                self.waiting = False
        return self._answer


class Deadline:
    """`with Deadline(at):` raises TimeoutError in the block once the loop's clock has passed `at`."""

    __slots__ = ("_at", "_before", "_passed", "_task", "_watch")

    def __init__(self, at: float) -> None:
        self._at = at
        self._passed = False

    def __enter__(self) -> None:
        task = cast("asyncio.Task[object]", asyncio.current_task())
        self._task = task
        self._before = task.cancelling()
        loop = asyncio.get_running_loop()
        watch = _watches.get(loop)
        self._watch = watch = _watches.setdefault(loop, _Watch()) if watch is None else watch
        watch.add(self, self._at)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watch.discard(self)
        # A task that was also cancelled from elsewhere stays cancelled.
        if self._passed and self._task.uncancel() <= self._before and kind is asyncio.CancelledError:
            raise TimeoutError from error

    def expire(self) -> None:
        """Called once its time has passed."""
        self._passed = True
        self._task.cancel()


class _Watch:
    """All deadlines of one event loop, with one timer: for the earliest, and then for the next."""

    def __init__(self) -> None:
        self._ends: dict[Deadline, float] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._due = 0.0

    def add(self, deadline: Deadline, at: float) -> None:
        self._ends[deadline] = at
        if self._timer is None or at < self._due:
            self._set(at)

    def discard(self, deadline: Deadline) -> None:
        # The timer stays: most waits end long before their deadline, and the next wait needs it again.
        self._ends.pop(deadline, None)

    def _set(self, at: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._due = at
        self._timer = asyncio.get_running_loop().call_at(at, self._sweep)

    def _sweep(self) -> None:
        self._timer = None
        now = asyncio.get_running_loop().time()
        for deadline in [each for each, at in self._ends.items() if at <= now]:
            del self._ends[deadline]
            deadline.expire()
        if self._ends:
            self._set(min(self._ends.values()))


_watches: WeakKeyDictionary[asyncio.AbstractEventLoop, _Watch] = WeakKeyDictionary()
