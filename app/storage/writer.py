"""The group-commit writer: hot-path rows reach the database through it only.

A commit starts when the writer is idle and contains all rows that wait; a caller continues when its own rows
are durable. So all calls that end during a commit share the cost of the next one. If the last commit started
less than `GROUP_INTERVAL` ago and other calls are in flight, the next one waits for the rest of that
interval: on a fast disk a group would be a few calls otherwise.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor

from app.errors import APIError, Unavailable
from app.storage.availability import Availability
from app.storage.batch import Batch, OnDone, not_recorded, unavailable
from app.storage.fences import Fence
from app.storage.group_commit import GroupCommit
from app.storage.leases import LeaseLost
from app.storage.rows import Row, RowFactory

_log = logging.getLogger(__name__)

GROUP_INTERVAL = 0.01
"""Seconds between the starts of two commits, unless `GROUP_SIZE` calls wait."""
GROUP_SIZE = 16
"""Calls of which a larger group would hardly make each any cheaper."""
_WATCH_SECONDS = 0.25


class Writer:
    """Writes rows in groups by `commits`, while `availability` admits calls.

    `wait_seconds` bounds how long a call waits, also for a commit that hangs, `most_waiting` how many calls
    wait.
    """

    def __init__(
        self, commits: GroupCommit, availability: Availability, *, wait_seconds: float, most_waiting: int
    ) -> None:
        self._commits = commits
        self._availability = availability
        self._most_waiting = most_waiting
        self._wait_seconds = wait_seconds
        self._waiting: deque[Batch] = deque()
        self._committing: list[Batch] = []
        self._watch: asyncio.TimerHandle | None = None
        self.in_flight = 0
        """Calls that will write rows when they end; the recorder of usage counts them."""
        self._busy = False
        self._interval_timer: asyncio.TimerHandle | None = None
        self._next_start = 0.0
        self._last_group_size = 1
        self._idle = asyncio.Event()
        self._idle.set()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")

    @property
    def ready(self) -> bool:
        """Whether, as far as is known, rows can be written: `admit` would neither wait nor raise."""
        return self._availability.is_proven and len(self._waiting) < self._most_waiting

    async def admit(self) -> None:
        """Raises Unavailable, before an upstream is paid, where the rows of a call could not be written."""
        if len(self._waiting) >= self._most_waiting:
            raise unavailable("too many calls wait for the database")
        await self._availability.require()

    def write(
        self, *rows: Row | RowFactory, on_done: OnDone | None = None, fence: Fence | None = None
    ) -> asyncio.Future[None]:
        """To be awaited: done once the rows, and what the fence adds to them, are durable.

        Raises Unavailable, or ServerError where the database refuses these rows, or LeaseLost where another
        attempt holds the fence's row: then `rows` are durable and the fence's are not written. `on_done` gets
        the error that kept `rows` from being written, or None, whether or not a caller still waits.
        """
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._enqueue(Batch(rows, written, on_done, fence))
        return written

    def submit(self, *rows: Row | RowFactory, on_done: OnDone | None = None) -> None:
        """Writes the rows while no caller waits: the client has disconnected, or gets an error anyway."""
        self._enqueue(Batch(rows, None, on_done))

    async def flush(self) -> None:
        """Writes the rows that wait."""
        await self._idle.wait()

    async def close(self) -> None:
        """Writes the rows that wait, then ends."""
        await self.flush()
        if self._watch is not None:
            self._watch.cancel()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._commits.disconnect)
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
        self._committing = group
        if self._watch is None:
            self._watch = loop.call_later(_WATCH_SECONDS, self._end_waits)
        commit = loop.run_in_executor(self._thread, self._commits.commit, group)
        commit.add_done_callback(lambda done: self._on_committed(group, done.result()))

    def _builds_rows(self, batch: Batch) -> bool:
        try:
            batch.build_rows()
        except Exception:
            _log.exception("a row could not be built")
            batch.finish(not_recorded())
            return False
        return True

    def _end_waits(self) -> None:
        """A commit that hangs, on a disk or a connection that does not answer, lets its callers go."""
        self._watch = None
        if not self._busy:
            return
        self._watch = asyncio.get_running_loop().call_later(_WATCH_SECONDS, self._end_waits)
        before = time.monotonic() - self._wait_seconds - _WATCH_SECONDS
        late = [batch for batch in (*self._committing, *self._waiting) if batch.enqueued_at < before]
        for batch in late:
            batch.resolve(unavailable("the database could not be written to in time"))
        if late:
            self._availability.fail("a commit does not end")

    def _on_committed(self, group: list[Batch], errors: list[APIError | LeaseLost | None]) -> None:
        for batch, error in zip(group, errors, strict=True):
            batch.finish(error)
        # Also a commit in which each attempt had lost its row was one.
        if any(error is None or isinstance(error, LeaseLost) for error in errors):
            self._availability.prove()
        elif any(isinstance(error, Unavailable) for error in errors):
            self._availability.fail("rows of calls are lost")
        if self._waiting:
            self._schedule_commit()
        else:
            self._busy = False
            self._idle.set()
