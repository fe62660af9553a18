"""Records a usage row for every call to an upstream, also for one that fails or is abandoned."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.storage.database import Database
from app.storage.fences import Fence
from app.storage.rows import Row, RowFactory, UsageRow
from app.usage.entry import UsageEntry
from app.usage.journal import Journal, Slot
from app.usage.unwritten import UnwrittenRows
from generated.runtime import Call

_log = logging.getLogger(__name__)

_RETRY_SECONDS = 1.0
_RECONCILE_EVERY = 10
"""Rounds of retries between two searches for journals of killed processes."""


class UsageRecorder:
    """Opens an entry for each request, which has a row for each of its calls to an upstream.

    `folder` is that of the journal of open calls; without one, a killed process has no rows of them.
    """

    def __init__(self, database: Database, folder: Path | None = None) -> None:
        self.writer = database.writer
        self._spawned: set[asyncio.Task[None]] = set()
        self._folder = folder
        self._unwritten = UnwrittenRows(database)
        self.journal: Journal | None = None

    def open_journal(self) -> None:
        """Calls that begin from now on are in the journal. If it cannot be used, that is logged."""
        if self._folder is None:
            return
        journal = Journal(self._folder)
        try:
            journal.open()
        except OSError as error:
            _log.warning(
                "no usage of calls that a kill of this process ends is recorded: "
                "the journal in %s cannot be used: %s. Set USAGE_JOURNAL_DIR to a private, writable folder.",
                self._folder,
                error,
            )
            return
        self.journal = self._unwritten.journal = journal

    async def run(self) -> None:
        """Writes what could not be written before, of this process and of killed ones, until cancelled."""
        rounds = 0
        while True:
            await self._unwritten.write()
            if self.journal is not None and self._folder is not None and rounds % _RECONCILE_EVERY == 0:
                await self._unwritten.reconcile(self._folder)
            rounds += 1
            await asyncio.sleep(_RETRY_SECONDS)

    async def open(
        self, call: Call[Any], *, object_id: str | None = None, streamed: bool = False, job: str | None = None
    ) -> UsageEntry:
        """Opens an entry; `job` is for a background response.

        Raises Unavailable if no row could be written.
        """
        await self.admit()
        self.writer.in_flight += 1
        return UsageEntry(self, call, object_id, streamed=streamed, job=job)

    def try_open(
        self, call: Call[Any], *, object_id: str | None = None, streamed: bool = False
    ) -> UsageEntry | None:
        """`open` without a coroutine; None if `open` would wait or raise."""
        if not self.writer.ready:
            return None
        self.writer.in_flight += 1
        return UsageEntry(self, call, object_id, streamed=streamed)

    async def admit(self) -> None:
        """See `Writer.admit`."""
        await self.writer.admit()

    def write(self, *rows: Row | RowFactory, fence: Fence | None = None) -> asyncio.Future[None]:
        """See `Writer.write`."""
        return self.writer.write(*rows, fence=fence)

    def keep(self, row: UsageRow, slot: Slot | None) -> None:
        """See `Writes`."""
        self._unwritten.keep(row, slot)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs the clean-up of an abandoned call; `close` waits for it."""
        task = asyncio.create_task(work)
        self._spawned.add(task)
        task.add_done_callback(self._on_task_done)

    def _on_task_done(self, task: asyncio.Task[None]) -> None:
        self._spawned.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("clean-up of an abandoned call failed", exc_info=error)

    async def close(self) -> None:
        """Waits for all clean-ups."""
        while self._spawned:
            await asyncio.gather(*self._spawned, return_exceptions=True)

    async def close_journal(self) -> None:
        """Writes what waits, if the database can be used; what is left waits in the journal."""
        await self.writer.flush()
        await self._unwritten.write()
        if self.journal is not None:
            with suppress(OSError):
                self.journal.close()
            self.journal = self._unwritten.journal = None
