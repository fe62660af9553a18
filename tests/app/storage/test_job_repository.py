"""The job repository: one runner at a time, leases, cancellation, waiting jobs; on both databases."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from app.storage.job_repository import JobRepository, waiting
from app.storage.response_repository import ResponseRepository
from app.storage.rows import ResponseRow
from app.storage.tables import Response
from tests.support.rows import OTHER, OWN, now_ms, open_database, response


def _add(session: Session, one: ResponseRow) -> None:
    ResponseRepository(session, one["project_id"]).create(one)


def _soon() -> int:
    return now_ms() + 60_000


async def test_claim_many_runners_at_once_one_gets_the_job(database: str) -> None:
    async with open_database(database) as db, open_database(database) as second:
        one = response(status="queued", background=True)
        await db.write(partial(_add, one=one))

        def claim(session: Session, owner: str) -> Response | None:
            return JobRepository(session, OWN).claim(one["id"], owner, _soon())

        claims = await asyncio.gather(
            *((db if n % 2 else second).write(partial(claim, owner=f"runner-{n}")) for n in range(16))
        )
        got = [row for row in claims if row is not None]
        assert len(got) == 1
        assert (got[0].attempt, got[0].status) == (1, "queued")
        assert str(got[0].owner).startswith("runner-")


async def test_claim_expired_lease_gives_the_job_to_another_runner(database: str) -> None:
    async with open_database(database) as db:
        one = response(status="queued", background=True)

        def work(session: Session) -> None:
            _add(session, one)
            jobs = JobRepository(session, OWN)
            assert jobs.claim(one["id"], "first", now_ms()) is not None
            # Expired, but no other runner acquired it.
            assert jobs.heartbeat(one["id"], 1, now_ms()) == "held"
            claimed = jobs.claim(one["id"], "second", _soon())
            assert claimed is not None
            assert (claimed.attempt, claimed.owner) == (2, "second")
            assert jobs.claim(one["id"], "third", _soon()) is None
            assert jobs.heartbeat(one["id"], 1, _soon()) == "lost"
            assert not jobs.release(one["id"], 1)
            assert jobs.heartbeat(one["id"], 2, _soon()) == "held"
            assert jobs.release(one["id"], 2)
            again = jobs.claim(one["id"], "fourth", _soon())
            assert again is not None
            assert again.attempt == 3
            assert ResponseRepository(session, OWN).save(one["id"], 3, status="completed", response="{}")
            assert jobs.heartbeat(one["id"], 3, _soon()) == "lost"
            assert jobs.claim(one["id"], "fifth", _soon()) is None

        await db.write(work)


async def test_heartbeat_after_release_leaves_the_job_free(database: str) -> None:
    async with open_database(database) as db:
        one = response(status="queued", background=True)

        def work(session: Session) -> None:
            _add(session, one)
            jobs = JobRepository(session, OWN)
            assert jobs.claim(one["id"], "first", _soon()) is not None
            assert jobs.release(one["id"], 1)
            assert jobs.heartbeat(one["id"], 1, _soon()) == "lost"
            assert [job.response_id for job in waiting(session)] == [one["id"]]

        await db.write(work)


async def test_claim_lease_expires_at_its_millisecond(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.storage.job_repository.now_ms", lambda: 1_000)
    async with open_database(database) as db:
        one = response(status="queued", background=True)

        def work(session: Session) -> None:
            _add(session, one)
            jobs = JobRepository(session, OWN)
            assert jobs.claim(one["id"], "first", 1_000) is not None
            assert jobs.claim(one["id"], "second", 1_001) is not None
            assert jobs.claim(one["id"], "third", 2_000) is None

        await db.write(work)


async def test_heartbeat_cancel_requested_returns_cancel(database: str) -> None:
    async with open_database(database) as db:
        one = response(status="in_progress", background=True)
        done = response(status="completed", background=True)
        plain = response(status="in_progress")

        def work(session: Session) -> None:
            jobs = JobRepository(session, OWN)
            for each in (one, done, plain):
                _add(session, each)
            assert jobs.claim(one["id"], "runner", _soon()) is not None
            marked = jobs.request_cancel(one["id"])
            assert marked is not None
            assert marked.cancel_requested
            assert jobs.heartbeat(one["id"], 1, _soon()) == "cancel"
            for other in (done, plain):
                row = jobs.request_cancel(other["id"])
                assert row is not None
                assert not row.cancel_requested
            assert jobs.request_cancel("resp_none") is None

        await db.write(work)


async def test_waiting_jobs_without_runner_are_found_in_every_project(database: str) -> None:
    async with open_database(database) as db:
        queued = response(status="queued", background=True)
        crashed = response(
            status="in_progress", background=True, attempt=1, owner="x", lease_until=now_ms() - 1
        )
        theirs = response(project_id=OTHER, status="queued", background=True)
        others = [
            response(status="in_progress", background=True, owner="x", lease_until=_soon()),
            response(status="completed", background=True),
            response(status="in_progress"),
        ]

        def fill(session: Session) -> None:
            for one in (queued, crashed, theirs, *others):
                _add(session, one)

        await db.write(fill)
        assert [tuple(job) for job in await db.read(waiting)] == [
            (OWN, queued["id"]), (OWN, crashed["id"]), (OTHER, theirs["id"]),
        ]  # fmt: skip
        assert len(await db.read(partial(waiting, most=2))) == 2


async def test_waiting_many_finished_responses_uses_the_partial_index(database: str) -> None:
    async with open_database(database) as db:

        def plan(session: Session) -> str:
            for _ in range(300):
                _add(session, response())
            _add(session, response(status="queued", background=True))
            connection = session.connection()
            statements: list[Any] = []
            event.listen(connection, "before_cursor_execute", lambda *seen: statements.append(seen[2:4]))
            assert len(waiting(session)) == 1
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("ANALYZE responses")
            explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
            return str(connection.exec_driver_sql(explain + statements[0][0], statements[0][1]).all())

        assert "ix_responses_unfinished_jobs" in await db.write(plan)


async def test_job_repository_other_project_finds_and_changes_nothing(database: str) -> None:
    async with open_database(database) as db:
        one = response(status="queued", background=True)

        def work(session: Session) -> None:
            _add(session, one)
            stranger = JobRepository(session, OTHER)
            assert stranger.claim(one["id"], "stranger", _soon()) is None
            assert stranger.request_cancel(one["id"]) is None
            claimed = JobRepository(session, OWN).claim(one["id"], "own", _soon())
            assert claimed is not None
            assert stranger.heartbeat(one["id"], 1, _soon()) == "lost"
            assert not stranger.release(one["id"], 1)

        await db.write(work)
