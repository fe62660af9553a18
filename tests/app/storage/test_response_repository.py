"""Responses: snapshots, items, chains, events, strangers, retention; on both databases."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import pytest
from sqlmodel import Session

from app.storage.ids import least, mint
from app.storage.job_repository import JobRepository
from app.storage.leases import now_ms
from app.storage.response_repository import ResponseRepository, rows
from app.storage.retention import expire
from tests.support.rows import OTHER, OWN, items, open_database, response


def _payloads(found: Sequence[Any]) -> list[str]:
    return [one.payload for one in found]


async def test_what_was_added_is_read_and_deleted_whole(database: str) -> None:
    async with open_database(database) as db:
        one = response(labels={"a": "b"}, conversation_id="conv_1", provider_id="resp_theirs")
        asked = items("i0", "i1", "i2")

        def add(session: Session) -> None:
            ResponseRepository(session, OWN).add(one.model_dump(), asked, items("o0", "o1"), ["e0", "e1"])

        def read(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            row = own.get(one.id)
            assert row is not None
            assert row.model_dump() == one.model_dump()
            assert _payloads(own.items(one.id, "input", limit=10)) == ["i0", "i1", "i2"]
            assert _payloads(own.items(one.id, "input", limit=1, after=0)) == ["i1"]
            assert _payloads(own.items(one.id, "input", limit=2, order="desc")) == ["i2", "i1"]
            assert _payloads(own.items(one.id, "output", limit=10)) == ["o0", "o1"]
            found = own.item(one.id, asked[1].id)
            assert found is not None
            assert (found.position, found.provider_id) == (1, "theirs")
            assert _payloads(own.events(one.id, limit=10)) == ["e0", "e1"]
            assert own.last_event(one.id) == 1

        def delete(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            assert own.delete(one.id)
            assert not own.delete(one.id)
            assert own.get(one.id) is None
            assert not own.items(one.id, "input", limit=10)
            assert not own.events(one.id, limit=10)
            assert own.last_event(one.id) == -1

        await db.write(add)
        await db.read(read)
        await db.write(delete)


async def test_the_writer_for_groups_takes_responses_too(database: str) -> None:
    """The rows that others refer to come first, whatever the tables' names."""
    async with open_database(database) as db:
        one, two = response(), response()
        await db.writer.write(*rows(one.model_dump(), items("i"), items("o"), ["e"]))
        db.writer.submit(*rows(two.model_dump(), items("i"), (), ["e0", "e1"]))
        await db.writer.write(*rows(response().model_dump()))

        def read(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            assert _payloads(own.chain(one.id).items) == ["i", "o"]
            assert own.last_event(two.id) == 1

        await db.read(read)


async def test_a_snapshot_is_replaced_only_by_the_last_attempt_until_it_is_finished(database: str) -> None:
    async with open_database(database) as db:
        one = response(status="queued", background=True, upstream="")

        def write(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            own.add(one.model_dump(), items("i"))
            row = JobRepository(session, OWN).claim(one.id, "runner", now_ms() + 60_000)
            assert row is not None
            assert row.attempt == 1
            for stale in (0, 2):
                assert not own.save(one.id, stale, status="failed", response="x", events=[(0, "x")])
                assert not own.append_events(one.id, stale, [(0, "x")])
            assert own.append_events(one.id, 1, [(0, "e0"), (1, "e1")])
            assert own.save(
                one.id, 1, status="in_progress", response='{"n":1}', upstream="up", outputs=items("half", "x")
            )
            row = own.get(one.id)
            assert row is not None
            assert (row.status, row.response, row.upstream, row.owner) == (
                "in_progress", '{"n":1}', "up", "runner",
            )  # fmt: skip
            assert own.save(
                one.id, 1, status="completed", response="{}", provider_id="p", outputs=items("whole"), events=[(2, "e2")]
            )  # fmt: skip
            row = own.get(one.id)
            assert row is not None
            assert (row.upstream, row.provider_id, row.owner, row.lease_until) == ("up", "p", None, None)
            assert _payloads(own.items(one.id, "output", limit=9)) == ["whole"]
            assert _payloads(own.items(one.id, "input", limit=9)) == ["i"]
            assert _payloads(own.events(one.id, after=0, limit=9)) == ["e1", "e2"]
            assert _payloads(own.events(one.id, after=0, limit=1)) == ["e1"]
            assert not own.save(one.id, 1, status="failed", response="late")
            assert not own.append_events(one.id, 1, [(3, "late")])

        await db.write(write)


async def test_a_chain_is_everything_that_was_said_in_its_order(database: str) -> None:
    async with open_database(database) as db:
        # Ids of replicas whose clocks differ: not in the order of the chain.
        ids = [mint("resp_") for _ in range(4)]
        first, second, third, fourth = ids[2], ids[0], ids[3], ids[1]

        def write(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            before: str | None = None
            for name, one in zip("abcd", (first, second, third, fourth), strict=True):
                row = response(id=one, previous_response_id=before).model_dump()
                own.add(row, items(f"{name}i0", f"{name}i1"), items(f"{name}o"))
                before = one
            own.add(response(previous_response_id=second).model_dump(), items("branch"))
            whole = own.chain(fourth)
            assert whole.complete
            assert whole.responses == [first, second, third, fourth]
            assert "".join(_payloads(whole.items)) == "ai0ai1aobi0bi1boci0ci1codi0di1do"
            assert own.chain(first).responses == [first]
            bounded = own.chain(fourth, most=2)
            assert (bounded.responses, bounded.complete) == ([third, fourth], False)
            nothing = own.chain("resp_none")
            assert (list(nothing.responses), list(nothing.items), nothing.complete) == ([], [], False)
            own.delete(second)
            broken = own.chain(fourth)
            assert (broken.responses, broken.complete) == ([third, fourth], False)

        await db.write(write)


async def test_a_long_chain_is_read_whole(database: str) -> None:
    async with open_database(database) as db:
        ids = [mint("resp_") for _ in range(1000)]

        def write(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            for before, one in zip([None, *ids], ids, strict=False):
                own.add(response(id=one, previous_response_id=before).model_dump(), items("i"), items("o"))
            found = own.chain(ids[-1])
            assert (found.responses, found.complete, len(found.items)) == (ids, True, 2000)

        await db.write(write)


async def test_a_strangers_responses_are_not_there(database: str) -> None:
    async with open_database(database) as db:
        one = response(status="in_progress")
        asked = items("i")

        def work(session: Session) -> None:
            ResponseRepository(session, OWN).add(one.model_dump(), asked, (), ["e"])
            stranger = ResponseRepository(session, OTHER)
            assert stranger.get(one.id) is None
            assert not stranger.delete(one.id)
            assert not stranger.save(one.id, 0, status="failed", response="x")
            assert not stranger.append_events(one.id, 0, [(1, "x")])
            assert not stranger.items(one.id, "input", limit=9)
            assert stranger.item(one.id, asked[0].id) is None
            assert not stranger.events(one.id, limit=9)
            assert stranger.last_event(one.id) == -1
            assert not stranger.chain(one.id).responses
            # A stranger's response that names another's as its previous one has no chain.
            theirs = response(project_id=OTHER, previous_response_id=one.id)
            stranger.add(theirs.model_dump(), items("x"))
            found = stranger.chain(theirs.id)
            assert (found.responses, found.complete) == ([theirs.id], False)
            assert _payloads(found.items) == ["x"]
            assert ResponseRepository(session, OWN).get(one.id) is not None

        await db.write(work)


async def test_a_repository_adds_only_to_its_own_project(database: str) -> None:
    async with open_database(database) as db:
        one = response(project_id=OTHER)

        def work(session: Session) -> None:
            ResponseRepository(session, OWN).add(one.model_dump())
            assert ResponseRepository(session, OTHER).get(one.id) is None
            assert ResponseRepository(session, OWN).get(one.id) is not None

        await db.write(work)


@pytest.mark.parametrize("status", ["completed", "in_progress"])
async def test_what_is_too_old_is_deleted(database: str, status: str) -> None:
    async with open_database(database) as db:
        old = time.time() - 8 * 86_400
        ids = [f"{least('resp_', old)}{number:016x}" for number in range(203)]
        kept = response(status=status, previous_response_id=ids[-1])

        def fill(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            for one in ids:
                own.add(response(id=one, status=status).model_dump(), items("i"), items("o"), ["e"])
            own.add(kept.model_dump(), items("i"))

        def left(session: Session) -> None:
            found = ResponseRepository(session, OWN).chain(kept.id)
            assert (found.responses, found.complete) == ([kept.id], False)

        await db.write(fill)
        assert await expire(db, 9) == 0
        assert await expire(db, 7) == 203
        await db.read(left)
