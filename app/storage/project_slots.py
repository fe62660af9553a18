"""Slots for the long reads of each project."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from app.errors import RateLimited


@dataclass(slots=True)
class _Project:
    free: asyncio.Semaphore
    users: int = 0
    """Reads that hold a slot or wait for one."""


class ProjectSlots:
    """At most `slots` reads of one project run at once; others of the project wait `wait_seconds` for one."""

    def __init__(self, slots: int, wait_seconds: float) -> None:
        self._slots = slots
        self._wait_seconds = wait_seconds
        self._projects: dict[str, _Project] = {}

    async def acquire(self, project: str) -> None:
        """Takes a slot, to be given back by `release`. Raises RateLimited after a wait of `wait_seconds`."""
        entry = self._projects.setdefault(project, _Project(asyncio.Semaphore(self._slots)))
        entry.users += 1
        try:
            async with asyncio.timeout(self._wait_seconds):
                await entry.free.acquire()
        except TimeoutError:
            self._leave(project, entry)
            raise RateLimited(
                "This project has too many lists in progress. Try again.", headers={"retry-after": "1"}
            ) from None
        except BaseException:
            self._leave(project, entry)
            raise

    def release(self, project: str) -> None:
        """Gives a slot back."""
        entry = self._projects[project]
        entry.free.release()
        self._leave(project, entry)

    def _leave(self, project: str, entry: _Project) -> None:
        entry.users -= 1
        if not entry.users:
            del self._projects[project]
