"""The conversation repository: items in order, pages, leases, scope, retention; on both databases."""

from __future__ import annotations

import asyncio
import time
from functools import partial

import pytest
from sqlalchemy import Update, text, update
from sqlmodel import Session

from app.storage.conversation_repository import ConversationRepository
from app.storage.engine import connect
from app.storage.ids import mint
from app.storage.items import Item
from app.storage.response_repository import ResponseRepository
from app.storage.retention import expire
from app.storage.tables import Conversation
from tests.support.rows import OTHER, OWN, items, open_database, response


def _items(count: int) -> list[Item]:
    return items(*["{}"] * count)


def _add(session: Session, count: int = 0) -> str:
    return ConversationRepository(session, OWN).create({"a": "b"}, _items(count)).id


def _ids(session: Session, one: str, project: str = OWN) -> list[str]:
    return [item.id for item in ConversationRepository(session, project).items(one).find()]


async def test_items_page_follows_the_order_of_appending(database: str) -> None:
    async with open_database(database) as db:
        one = await db.write(partial(_add, count=2))
        more = _items(3)

        def append(session: Session) -> bool:
            return ConversationRepository(session, OWN).append(one, more)

        assert await db.write(append)

        def pages(session: Session) -> None:
            own = ConversationRepository(session, OWN)
            found = own.items(one).page(limit=10)
            assert [item.position for item in found] == [0, 1, 2, 3, 4]
            assert [item.id for item in found[2:]] == [item.id for item in more]
            assert found[4].provider_id == "theirs"
            assert list(own.items(one).page(limit=1, after=found[1].id)) == list(found[2:4])
            assert list(own.items(one).page(limit=2, after=found[2].id, order="desc")) == [found[1], found[0]]
            assert own.items(one).get(more[0].id) == found[2]
            assert own.items(one).get("msg_none") is None

        await db.read(pages)


async def test_append_from_two_processes_loses_no_item(database: str) -> None:
    """Two databases have a pool of connections each, as two processes do."""
    async with open_database(database) as db, open_database(database) as second:
        one = await db.write(_add)
        batches = [_items(3) for _ in range(24)]

        def append(session: Session, batch: list[Item]) -> bool:
            return ConversationRepository(session, OWN).append(one, batch)

        done = await asyncio.gather(
            *(
                (db if number % 2 else second).write(partial(append, batch=batch))
                for number, batch in enumerate(batches)
            )
        )
        assert all(done)
        ids = await db.read(partial(_ids, one=one))
        assert sorted(ids) == sorted(item.id for batch in batches for item in batch)
        # The items of a batch follow each other.
        starts = [ids.index(batch[0].id) for batch in batches]
        assert all(
            ids[start : start + 3] == [item.id for item in batch]
            for start, batch in zip(starts, batches, strict=True)
        )


async def test_append_conversation_held_by_another_turn_changes_nothing(database: str) -> None:
    async with open_database(database) as db:
        one = await db.write(partial(_add, count=1))

        def held(session: Session) -> None:
            own = ConversationRepository(session, OWN)
            first = own.items(one).find()[0].id
            assert own.lock(one, "turn-1", 60_000)
            assert not own.lock(one, "turn-2", 60_000)
            assert not own.append(one, _items(1))
            assert not own.append(one, _items(1), "turn-2")
            assert not own.remove_item(one, first)
            assert not own.remove(one)
            assert not own.unlock(one, "turn-2")
            assert not own.extend(one, "turn-2", 60_000)
            assert own.update_metadata(one, {"c": "d"}) is not None
            before = own.get(one)
            assert before is not None
            assert before.lock_until is not None
            until = before.lock_until
            assert own.extend(one, "turn-1", 90_000)
            row = own.get(one)
            assert row is not None
            assert row.lock_until is not None
            assert (row.lock_owner, row.lock_until >= until + 30_000) == ("turn-1", True)
            assert own.append(one, _items(1), "turn-1")
            assert own.remove_item(one, first, "turn-1")
            assert own.unlock(one, "turn-1")
            assert not own.unlock(one, "turn-1")
            assert own.append(one, _items(1))
            assert len(_ids(session, one)) == 2

        await db.write(held)


async def test_lock_expired_lease_moves_to_another_turn(database: str) -> None:
    async with open_database(database) as db:
        one = await db.write(_add)

        def after_a_crash(session: Session) -> None:
            own = ConversationRepository(session, OWN)
            assert own.lock(one, "crashed", 0)
            assert own.lock(one, "next", 60_000)
            assert not own.extend(one, "crashed", 60_000)
            assert not own.append(one, _items(1), "crashed")

        def slow_but_alone(session: Session) -> None:
            own = ConversationRepository(session, OWN)
            own.unlock(one, "next")
            assert own.lock(one, "slow", 0)
            assert own.append(one, _items(1), "slow")
            assert own.extend(one, "slow", 0)

        def slow_and_overtaken(session: Session) -> None:
            own = ConversationRepository(session, OWN)
            assert own.append(one, _items(1))
            assert not own.append(one, _items(1), "slow")

        for work in (after_a_crash, slow_but_alone, slow_and_overtaken):
            await db.write(work)


