"""Work that callers who arrive together share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class SharedTasks(Generic[T]):
    """Runs work once for all callers that wait for the same name."""

    def __init__(self) -> None:
        self._running: dict[str, asyncio.Task[T]] = {}

    async def run(self, name: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The result of `work`, or of the work of that name that already runs. Raises what it raises."""
        task = self._running.get(name)
        if task is None:
            task = self._running[name] = asyncio.create_task(work())
            task.add_done_callback(lambda _: self._running.pop(name, None))
        # Shielded: the work continues for the others when one of them disconnects.
        return await asyncio.shield(task)
