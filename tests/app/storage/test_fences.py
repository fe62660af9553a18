"""The group-commit writer's fences: an attempt writes only while it holds its row; on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from app.contract.long_json import LongJson
from app.storage.database import Database
from app.storage.event_segments import read_progress, segment
from app.storage.fences import Fence
from app.storage.job_repository import JobRepository
from app.storage.leased_repository import LeaseKey, LeaseQueue
from app.storage.leases import LeaseLost
from app.storage.response_repository import ResponseRepository
from app.storage.rows import Row
from app.storage.tables import METADATA, Response
from tests.support.rows import OTHER, OWN, open_database, response

_RESPONSES = METADATA.tables["responses"]


async def _claimed(db: Database, count: int, project: str = OWN) -> list[LeaseKey]:
    """That many jobs, each claimed by its first attempt."""
    jobs = [response(project_id=project, status="queued", background=True) for _ in range(count)]
    keys = [LeaseKey(project, one["id"]) for one in jobs]

    def add(session: Session) -> None:
        for one in jobs:
            ResponseRepository(session, project).create(one)
        assert len(LeaseQueue(session, JobRepository).claim(keys, "first", 0)) == count

    await db.write(add)
    return keys


def _fence(key: LeaseKey, attempt: int, text: str, **changes: Any) -> Fence:
    return Fence(_RESPONSES, key, attempt, [segment(key, attempt, 0, [text.encode()])], changes)


async def _stored(db: Database, keys: Sequence[LeaseKey]) -> list[tuple[str, str, list[bytes | LongJson]]]:
    """Each job's status, upstream and events."""

    def read(session: Session) -> list[tuple[str, str, list[bytes | LongJson]]]:
        rows = []
        for key in keys:
            row = ResponseRepository(session, key.scope).get(key.id)
            assert row is not None
            segments = read_progress(session, {key: -1}).segments
            events = [event.data for stored in segments for event in stored.events]
            rows.append((row.status, row.upstream, events))
        return rows

    return await db.read(read)


def _response_row() -> tuple[Row, str]:
    """A row that needs no fence, and its id."""
    row = response()
    return (_RESPONSES, row), row["id"]


async def test_write_fence_of_the_attempt_that_holds_the_row_writes_rows_and_changes(database: str) -> None:
    async with open_database(database) as db:
        keys = [*await _claimed(db, 2), *await _claimed(db, 1, OTHER)]
        await asyncio.gather(
            *(
                db.writer.write(fence=_fence(key, 1, key.id, status="in_progress", upstream="u"))
                for key in reversed(keys)
            )
        )
        assert await _stored(db, keys) == [("in_progress", "u", [key.id.encode()]) for key in keys]


@pytest.mark.parametrize("reason", ["claimed again", "released", "finished", "deleted", "never claimed"])
async def test_write_fence_of_a_lost_attempt_writes_what_is_outside_only(database: str, reason: str) -> None:
    async with open_database(database) as db:
        lost, held = await _claimed(db, 2)
        attempt = 2 if reason == "never claimed" else 1

        def lose(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            if reason == "claimed again":
                assert LeaseQueue(session, JobRepository).claim([lost], "second", 60_000)
            elif reason == "released":
                assert JobRepository(session, OWN).release(lost.id, 1)
            elif reason == "finished":
                assert own.save(lost.id, 1, status="completed", response="{}")
            elif reason == "deleted":
                assert own.remove(lost.id)

        await db.write(lose)
        outside, outside_id = _response_row()
        results = await asyncio.gather(
            db.writer.write(outside, fence=_fence(lost, attempt, "lost", status="failed")),
            db.writer.write(fence=_fence(held, 1, "held", status="in_progress")),
            return_exceptions=True,
        )
        assert [type(result) for result in results] == [LeaseLost, type(None)]
        assert await _stored(db, [held]) == [("in_progress", "x", [b"held"])]
        if reason != "deleted":
            [(status, _, events)] = await _stored(db, [lost])
            assert (status, events) == ("completed" if reason == "finished" else "queued", [])
        found = await db.read(lambda session: ResponseRepository(session, OWN).get(outside_id))
        assert found is not None


async def test_write_fence_and_claim_at_once_one_of_them_wins(database: str) -> None:
    """Whatever the order, an attempt that has been replaced adds nothing after the next one has read."""
    async with open_database(database) as db, open_database(database) as second:
        keys = await _claimed(db, 8)

        def claim(session: Session) -> dict[LeaseKey, int]:
            claimed = LeaseQueue(session, JobRepository).claim(keys, "second", 60_000)
            found = {LeaseKey(row.project_id, row.id) for row in claimed}
            return {key: len(read_progress(session, {key: -1}).segments) for key in found}

        writes = asyncio.gather(
            *(db.writer.write(fence=_fence(key, 1, "first")) for key in keys), return_exceptions=True
        )
        before = await second.write(claim)
        results = dict(zip(keys, await writes, strict=True))
        for key, count in before.items():
            assert count == len((await db.read(partial(read_progress, positions={key: -1}))).segments)
            assert isinstance(results[key], LeaseLost) is (count == 0)


async def test_write_fences_and_heartbeats_of_many_jobs_do_not_deadlock(database: str) -> None:
    async with open_database(database) as db, open_database(database) as second:
        keys = await _claimed(db, 30)

        def beat(session: Session) -> set[str]:
            attempts = dict.fromkeys(reversed(keys), 1)
            return set(LeaseQueue(session, JobRepository).heartbeat(attempts, 60_000).values())

        for number in range(10):
            _, beats = await asyncio.gather(
                asyncio.gather(
                    *(
                        db.writer.write(fence=_numbered(key, number))
                        for key in (keys if number % 2 else reversed(keys))
                    )
                ),
                second.write(beat),
            )
            assert beats == {"held"}


def _numbered(key: LeaseKey, number: int) -> Fence:
    return Fence(_RESPONSES, key, 1, [segment(key, 1, number, [b"x"])], {"upstream": str(number)})


async def test_write_more_fences_than_one_statement_holds(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.storage import fences

    monkeypatch.setattr(fences, "_FENCES_PER_STATEMENT", 3)
    async with open_database(database) as db:
        keys = await _claimed(db, 8)
        await asyncio.gather(*(db.writer.write(fence=_fence(key, 1, key.id)) for key in keys))
        assert [events for _, _, events in await _stored(db, keys)] == [[key.id.encode()] for key in keys]


async def test_fence_names_columns_of_the_mixin(database: str) -> None:
    """The driver's statement names them; SQLAlchemy does not check it."""
    assert {"owner", "attempt"} <= {column.name for column in sa.inspect(Response).columns}
