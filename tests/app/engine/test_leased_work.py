"""The runner of leased work, by the example of jobs: slots, heartbeats, stops; on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from app.aio.drain import Drain
from app.engine.lease_policy import LeasePolicy
from app.engine.leased_work import LeasedWork
from app.storage.database import Database
from app.storage.job_repository import JobRepository
from app.storage.leased_repository import LeaseKey, LeaseQueue
from app.storage.response_repository import ResponseRepository
from app.storage.tables import Response
from tests.support.rows import OTHER, OWN, now_ms, open_database, response


class _Runs:
    """Work that waits until it is stopped."""

    def __init__(self) -> None:
        self.started: list[LeaseKey] = []
        self.stopped: dict[LeaseKey, str] = {}

    async def __call__(self, row: Response) -> None:
        key = LeaseKey(row.project_id, row.id)
        self.started.append(key)
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError as cancelled:
            self.stopped[key] = str(cancelled.args[0])


@asynccontextmanager
async def _runner(
    db: Database, runs: _Runs, *, slots: int = 8, lease_seconds: float = 0.8
) -> AsyncGenerator[LeasedWork[Response], None]:
    work = LeasedWork(db, JobRepository, runs, slots=slots, leases=LeasePolicy(lease_seconds), drain=Drain(0))
    running = asyncio.create_task(work.run())
    yield work
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await work.close()


async def _add(db: Database, project: str, count: int, lane: str = "") -> list[LeaseKey]:
    jobs = [response(project_id=project, status="queued", background=True, lane=lane) for _ in range(count)]

    def add(session: Session) -> None:
        for one in jobs:
            ResponseRepository(session, project).create(one)

    await db.write(add)
    return [LeaseKey(project, one["id"]) for one in jobs]


async def _wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the condition is not met")


async def test_run_stuck_work_of_one_project_leaves_slots_for_another(database: str) -> None:
    async with open_database(database) as db:
        stuck = await _add(db, OWN, 20)
        runs = _Runs()
        async with _runner(db, runs) as work:
            await _wait_until(lambda: len(runs.started) == 4)
            assert runs.started == stuck[:4]
            others = await _add(db, OTHER, 2)
            work.wake()
            await _wait_until(lambda: len(runs.started) == 6)
            assert runs.started[4:] == others


async def test_run_row_that_waits_longest_gets_the_slot_that_is_free(database: str) -> None:
    async with open_database(database) as db:
        first, second = await _add(db, OWN, 2)
        runs = _Runs()
        async with _runner(db, runs, slots=1) as work:
            await _wait_until(lambda: runs.started == [first])
            await work.cancel(first)
            await _wait_until(lambda: runs.started == [first, second])
        assert runs.stopped == {first: "cancel", second: "shutdown"}


async def test_close_stops_work_for_another_runner(database: str) -> None:
    async with open_database(database) as db:
        keys = await _add(db, OWN, 3)
        runs = _Runs()
        async with _runner(db, runs) as work:
            await _wait_until(lambda: len(runs.started) == 3)
            assert all(work.is_running(key) for key in keys)
        assert runs.stopped == dict.fromkeys(keys, "shutdown")
        assert not any(work.is_running(key) for key in keys)


async def test_heartbeat_extends_all_leases_together_and_stops_what_is_lost_or_cancelled(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    beats: list[int] = []
    heartbeat = LeaseQueue.heartbeat

    def counting(self: LeaseQueue[Response], attempts: dict[LeaseKey, int], duration_ms: int) -> object:
        beats.append(len(attempts))
        return heartbeat(self, attempts, duration_ms)

    monkeypatch.setattr(LeaseQueue, "heartbeat", counting)
    async with open_database(database) as db:
        kept, cancelled, lost = await _add(db, OWN, 3)
        runs = _Runs()
        async with _runner(db, runs):
            await _wait_until(lambda: len(runs.started) == 3)

            def take(session: Session) -> None:
                another = update(Response).where(col(Response.id) == lost.id)
                values = {"attempt": 2, "owner": "another", "lease_until": now_ms() + 60_000}
                session.execute(another.values(values))
                JobRepository(session, OWN).request_cancel(cancelled.id)

            await db.write(take)
            await _wait_until(lambda: len(runs.stopped) == 2)
            assert runs.stopped == {cancelled: "cancel", lost: "lost"}
            # Several leases long: the row that is held is claimed once.
            await _wait_until(lambda: len(beats) >= 8)
            assert beats[0] == 3
            assert beats[-1] == 1
            row = await db.read(lambda session: ResponseRepository(session, OWN).get(kept.id))
            assert row is not None
            assert row.attempt == 1


async def test_run_work_that_raises_waits_for_the_end_of_its_lease(database: str) -> None:
    attempts: list[int] = []

    async def fail(row: Response) -> None:
        attempts.append(row.attempt)
        raise RuntimeError("boom")

    async with open_database(database) as db:
        await _add(db, OWN, 1)
        work = LeasedWork(db, JobRepository, fail, slots=2, leases=LeasePolicy(1.0), drain=Drain(0))
        running = asyncio.create_task(work.run())
        await _wait_until(lambda: len(attempts) == 2)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await work.close()
    assert attempts == [1, 2]
