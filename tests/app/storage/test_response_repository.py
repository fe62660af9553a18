"""The response repository: snapshots, items, chains, scope, retention; on both databases."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import pytest
from sqlmodel import Session

from app.storage.event_segments import read_progress, segment
from app.storage.ids import lower_bound, mint
from app.storage.job_repository import JobRepository
from app.storage.leased_repository import LeaseKey, LeaseQueue
from app.storage.response_repository import ResponseRepository, rows
from app.storage.retention import expire
from tests.support.rows import OTHER, OWN, items, open_database, response


def _payloads(found: Sequence[Any]) -> list[str]:
    return [one.decode() if isinstance(one, bytes) else one.payload for one in found]


async def test_response_repository_create_stores_items_and_remove_deletes_them(
    database: str,
) -> None:
    async with open_database(database) as db:
        one = response(metadata_={"a": "b"}, conversation_id="conv_1", provider_id="resp_theirs")
        inputs = items("i0", "i1", "i2")

        def add(session: Session) -> None:
            ResponseRepository(session, OWN).create(one, inputs, items("o0", "o1"))

        def read(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            row = own.get(one["id"])
            assert row is not None
            assert row.model_dump() == one
            assert _payloads(own.items(one["id"]).all_of("input")) == ["i0", "i1", "i2"]
            assert _payloads(
                own.items(one["id"]).page_of("input", after=inputs[0].id, limit=0, order="asc")
            ) == ["i1"]
            assert _payloads(own.items(one["id"]).page_of("input", after=None, limit=1, order="desc")) == [
                "i2",
                "i1",
            ]
            assert _payloads(own.items(one["id"]).all_of("output")) == ["o0", "o1"]
            found = own.items(one["id"]).get(inputs[1].id)
            assert found is not None
            assert (found.position, found.provider_id) == (1, "theirs")

        def delete(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            assert own.remove(one["id"])
            assert not own.remove(one["id"])
            assert own.get(one["id"]) is None
            assert not own.items(one["id"]).all_of("input")

        await db.write(add)
        await db.read(read)
        await db.write(delete)


async def test_writer_rows_of_a_response_are_inserted_after_the_rows_they_refer_to(database: str) -> None:
    async with open_database(database) as db:
        one, two = response(metadata_={"a": "b"}), response()
        await db.writer.write(*rows(one, items("i"), items("o")))
        db.writer.submit(*rows(two, items("i")))
        await db.writer.write(*rows(response()))

        def read(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            rows_read = [own.get(each["id"]) for each in (one, two)]
            assert [row.metadata_ for row in rows_read if row is not None] == [{"a": "b"}, None]
            assert _payloads(own.chain(one["id"]).items) == ["i", "o"]

        await db.read(read)


async def test_save_stale_attempt_or_finished_response_changes_nothing(database: str) -> None:
    async with open_database(database) as db:
        one = response(status="queued", background=True, upstream="")

        def write(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            own.create(one, items("i"))
            key = LeaseKey(OWN, one["id"])
            [claimed] = LeaseQueue(session, JobRepository).claim([key], "runner", 60_000)
            assert claimed.attempt == 1
            late = segment(key, 1, 3, [b"late"])
            for stale in (0, 2):
                assert not own.save(one["id"], stale, status="failed", response="x", more=[late])
            assert own.save(
                one["id"],
                1,
                status="in_progress",
                response='{"n":1}',
                upstream="up",
                outputs=items("half", "x"),
            )
            row = own.get(one["id"])
            assert row is not None
            assert (row.status, row.response, row.upstream, row.owner) == (
                "in_progress", '{"n":1}', "up", "runner",
            )  # fmt: skip
            assert own.save(
                one["id"], 1, status="completed", response="{}", provider_id="p", outputs=items("whole"),
                more=[segment(key, 1, 0, [b"e0", b"e1"])]
            )  # fmt: skip
            row = own.get(one["id"])
            assert row is not None
            assert (row.upstream, row.provider_id, row.owner, row.lease_until) == ("up", "p", None, None)
            assert _payloads(own.items(one["id"]).all_of("output")) == ["whole"]
            assert _payloads(own.items(one["id"]).all_of("input")) == ["i"]
            [stored] = read_progress(session, {key: -1}).segments
            assert [event.data for event in stored.events] == [b"e0", b"e1"]
            assert not own.save(one["id"], 1, status="failed", response="late", more=[late])

        await db.write(write)


async def test_chain_returns_items_in_the_order_of_the_turns(database: str) -> None:
    async with open_database(database) as db:
        # Ids of replicas whose clocks differ: not in the order of the chain.
        ids = [mint("resp_") for _ in range(4)]
        first, second, third, fourth = ids[2], ids[0], ids[3], ids[1]

        def write(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            before: str | None = None
            for name, one in zip("abcd", (first, second, third, fourth), strict=True):
                row = response(id=one, previous_response_id=before)
                own.create(row, items(f"{name}i0", f"{name}i1"), items(f"{name}o"))
                before = one
            own.create(response(previous_response_id=second), items("branch"))
            whole = own.chain(fourth)
            assert whole.complete
            assert whole.responses == [first, second, third, fourth]
            assert "".join(_payloads(whole.items)) == "ai0ai1aobi0bi1boci0ci1codi0di1do"
            assert own.chain(first).responses == [first]
            bounded = own.chain(fourth, most=2)
            assert (bounded.responses, bounded.complete) == ([third, fourth], False)
            nothing = own.chain("resp_none")
            assert (list(nothing.responses), list(nothing.items), nothing.complete) == ([], [], False)
            own.remove(second)
            broken = own.chain(fourth)
            assert (broken.responses, broken.complete) == ([third, fourth], False)

        await db.write(write)


async def test_chain_of_a_thousand_responses_is_complete(database: str) -> None:
    async with open_database(database) as db:
        ids = [mint("resp_") for _ in range(1000)]

        def write(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            for before, one in zip([None, *ids], ids, strict=False):
                own.create(response(id=one, previous_response_id=before), items("i"), items("o"))
            found = own.chain(ids[-1])
            assert (found.responses, found.complete, len(found.items)) == (ids, True, 2000)

        await db.write(write)


async def test_response_repository_other_project_finds_and_changes_nothing(database: str) -> None:
    async with open_database(database) as db:
        one = response(status="in_progress")
        inputs = items("i")

        def work(session: Session) -> None:
            ResponseRepository(session, OWN).create(one, inputs)
            stranger = ResponseRepository(session, OTHER)
            assert stranger.get(one["id"]) is None
            assert not stranger.remove(one["id"])
            assert not stranger.save(one["id"], 0, status="failed", response="x")
            assert not stranger.items(one["id"]).all_of("input")
            assert stranger.items(one["id"]).get(inputs[0].id) is None
            assert not stranger.chain(one["id"]).responses
            # A stranger's response that names another's as its previous one has no chain.
            theirs = response(project_id=OTHER, previous_response_id=one["id"])
            stranger.create(theirs, items("x"))
            found = stranger.chain(theirs["id"])
            assert (found.responses, found.complete) == ([theirs["id"]], False)
            assert _payloads(found.items) == ["x"]
            assert ResponseRepository(session, OWN).get(one["id"]) is not None

        await db.write(work)


async def test_items_of_another_response_or_of_the_same_id_elsewhere_are_not_found(database: str) -> None:
    async with open_database(database) as db:
        one, second = response(), response()
        # The primary key allows one id in two projects.
        twin = response(id=one["id"], project_id=OTHER)
        others = items("second", "second 2")

        def work(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            own.create(one, items("one"))
            own.create(second, others)
            ResponseRepository(session, OTHER).create(twin, items("twin"))
            found = own.items(one["id"])
            assert _payloads(found.all_of("input")) == ["one"]
            assert _payloads(found.page_of("input", after=None, limit=9, order="asc")) == ["one"]
            assert found.get(others[0].id) is None
            assert found.page_of("input", after=others[0].id, limit=9, order="asc") == ()
            assert _payloads(own.chain(one["id"]).items) == ["one"]
            assert own.save(one["id"], 0, status="completed", response="{}") is False
            assert own.remove(one["id"])
            theirs = ResponseRepository(session, OTHER)
            assert _payloads(theirs.items(one["id"]).all_of("input")) == ["twin"]

        await db.write(work)


async def test_create_response_of_another_project_raises(database: str) -> None:
    async with open_database(database) as db:
        one = response(project_id=OTHER)

        def work(session: Session) -> None:
            with pytest.raises(ValueError, match=OTHER):
                ResponseRepository(session, OWN).create(one)
            assert ResponseRepository(session, OTHER).get(one["id"]) is None

        await db.write(work)


@pytest.mark.parametrize("status", ["completed", "in_progress"])
async def test_expire_deletes_responses_older_than_the_retention(database: str, status: str) -> None:
    async with open_database(database) as db:
        old = time.time() - 8 * 86_400
        ids = [f"{lower_bound('resp_', old)}{number:016x}" for number in range(203)]
        recent = response(status=status, previous_response_id=ids[-1])

        def fill(session: Session) -> None:
            own = ResponseRepository(session, OWN)
            for one in ids:
                own.create(response(id=one, status=status), items("i"), items("o"))
            own.create(recent, items("i"))

        def left(session: Session) -> None:
            found = ResponseRepository(session, OWN).chain(recent["id"])
            assert (found.responses, found.complete) == ([recent["id"]], False)

        await db.write(fill)
        assert await expire(db, 9) == 0
        assert await expire(db, 7) == 203
        await db.read(left)
