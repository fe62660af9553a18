"""The group-commit writer: hot-path rows reach the database through it only.

A commit starts when the writer is idle and contains all rows that wait; a caller continues when its own rows
are durable. So all calls that end during a commit share the cost of the next one. If the last commit started
less than `GROUP_INTERVAL` ago and other calls are in flight, the next one waits for the rest of that
interval: on a fast disk a group would be a few calls otherwise.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine

from app.errors import APIError, Unavailable
from app.storage.fences import Fence
from app.storage.group_commit import Batch, GroupCommit, not_recorded, unavailable
from app.storage.leases import LeaseLost
from app.storage.rows import Row, RowFactory

_log = logging.getLogger(__name__)

_PROBE_SECONDS = 1.0
GROUP_INTERVAL = 0.01
"""Seconds between the starts of two commits, unless `GROUP_SIZE` calls wait."""
GROUP_SIZE = 16
"""Calls of which a larger group would hardly make each any cheaper."""


class Writer:
    """Writes rows in groups.

    `lock` excludes the other writers of this process where the database takes one at a time.
    `wait_seconds` bounds how long rows wait for an unavailable database, `most_waiting` how many calls may
    wait.
    """

    def __init__(
        self, engine: Engine, lock: threading.Lock | None, *, wait_seconds: float, most_waiting: int
    ) -> None:
        self._group_commit = GroupCommit(engine, lock, wait_seconds)
        self._most_waiting = most_waiting
        self._waiting: deque[Batch] = deque()
        self.in_flight = 0
        """Calls that will write rows when they end; the recorder of usage counts them."""
        self._busy = False
        self._interval_timer: asyncio.TimerHandle | None = None
        self._next_start = 0.0
        self._last_group_size = 1
        self._idle = asyncio.Event()
        self._idle.set()
        self._down_since: float | None = None
        self._probed_at = 0.0
        self._probe: asyncio.Future[bool] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")

    @property
    def ready(self) -> bool:
        """Whether, as far as is known, rows can be written: `admit` would neither wait nor raise."""
        return self._down_since is None and len(self._waiting) < self._most_waiting

    async def admit(self) -> None:
        """Raises Unavailable, before an upstream is paid, where the rows of a call could not be written."""
        if len(self._waiting) >= self._most_waiting:
            raise unavailable("too many calls wait for the database")
        if self._down_since is None:
            return
        if self._probe is None and time.monotonic() - self._probed_at >= _PROBE_SECONDS:
            self._probe = asyncio.get_running_loop().run_in_executor(
                self._thread, self._group_commit.can_write
            )
            self._probe.add_done_callback(self._on_probe_done)
            # A probe of an unreachable server takes longer, and no caller waits for that.
            await asyncio.wait((self._probe,), timeout=_PROBE_SECONDS)
        if self._down_since is not None:
            raise unavailable("the database cannot be written to")

    def write(self, *rows: Row | RowFactory, fence: Fence | None = None) -> asyncio.Future[None]:
        """To be awaited: done once the rows, and what the fence adds to them, are durable.

        Raises Unavailable, or ServerError where the database refuses these rows, or LeaseLost where another
        attempt holds the fence's row: then `rows` are durable and the fence's are not written.
        """
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._enqueue(Batch(rows, written, fence))
        return written

    def submit(self, *rows: Row | RowFactory) -> None:
        """Writes the rows while no caller waits: the client has disconnected, or gets an error anyway."""
        self._enqueue(Batch(rows, None))

    async def close(self) -> None:
        """Writes the rows that wait, then ends."""
        await self._idle.wait()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._group_commit.disconnect)
        self._thread.shutdown()

    def _enqueue(self, batch: Batch) -> None:
        self._waiting.append(batch)
        if not self._busy:
            self._busy = True
            self._idle.clear()
            self._schedule_commit()
        elif self._interval_timer is not None and len(self._waiting) >= GROUP_SIZE:
            self._interval_timer.cancel()
            self._schedule_commit()

    def _schedule_commit(self) -> None:
        loop = asyncio.get_running_loop()
        # A single client that makes one call after the other would wait each time and share with no other
        # call.
        alone = len(self._waiting) == 1 and self._last_group_size == 1 and self.in_flight <= 0
        if alone or len(self._waiting) >= GROUP_SIZE or loop.time() >= self._next_start:
            self._interval_timer = None
            # Not at once: the calls that end in this tick of the loop join the group.
            loop.call_soon(self._start_commit)
        else:
            self._interval_timer = loop.call_at(self._next_start, self._start_commit)

    def _start_commit(self) -> None:
        self._interval_timer = None
        waiting, self._waiting = self._waiting, deque()
        self._last_group_size = len(waiting)
        group = [batch for batch in waiting if self._builds_rows(batch)]
        loop = asyncio.get_running_loop()
        self._next_start = loop.time() + GROUP_INTERVAL
        commit = loop.run_in_executor(self._thread, self._group_commit.commit, group)
        commit.add_done_callback(lambda done: self._on_committed(group, done.result()))

    def _builds_rows(self, batch: Batch) -> bool:
        try:
            batch.build_rows()
        except Exception:
            _log.exception("a row could not be built")
            batch.resolve(not_recorded())
            return False
        return True

    def _on_committed(self, group: list[Batch], errors: list[APIError | LeaseLost | None]) -> None:
        for batch, error in zip(group, errors, strict=True):
            batch.resolve(error)
        if any(isinstance(error, Unavailable) for error in errors):
            self._down_since = self._down_since or time.monotonic()
        else:
            self._mark_up()
        if self._waiting:
            self._schedule_commit()
        else:
            self._busy = False
            self._idle.set()

    def _on_probe_done(self, probe: asyncio.Future[bool]) -> None:
        self._probe = None
        self._probed_at = time.monotonic()
        if probe.result():
            self._mark_up()

    def _mark_up(self) -> None:
        if self._down_since is not None:
            _log.info("the database can be written to again")
            self._down_since = None