@pytest.mark.parametrize(
    ("project", "status", "background", "free"),
    [
        (OWN, "queued", True, False),
        (OWN, "in_progress", True, False),
        (OWN, "completed", True, True),
        (OWN, "in_progress", False, True),
        (OTHER, "queued", True, True),
    ],
)
async def test_lock_expired_lease_of_an_unfinished_background_response_is_not_free(
    database: str, project: str, status: str, background: bool, free: bool
) -> None:
    owner = response(project_id=project, status=status, background=background)

    async with open_database(database) as db:
        one = await db.write(_add)

        def work(session: Session) -> None:
            ResponseRepository(session, project).create(owner)
            own = ConversationRepository(session, OWN)
            assert own.lock(one, owner["id"], 0)
            assert own.append(one, _items(1)) is free
            assert own.lock(one, "next", 0) is free
            assert own.remove(one) is free

        await db.write(work)


async def test_lock_many_turns_at_once_one_gets_the_lease(database: str) -> None:
    async with open_database(database) as db, open_database(database) as second:
        one = await db.write(_add)

        def lock(session: Session, owner: str) -> bool:
            return ConversationRepository(session, OWN).lock(one, owner, 60_000)

        done = await asyncio.gather(
            *((db if turn % 2 else second).write(partial(lock, owner=f"turn-{turn}")) for turn in range(16))
        )
        assert sum(done) == 1


async def test_conversation_repository_other_project_finds_and_changes_nothing(database: str) -> None:
    async with open_database(database) as db:
        one = await db.write(partial(_add, count=1))

        def as_stranger(session: Session) -> None:
            stranger = ConversationRepository(session, OTHER)
            mine = _ids(session, one)[0]
            assert stranger.get(one) is None
            assert stranger.update_metadata(one, {}) is None
            assert not stranger.remove(one)
            assert not stranger.append(one, _items(1))
            assert not stranger.remove_item(one, mine)
            assert stranger.items(one).get(mine) is None
            assert not stranger.lock(one, "turn", 60_000)
            assert _ids(session, one, OTHER) == []

        await db.write(as_stranger)

        def as_owner(session: Session) -> None:
            own = ConversationRepository(session, OWN)
            row = own.get(one)
            assert row is not None
            assert row.metadata_ == {"a": "b"}
            assert own.update_metadata(one, None) is not None
            assert own.remove(one)
            assert not own.remove(one)
            assert _ids(session, one) == []

        await db.write(as_owner)


async def test_expire_conversation_with_a_recent_item_or_a_lease_stays(database: str) -> None:
    async with open_database(database) as db:
        old = int(time.time()) - 8 * 86_400
        expired, written, held = [await db.write(partial(_add, count=2)) for _ in range(3)]

        def grow_old(session: Session) -> None:
            session.execute(update(Conversation).values(created_at=old, active_at=old))
            own = ConversationRepository(session, OWN)
            assert own.append(written, _items(1))
            assert own.lock(held, "turn", 60_000)
            session.add_all(
                Conversation(project_id=OTHER, id=mint("conv_"), created_at=old, active_at=old)
                for _ in range(103)
            )

        await db.write(grow_old)
        assert await expire(db, 9) == 0
        assert await expire(db, 7) == 104

        def left(session: Session) -> set[str]:
            assert _ids(session, expired) == []
            assert len(_ids(session, written)) == 3
            return {one for one in (expired, written, held) if ConversationRepository(session, OWN).get(one)}

        assert await db.read(left) == {written, held}


async def test_expire_conversation_that_a_concurrent_transaction_extends_stays(
    postgres_database: str,
) -> None:
    """The deletion has chosen the row and waits for its lock while the other transaction commits."""
    async with open_database(postgres_database) as db:
        one = await db.write(_add)
        await db.write(lambda session: _run(session, update(Conversation).values(active_at=1)))
        engine = connect(postgres_database)
        with engine.connect() as connection:
            connection.execute(update(Conversation).values(active_at=int(time.time())))
            deletion = asyncio.create_task(expire(db, 7))
            waits = text(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as observer:
                for _ in range(1_500):
                    if observer.execute(waits).scalar_one():
                        break
                    await asyncio.sleep(0.02)
            connection.commit()
        engine.dispose()
        assert await deletion == 0
        assert await db.read(lambda session: ConversationRepository(session, OWN).get(one)) is not None


def _run(session: Session, statement: Update) -> None:
    session.connection().execute(statement)
