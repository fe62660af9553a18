"""A flag that tasks wait for: what `asyncio.Event` is, at a tenth of its memory, of which each connection has two."""

from __future__ import annotations

import asyncio


class LightEvent:
    """Down until it is set."""

    __slots__ = ("_is_set", "_waiters")

    def __init__(self) -> None:
        self._is_set = False
        self._waiters: list[asyncio.Future[None]] | None = None

    def set(self) -> None:
        """Wakes all who wait."""
        self._is_set = True
        waiters, self._waiters = self._waiters, None
        for waiter in waiters or ():
            if not waiter.done():
                waiter.set_result(None)

    def clear(self) -> None:
        """Whoever waits from now on waits for the next time."""
        self._is_set = False

    def is_set(self) -> bool:
        """Whether it is up."""
        return self._is_set

    async def wait(self) -> None:
        """Returns at once where it is set."""
        if self._is_set:
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self._waiters is None:
            self._waiters = [waiter]
        else:
            self._waiters.append(waiter)
        await waiter
