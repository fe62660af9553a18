"""Sessions of the database: queues and transactions of reads and writes."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from app.errors import RateLimited, Unavailable
from app.storage.database import Database
from app.storage.schema import upgrade
from tests.support.rows import open_database, query_rows


async def test_read_whose_time_is_up_in_the_queue_raises_without_a_query(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    upgrade(url)
    database = Database(url, wait_seconds=0.2, pool_size=17)
    release = threading.Event()
    late: list[Session] = []
    slow = [asyncio.create_task(database.read(lambda _: release.wait(30))) for _ in range(8)]
    queued = asyncio.create_task(database.read(late.append))
    await asyncio.sleep(0.4)
    release.set()
    assert await asyncio.gather(*slow) == [True] * 8
    with pytest.raises(Unavailable):
        await queued
    assert late == []
    await database.read(late.append)
    assert len(late) == 1
    await database.close()


async def test_write_that_reads_first_excludes_another_process(database: str) -> None:
    """Two databases on one URL have no lock in common, as two processes have none."""
    started, overtaken = threading.Event(), threading.Event()

    def read_then_write(session: Session) -> None:
        session.connection().execute(sa.text("SELECT name FROM organizations")).all()
        started.set()
        # With PostgreSQL the other transaction may commit first: it locks rows, not the database.
        overtaken.wait(1.0)
        session.connection().execute(sa.text("UPDATE organizations SET created_at = 7"))

    def write(session: Session) -> None:
        session.connection().execute(sa.text("UPDATE organizations SET name = 'second'"))

    async with open_database(database) as first, open_database(database) as second:
        slow = asyncio.create_task(first.write(read_then_write))
        assert await asyncio.to_thread(started.wait, 30)
        await second.write(write)
        overtaken.set()
        await slow
    assert query_rows(database, "SELECT name, created_at FROM organizations") == [("second", 7)]


async def test_list_page_of_one_project_delays_no_other_read(tmp_path: Path) -> None:
    """24 lists that do not end: their project has two threads, and all other calls are answered."""
    url = f"sqlite:///{tmp_path}/a.db"
    upgrade(url)
    release = threading.Event()
    started = threading.Semaphore(0)

    def endless(session: Session) -> None:
        started.release()
        release.wait(60)

    async def are_started(count: int) -> bool:
        """Whether that many lists are started; one more is not."""
        all_started = [await asyncio.to_thread(started.acquire, timeout=30) for _ in range(count)]
        return all(all_started) and not started.acquire(blocking=False)

    async with open_database(url) as database:
        lists = [asyncio.create_task(database.list_page("proj_a", endless)) for _ in range(24)]
        assert await are_started(2)
        assert await database.list_page("proj_b", lambda _: "listed") == "listed"
        assert await database.look_up_key(lambda _: "key") == "key"
        assert await database.read(lambda _: "read") == "read"
        # A caller that leaves does not free the thread of its list.
        for task in lists:
            task.cancel()
        await asyncio.gather(*lists, return_exceptions=True)
        late = asyncio.create_task(database.list_page("proj_a", endless))
        assert await database.list_page("proj_b", lambda _: "listed") == "listed"
        assert await are_started(0)
        release.set()
        await late
        assert await are_started(1)


async def test_list_page_waiting_too_long_is_429(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    upgrade(url)
    database = Database(url, wait_seconds=0.2)
    release = threading.Event()
    lists = [asyncio.create_task(database.list_page("proj_a", lambda _: release.wait(60))) for _ in range(3)]
    with pytest.raises(RateLimited):
        await lists[2]
    release.set()
    assert await asyncio.gather(*lists[:2]) == [True, True]
    assert await database.list_page("proj_a", lambda _: 1) == 1
    await database.close()
