"""Leased work, by the example of jobs: one runner at a time, leases, cancellation; on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from app.storage.database import Database
from app.storage.job_repository import JobRepository
from app.storage.leased_repository import LeaseKey, LeaseQueue
from app.storage.response_repository import ResponseRepository
from app.storage.rows import ResponseRow
from app.storage.tables import Response
from tests.support.rows import OTHER, OWN, now_ms, open_database, response

_MINUTE = 60_000


def _add(session: Session, *rows: ResponseRow) -> None:
    for one in rows:
        ResponseRepository(session, one["project_id"]).create(one)


def _key(one: ResponseRow) -> LeaseKey:
    return LeaseKey(one["project_id"], one["id"])


def _claim(session: Session, one: ResponseRow, owner: str, duration_ms: int = _MINUTE) -> Response | None:
    claimed = LeaseQueue(session, JobRepository).claim([_key(one)], owner, duration_ms)
    return claimed[0] if claimed else None


def _heartbeat(session: Session, one: ResponseRow, attempt: int, duration_ms: int = _MINUTE) -> str:
    return LeaseQueue(session, JobRepository).heartbeat({_key(one): attempt}, duration_ms)[_key(one)]


async def _waiting(db: Database, most: int = 100) -> list[tuple[str, str, str]]:
    found = await db.read(lambda session: LeaseQueue(session, JobRepository).waiting(most))
    return [(*row.key, row.lane) for row in found]


async def test_claim_many_runners_at_once_one_gets_each_job(database: str) -> None:
    async with open_database(database) as db, open_database(database) as second:
        jobs = [response(status="queued", background=True) for _ in range(5)]
        await db.write(lambda session: _add(session, *jobs))

        def claim(session: Session, owner: str) -> Sequence[Response]:
            return LeaseQueue(session, JobRepository).claim([_key(one) for one in jobs], owner, _MINUTE)

        claims = await asyncio.gather(
            *((db if n % 2 else second).write(partial(claim, owner=f"runner-{n}")) for n in range(16))
        )
        got = [row for rows in claims for row in rows]
        assert sorted(row.id for row in got) == [one["id"] for one in jobs]
        assert {(row.attempt, row.status) for row in got} == {(1, "queued")}
        assert all(str(row.owner).startswith("runner-") for row in got)


async def test_claim_expired_lease_gives_the_job_to_another_runner(database: str) -> None:
    async with open_database(database) as db:
        one = response(status="queued", background=True)

        def work(session: Session) -> None:
            _add(session, one)
            jobs = JobRepository(session, OWN)
            assert _claim(session, one, "first", 0) is not None
            # Expired, but no other runner acquired it.
            assert _heartbeat(session, one, 1, 0) == "held"
            claimed = _claim(session, one, "second")
            assert claimed is not None
            assert (claimed.attempt, claimed.owner) == (2, "second")
            assert _claim(session, one, "third") is None
            assert _heartbeat(session, one, 1) == "lost"
            assert not jobs.release(one["id"], 1)
            assert _heartbeat(session, one, 2) == "held"
            assert jobs.release(one["id"], 2)
            again = _claim(session, one, "fourth")
            assert again is not None
            assert again.attempt == 3
            assert ResponseRepository(session, OWN).save(one["id"], 3, status="completed", response="{}")
            assert _heartbeat(session, one, 3) == "lost"
            assert _claim(session, one, "fifth") is None

        await db.write(work)


async def test_heartbeat_after_release_leaves_the_job_free(database: str) -> None:
    async with open_database(database) as db:
        one = response(status="queued", background=True)

        def work(session: Session) -> None:
            _add(session, one)
            assert _claim(session, one, "first") is not None
            assert JobRepository(session, OWN).release(one["id"], 1)
            assert _heartbeat(session, one, 1) == "lost"

        await db.write(work)
        assert await _waiting(db) == [(OWN, one["id"], "")]


async def test_lease_ends_by_the_clock_of_the_database(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    async with open_database(database) as db:
        one, other = response(status="queued", background=True), response(status="queued", background=True)

        def work(session: Session) -> None:
            _add(session, one, other)
            for job in (one, other):
                assert _claim(session, job, "first") is not None
            # This process believes that its lease is over for a year, or begins in a year.
            year = 365 * 86_400
            for offset in (year, -year):
                monkeypatch.setattr(time, "time", lambda offset=offset: now_ms() / 1000 + offset)
                assert _claim(session, one, "second") is None
                assert _heartbeat(session, one, 1) == "held"
            found = JobRepository(session, OWN).get(one["id"])
            assert found is not None
            assert found.lease_until is not None
            assert abs(found.lease_until - now_ms() - _MINUTE) < _MINUTE / 2

        await db.write(work)


async def test_heartbeat_of_many_jobs_reports_each(database: str) -> None:
    async with open_database(database) as db:
        held, cancelled, lost, done = (response(status="in_progress", background=True) for _ in range(4))

        def work(session: Session) -> None:
            queue = LeaseQueue(session, JobRepository)
            keys = [_key(one) for one in (held, cancelled, lost, done)]
            _add(session, held, cancelled, lost, done)
            assert len(queue.claim(keys, "first", 0)) == 4
            assert [row.id for row in queue.claim([_key(lost)], "second", _MINUTE)] == [lost["id"]]
            assert JobRepository(session, OWN).request_cancel(cancelled["id"]) is not None
            assert ResponseRepository(session, OWN).save(done["id"], 1, status="completed", response="{}")
            gone = LeaseKey(OWN, "resp_none")
            results = queue.heartbeat(dict.fromkeys([*keys, gone], 1), _MINUTE)
            assert list(results.values()) == ["held", "cancel", "lost", "lost", "lost"]
            # Only the leases that are held are extended.
            assert [_claim(session, one, "third") is None for one in (held, cancelled)] == [True, True]

        await db.write(work)


async def test_request_cancel_marks_unfinished_jobs_only(database: str) -> None:
    async with open_database(database) as db:
        one = response(status="in_progress", background=True)
        done = response(status="completed", background=True)
        plain = response(status="in_progress")

        def work(session: Session) -> None:
            jobs = JobRepository(session, OWN)
            _add(session, one, done, plain)
            for other, is_marked in ((one, True), (done, False), (plain, False)):
                row = jobs.request_cancel(other["id"])
                assert row is not None
                assert row.cancel_requested is is_marked
            assert jobs.request_cancel("resp_none") is None

        await db.write(work)


async def test_waiting_jobs_without_runner_are_found_in_every_project_and_lane(database: str) -> None:
    async with open_database(database) as db:
        queued = response(status="queued", background=True, lane="a")
        crashed = response(
            status="in_progress", background=True, attempt=1, owner="x", lease_until=now_ms() - 1
        )
        theirs = response(project_id=OTHER, status="queued", background=True, lane="a")
        second = response(status="queued", background=True, lane="a")
        others = [
            response(status="in_progress", background=True, owner="x", lease_until=now_ms() + _MINUTE),
            response(status="completed", background=True),
            response(status="in_progress"),
        ]
        await db.write(lambda session: _add(session, queued, crashed, theirs, second, *others))
        first = [(OWN, queued["id"], "a"), (OWN, crashed["id"], ""), (OTHER, theirs["id"], "a")]
        assert await _waiting(db) == [*first, (OWN, second["id"], "a")]
        assert await _waiting(db, 1) == first


async def test_waiting_many_finished_responses_uses_the_partial_index(database: str) -> None:
    async with open_database(database) as db:

        def plan(session: Session) -> str:
            _add(session, *(response() for _ in range(300)))
            _add(session, response(status="queued", background=True))
            connection = session.connection()
            statements: list[Any] = []
            event.listen(connection, "before_cursor_execute", lambda *seen: statements.append(seen[2:4]))
            assert len(LeaseQueue(session, JobRepository).waiting(9)) == 1
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("ANALYZE responses")
            explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
            return str(connection.exec_driver_sql(explain + statements[0][0], statements[0][1]).all())

        assert "ix_responses_unfinished_jobs" in await db.write(plan)


async def test_claim_and_heartbeat_of_many_jobs_search_by_key(database: str) -> None:
    """SQLite reads the whole table for a list of pairs."""
    async with open_database(database) as db:
        jobs = [response(status="queued", background=True) for _ in range(20)]

        def plans(session: Session) -> str:
            _add(session, *(response() for _ in range(2000)), *jobs)
            connection = session.connection()
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("ANALYZE responses")
            statements: list[Any] = []
            event.listen(connection, "before_cursor_execute", lambda *seen: statements.append(seen[2:4]))
            queue = LeaseQueue(session, JobRepository)
            keys = [_key(one) for one in jobs]
            assert len(queue.claim(keys, "first", _MINUTE)) == 20
            assert set(queue.heartbeat(dict.fromkeys(keys, 1), _MINUTE).values()) == {"held"}
            explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
            explained = [
                str(connection.exec_driver_sql(explain + statement, values).all())
                for statement, values in list(statements)
            ]
            assert len(explained) == 5
            return "\n".join(explained)

        found = await db.write(plans)
        assert "SCAN responses" not in found
        assert "Seq Scan" not in found


async def test_job_repository_other_project_finds_and_changes_nothing(database: str) -> None:
    async with open_database(database) as db:
        one = response(status="queued", background=True)

        def work(session: Session) -> None:
            _add(session, one)
            stranger = JobRepository(session, OTHER)
            assert stranger.request_cancel(one["id"]) is None
            assert _claim(session, response(project_id=OTHER, id=one["id"]), "stranger") is None
            assert _claim(session, one, "own") is not None
            assert not stranger.release(one["id"], 1)

        await db.write(work)
