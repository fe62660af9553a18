"""Sessions of the database: queues and transactions of reads and writes."""

from __future__ import annotations

import asyncio
import threading
import time
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
    database = Database(url, wait_seconds=0.2, pool_size=27)
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


async def test_database_that_is_down_is_a_line_of_the_log_a_second(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = Database(f"sqlite:///{tmp_path}/absent.db")
    for _ in range(20):
        with pytest.raises(Unavailable):
            await database.read(lambda session: session.connection().execute(sa.text("SELECT 1")).all())
    await database.close()
    assert caplog.text.count("cannot be used") == 1


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


async def test_write_that_waited_in_the_queue_waits_for_a_lock_for_the_rest_only(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    upgrade(url)
    database = Database(url, wait_seconds=30)
    started, release = threading.Event(), threading.Event()

    def hold(session: Session) -> None:
        started.set()
        release.wait(30)

    def left(session: Session) -> int:
        return int(session.connection().exec_driver_sql("PRAGMA busy_timeout").scalar_one())

    holding = asyncio.create_task(database.write(hold))
    assert await asyncio.to_thread(started.wait, 30)
    waiting = asyncio.create_task(database.write(left))
    await asyncio.sleep(0.5)
    release.set()
    await holding
    assert await waiting <= 29_500
    await database.close()


async def test_write_waits_for_the_lock_of_another_write_no_longer_than_for_the_database(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    upgrade(url)
    database = Database(url, wait_seconds=0.3)
    started, release = threading.Event(), threading.Event()

    def hold(session: Session) -> None:
        started.set()
        release.wait(30)

    holding = asyncio.create_task(database.write(hold))
    assert await asyncio.to_thread(started.wait, 30)
    for _ in range(3):
        with pytest.raises(Unavailable):
            await database.write(lambda session: None)
    release.set()
    await holding
    await database.close()


async def test_transaction_on_postgresql_waits_for_a_lock_for_less_than_for_its_answer(
    postgres_database: str,
) -> None:
    def timeout(session: Session) -> str:
        return str(session.connection().exec_driver_sql("SHOW lock_timeout").scalar_one())

    upgrade(postgres_database)
    database = Database(postgres_database, wait_seconds=10)
    found = await database.write(timeout)
    await database.close()
    assert found.endswith("ms")
    assert 8_000 < int(found.removesuffix("ms")) <= 9_000


_CONNECTIONS = """
SELECT count(*) FROM pg_stat_activity
WHERE application_name = 'llm-backend' AND datname = current_database()
"""


async def test_pool_size_is_the_most_connections(postgres_database: str) -> None:
    upgrade(postgres_database)
    barrier = threading.Barrier(6)

    def read(session: Session) -> None:
        session.connection()
        barrier.wait(30)

    # Three for the writer, the probe and keys; of the others a third each for reads, lists and writes.
    database = Database(postgres_database, pool_size=12, wait_seconds=30)
    await asyncio.gather(*(database.read(read) for _ in range(3)), *(database.write(read) for _ in range(3)))
    await database.writer.admit()
    found = await database.read(
        lambda session: session.connection().exec_driver_sql(_CONNECTIONS).scalar_one()
    )
    # The probe took one that was free.
    assert found == 6
    await database.close()


@pytest.mark.parametrize("slow_runs", [1, 2])
@pytest.mark.parametrize("setting", ["idle_in_transaction_session_timeout", "transaction_timeout"])
async def test_transaction_that_postgresql_ends_by_a_timeout_is_run_once_more(
    postgres_database: str, slow_runs: int, setting: str
) -> None:
    upgrade(postgres_database)
    name = sa.make_url(postgres_database).database
    engine = sa.create_engine(postgres_database, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f'ALTER DATABASE "{name}" SET {setting} = 200'))
    engine.dispose()
    runs: list[int] = []

    def work(session: Session) -> None:
        runs.append(len(runs))
        session.connection().execute(sa.text("UPDATE organizations SET created_at = created_at + 1"))
        time.sleep(0.6 if len(runs) <= slow_runs else 0)
        session.connection().execute(sa.text("UPDATE organizations SET created_at = created_at + 1"))

    before = query_rows(postgres_database, "SELECT created_at FROM organizations")[0][0]
    database = Database(postgres_database)
    if slow_runs == 1:
        await database.write(work)
    else:
        with pytest.raises(Unavailable):
            await database.write(work)
    # The next one finds a database that is in order.
    await database.write(lambda session: session.connection().execute(sa.text("SELECT 1")))
    await database.close()
    [(after,)] = query_rows(postgres_database, "SELECT created_at FROM organizations")
    assert (runs, after - before) == ([0, 1], 2 if slow_runs == 1 else 0)
