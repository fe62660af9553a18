"""Runs leased work on this replica: claims rows, renews their leases, stops what was cancelled or lost."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial
from typing import Generic, Literal, TypeAlias

from sqlmodel import Session

from app.aio.drain import Drain
from app.engine.lease_policy import LeasePolicy
from app.engine.slots import Slots
from app.errors import APIError
from app.storage.database import Database
from app.storage.leased_repository import (
    HeartbeatResult,
    LeasedRepository,
    LeasedRow,
    LeaseKey,
    LeaseQueue,
    Waiting,
)

_log = logging.getLogger(__name__)

StopReason: TypeAlias = Literal["cancel", "lost", "shutdown"]
"""The message of the cancellation that stops a row's task: end the work as cancelled; another runner has it;
release it.
"""

_POLL_SECONDS = 1.0
_CLAIM_INTERVAL = 0.1
"""Seconds between two claims: with a long queue each reads all of it."""


class LeasedWork(Generic[LeasedRow]):
    """The rows of one table that this replica has.

    `work` runs one claimed row to its end, and stops when it is cancelled with a `StopReason`. A row whose
    work raises waits for the next runner until its lease ends.
    """

    def __init__(
        self,
        database: Database,
        repository: type[LeasedRepository[LeasedRow]],
        work: Callable[[LeasedRow], Awaitable[None]],
        *,
        slots: int,
        leases: LeasePolicy,
        drain: Drain,
    ) -> None:
        self._database = database
        self._repository = repository
        self._work = work
        self._slots = Slots(slots)
        self._most = slots
        self._leases = leases
        self._drain = drain
        self._owner = "runner_" + os.urandom(8).hex()
        self._added = asyncio.Event()
        self._running: dict[LeaseKey, _Running] = {}
        self._claim: asyncio.Task[None] | None = None
        self._heartbeats: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """A row was added: it is claimed at once, if there is a slot for it."""
        self._added.set()

    def is_running(self, key: LeaseKey) -> bool:
        """Whether this replica has the row."""
        return key in self._running

    async def run(self) -> None:
        """Claims rows until the server drains; other replicas or the next start run later ones."""
        while not self._drain.started:
            self._added.clear()
            # A task of its own: the rows of a claim that is committed are run, also if this one is cancelled.
            self._claim = asyncio.create_task(self._claim_waiting())
            try:
                await asyncio.shield(self._claim)
            except Exception:
                # The next claim may succeed; without one, nothing would run until the next start.
                _log.exception("waiting work could not be claimed")
            await asyncio.sleep(_CLAIM_INTERVAL)
            try:
                await asyncio.wait_for(self._added.wait(), _POLL_SECONDS)
            except TimeoutError:
                continue

    async def cancel(self, key: LeaseKey) -> None:
        """Ends the row as cancelled, if it runs here or nowhere; the request is committed already."""
        if key not in self._running:
            # Slots do not count: this row ends at once.
            await self._start([Waiting(key, "")])
        running = self._running.get(key)
        if running is not None:
            running.stop("cancel")
            await asyncio.wait((running.task,))

    async def close(self) -> None:
        """Waits for running rows until the drain's deadline, then releases them for another runner."""
        self._drain.start()
        if self._claim is not None:
            await asyncio.wait((self._claim,))
        running = list(self._running.values())
        tasks = [one.task for one in running]
        if tasks:
            await asyncio.wait(tasks, timeout=self._drain.left())
        for one in running:
            one.stop("shutdown")
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._heartbeats is not None:
            self._heartbeats.cancel()

    async def _claim_waiting(self) -> None:
        if not self._slots.free:
            return
        try:
            waiting = await self._database.read(lambda session: self._queue(session).waiting(self._most))
        except APIError as error:
            _log.warning("waiting work could not be read: %s", error.message)
            return
        # A row that runs here waits if this process was stopped for longer than its lease: the next heartbeat
        # extends that, or reports it as lost.
        await self._start(
            self._slots.choose([row for row in waiting if row.key not in self._running]), chosen=True
        )

    async def _start(self, waiting: Sequence[Waiting], *, chosen: bool = False) -> None:
        """Claims the rows and starts those that no other replica has; `chosen` ones have their slots."""
        if not waiting:
            return
        claim = partial(self._claim_rows, keys=[row.key for row in waiting])
        rows: Collection[LeasedRow] = ()
        try:
            rows = await self._database.write(claim)
        except APIError as error:
            _log.warning("waiting work could not be claimed: %s", error.message)
        claimed = {self._repository.key_of(row): row for row in rows}
        for one in waiting:
            row = claimed.get(one.key)
            if row is None:
                if chosen:
                    self._slots.give_back(one)
                continue
            if not chosen:
                self._slots.take(one)
            running = _Running(asyncio.create_task(self._run_row(row)), row.attempt)
            self._running[one.key] = running
            running.task.add_done_callback(partial(self._on_done, one, running))
        if self._running and self._heartbeats is None:
            self._heartbeats = asyncio.create_task(self._renew())

    def _claim_rows(self, session: Session, keys: Sequence[LeaseKey]) -> Sequence[LeasedRow]:
        return self._queue(session).claim(keys, self._owner, self._leases.duration_ms)

    async def _run_row(self, row: LeasedRow) -> None:
        key = self._repository.key_of(row)
        try:
            await self._work(row)
        except APIError as error:
            _log.warning("work could not run: %s", error.message, extra={"row": key.id})
        except Exception:
            _log.exception("work failed", extra={"row": key.id})

    def _on_done(self, one: Waiting, running: _Running, task: asyncio.Task[None]) -> None:
        del task
        if self._running.get(one.key) is running:
            del self._running[one.key]
        self._slots.give_back(one)
        self.wake()

    async def _renew(self) -> None:
        """Renews the leases of all rows in one transaction, for as long as there are any."""
        while self._running:
            await asyncio.sleep(self._leases.heartbeat_seconds)
            attempts = {key: running.attempt for key, running in self._running.items()}
            try:
                results = await self._database.write(partial(self._heartbeat, attempts=attempts))
            except APIError:
                continue
            except Exception:
                _log.exception("leases could not be renewed")
                continue
            for key, result in results.items():
                running = self._running.get(key)
                if running is not None and running.attempt == attempts[key] and result != "held":
                    running.stop(result)
        self._heartbeats = None

    def _heartbeat(self, session: Session, attempts: dict[LeaseKey, int]) -> dict[LeaseKey, HeartbeatResult]:
        return self._queue(session).heartbeat(attempts, self._leases.duration_ms)

    def _queue(self, session: Session) -> LeaseQueue[LeasedRow]:
        return LeaseQueue(session, self._repository)


class _Running:
    """A row's task and attempt."""

    def __init__(self, task: asyncio.Task[None], attempt: int) -> None:
        self.task = task
        self.attempt = attempt
        self._stopped = False

    def stop(self, reason: StopReason) -> None:
        """Cancels the task. A second reason does not interrupt what the first one has started."""
        if not self._stopped:
            self._stopped = True
            # Not at once: a task that is cancelled before its first step runs nothing of its work's end.
            asyncio.get_running_loop().call_soon(self.task.cancel, reason)
