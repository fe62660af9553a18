"""The group-commit writer, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import Engine, event
from sqlmodel import Session

from app.errors import ServerError, Unavailable
from app.storage.database import Database
from app.storage.engine import connect
from app.storage.group_commit import GroupCommit
from app.storage.ids import mint
from app.storage.inserts import Inserts
from app.storage.rows import Row, Values
from app.storage.schema import upgrade
from app.storage.tables import METADATA
from app.storage.writer import Writer
from tests.support.locks import locked_database_file

_USAGE = METADATA.tables["usage_records"]


def row(project: str = "proj_default", **given: Any) -> Row:
    values = {
        "project_id": project, "id": mint("use_"), "request_id": "req_1", "operation": "x",
        "status": "completed", "http_status": 200, "input_tokens": 1, "output_tokens": 2, "cached_tokens": 0,
        "reasoning_tokens": 0, "estimated": False, "streamed": False, "duration_ms": 1, "created_at": 1,
        "model_request": True,
        "key_id": None, "model": None, "upstream": None, "provider_id": None, "object_id": None,
        "details": None, "error_code": None, "error_message": None, "first_token_ms": None,
    }  # fmt: skip
    return _USAGE, values | given


@asynccontextmanager
async def opened(url: str, **given: Any) -> AsyncGenerator[Database, None]:
    database = Database(url, **{"wait_seconds": 5.0, **given})
    try:
        yield database
    finally:
        await database.close()


def count(url: str) -> int:
    engine = connect(url)
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT count(*) FROM usage_records")).scalar_one()
    engine.dispose()
    return int(found)


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of rows of each commit, for rows of one table."""
    found: list[int] = []
    execute = Inserts.execute

    def counted(self: Inserts, cursor: Any, rows: Sequence[Any], **given: Any) -> None:
        found.append(len(rows))
        execute(self, cursor, rows, **given)

    monkeypatch.setattr(Inserts, "execute", counted)
    return found


async def test_writer_rows_of_one_tick_are_committed_together(database: str, commits: list[int]) -> None:
    upgrade(database)
    async with opened(database) as opened_database:
        await asyncio.gather(*(opened_database.writer.write(row()) for _ in range(200)))
        assert count(database) == 200
    # The first commit has all rows of its tick.
    assert commits == [200]


async def test_writer_calls_in_flight_share_commits_within_the_interval(
    database: str, commits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(database)
    monkeypatch.setattr("app.storage.writer.GROUP_INTERVAL", 60.0)
    async with opened(database) as opened_database:
        writer = opened_database.writer
        writer.in_flight = 40
        await writer.write(row())
        writes = []
        for _ in range(32):
            writes.append(writer.write(row()))
            await asyncio.sleep(0)
        await asyncio.wait_for(asyncio.gather(*writes), 30)
    # A full group does not wait for the end of the interval, and no later row is alone.
    assert sum(commits) == 33
    assert commits[0] == 1
    assert min(commits[1:]) >= 16


async def test_writer_call_in_flight_that_does_not_end_delays_a_commit_by_the_interval_only(
    database: str, commits: list[int]
) -> None:
    upgrade(database)
    async with opened(database) as opened_database:
        writer = opened_database.writer
        writer.in_flight = 1
        for _ in range(3):
            await asyncio.wait_for(writer.write(row()), 30)
    assert commits == [1, 1, 1]


async def test_writer_single_client_does_not_wait_for_the_interval(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(database)
    monkeypatch.setattr("app.storage.writer.GROUP_INTERVAL", 60.0)
    async with opened(database) as opened_database:
        for _ in range(3):
            await asyncio.wait_for(opened_database.writer.write(row()), 30)


async def test_write_caller_continues_when_its_rows_are_durable(database: str) -> None:
    upgrade(database)
    async with opened(database) as opened_database:
        for number in range(1, 6):
            await opened_database.writer.write(row())
            assert count(database) == number


async def test_write_refused_row_fails_its_own_caller_only(database: str) -> None:
    upgrade(database)
    twin = row(id="use_twin")
    async with opened(database) as opened_database:
        writes = [row(), twin, row(project="proj_nobody"), row(), row(id="use_twin")]
        results = await asyncio.gather(
            *(opened_database.writer.write(one) for one in writes), return_exceptions=True
        )
    assert [type(result) for result in results] == [
        type(None), type(None), ServerError, type(None), ServerError,
    ]  # fmt: skip
    assert count(database) == 3


async def test_write_row_that_cannot_be_built_fails_its_own_caller_only(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Values:
        raise RuntimeError("a row that cannot be built")

    upgrade(database)
    async with opened(database) as opened_database:
        writer = opened_database.writer
        built = [writer.write((_USAGE, partial(dict[str, Any], row()[1]))) for _ in range(3)]
        failing = writer.write(row(), (_USAGE, fail))
        writer.submit((_USAGE, fail))
        async with asyncio.timeout(20):
            await asyncio.gather(*built)
            with pytest.raises(ServerError):
                await failing
            with pytest.raises(ServerError):
                await writer.write((_USAGE, fail))
            await writer.write(row())
        assert count(database) == 4
    assert caplog.text.count("a row could not be built") == 3


async def test_write_retried_commit_builds_a_row_once(tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path}/d.db"
    upgrade(url)
    built: list[Values] = []

    def make() -> Values:
        built.append(row()[1])
        return built[-1]

    async with opened(url) as database, locked_database_file(tmp_path / "d.db") as unlock:
        writing = database.writer.write((_USAGE, make))
        await asyncio.sleep(0.3)
        unlock()
        await writing
    assert len(built) == count(url) == 1


async def test_write_refused_row_rolls_back_all_rows_of_its_call(database: str) -> None:
    upgrade(database)
    async with opened(database) as opened_database:
        with pytest.raises(ServerError):
            await opened_database.writer.write(row(), row(project="proj_nobody"))
    assert count(database) == 0


async def test_close_writes_submitted_rows(database: str) -> None:
    upgrade(database)
    async with opened(database) as opened_database:
        for _ in range(50):
            opened_database.writer.submit(row())
    assert count(database) == 50


async def test_write_cancelled_caller_rows_are_stored(database: str) -> None:
    upgrade(database)
    async with opened(database) as opened_database:
        writing = opened_database.writer.write(row())
        await asyncio.sleep(0)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    assert count(database) == 1


async def test_admit_full_queue_raises_unavailable(database: str) -> None:
    upgrade(database)
    async with opened(database, most_waiting=3) as opened_database:
        writer = opened_database.writer
        await writer.admit()
        assert _ready(writer)
        for _ in range(3):
            writer.submit(row())
        assert not _ready(writer)
        with pytest.raises(Unavailable, match="too many calls") as caught:
            await writer.admit()
        assert caught.value.headers == {"retry-after": "1"}


async def test_write_full_disk_raises_unavailable_until_there_is_room(tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    upgrade(url)
    connections: list[Any] = []

    def limited(connection: Any, record: object) -> None:
        connections.append(connection)
        pages = connection.execute("PRAGMA page_count").fetchone()[0] + 4
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(Engine, "connect", limited)
    try:
        async with opened(url, wait_seconds=0.3) as opened_database:
            writer = opened_database.writer
            with pytest.raises(Unavailable, match="could not be written"):
                await writer.write(*[row(details="x" * 5000) for _ in range(50)])
            assert not _ready(writer)
            own = list(connections)
            assert count(url) == 0
            for connection in own:
                connection.execute("PRAGMA max_page_count=10000")
            await asyncio.wait_for(_admitted(opened_database), 20)
            assert _ready(writer)
            await writer.write(*[row(details="x" * 5000) for _ in range(50)])
            assert count(url) == 50
    finally:
        event.remove(Engine, "connect", limited)


async def test_admit_database_still_read_only_raises_until_it_can_be_written(tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    upgrade(url)
    mode = ["ON"]

    def forbid_writes(connection: Any, record: object) -> None:
        connection.execute(f"PRAGMA query_only={mode[0]}")

    event.listen(Engine, "connect", forbid_writes)
    try:
        async with opened(url, wait_seconds=0.1) as opened_database:
            writer = opened_database.writer
            with pytest.raises(Unavailable, match="could not be written"):
                await writer.write(row())
            with pytest.raises(Unavailable, match="cannot be written"):
                await writer.admit()
            assert not _ready(writer)
            mode[0] = "OFF"
            await asyncio.wait_for(_admitted(opened_database), 20)
            await writer.write(row())
    finally:
        event.remove(Engine, "connect", forbid_writes)
    assert count(url) == 1


def _ready(writer: Writer) -> bool:
    """A call, for a type checker expects an attribute to stay as it is."""
    return writer.ready


async def _admitted(database: Database) -> None:
    while True:
        try:
            return await database.writer.admit()
        except Unavailable:
            await asyncio.sleep(0.1)


async def test_write_database_locked_by_another_process_waits_then_raises(tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    upgrade(url)
    async with locked_database_file(tmp_path / "test.db") as release:
        async with opened(url, wait_seconds=0.2) as opened_database:
            with pytest.raises(Unavailable):
                await opened_database.writer.write(row())
            with pytest.raises(Unavailable, match="cannot be used now"):
                await opened_database.write(_rename)
        async with opened(url, wait_seconds=20) as opened_database:
            writing = opened_database.writer.write(row())
            await asyncio.sleep(0.3)
            assert not writing.done()
            release()
            await writing
    assert count(url) == 1


def _rename(session: Session) -> None:
    session.connection().execute(sa.text("UPDATE organizations SET name = 'x'"))


async def test_write_lost_postgresql_connection_is_replaced(postgres_database: str) -> None:
    upgrade(postgres_database)
    engine = connect(postgres_database)
    async with opened(postgres_database) as opened_database:
        await opened_database.writer.write(row())
        for _ in range(3):
            with engine.connect() as connection:
                connection.execute(
                    sa.text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                )
            await opened_database.writer.write(row())
    engine.dispose()
    assert count(postgres_database) == 4


async def test_write_commit_whose_confirmation_is_lost_is_not_repeated(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection breaks after the commit, before the driver confirms it: the retry finds the rows."""
    upgrade(database)
    insert = GroupCommit._insert
    tries: list[bool] = []

    def lose_confirmation(self: GroupCommit, group: Any, *, ignore_existing: bool) -> None:
        insert(self, group, ignore_existing=ignore_existing)
        tries.append(ignore_existing)
        if len(tries) == 1:
            raise sa.exc.OperationalError("COMMIT", {}, Exception("connection lost"))

    monkeypatch.setattr(GroupCommit, "_insert", lose_confirmation)
    async with opened(database) as opened_database:
        await opened_database.writer.write(row(), row())
    assert tries == [False, True]
    assert count(database) == 2


async def test_write_error_within_a_transaction_is_rolled_back_before_the_retry(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(database)
    execute = Inserts.execute
    failure = sqlite3.OperationalError if database.startswith("sqlite") else psycopg.OperationalError
    tries: list[int] = []

    def fail_once(self: Inserts, cursor: Any, rows: Sequence[Any], **given: Any) -> None:
        execute(self, cursor, rows, **given)
        tries.append(len(rows))
        if len(tries) == 1:
            raise failure("disk I/O error")

    monkeypatch.setattr(Inserts, "execute", fail_once)
    async with opened(database) as opened_database:
        await opened_database.writer.write(row())
        await opened_database.write(_rename)
    assert tries == [1, 1]
    assert count(database) == 1


async def test_write_sessions_and_writer_exclude_each_other(database: str) -> None:
    upgrade(database)

    async def renamed(opened_database: Database) -> None:
        for _ in range(20):
            await opened_database.write(_rename)

    async with opened(database) as opened_database:
        await asyncio.gather(
            renamed(opened_database),
            renamed(opened_database),
            *(opened_database.writer.write(row()) for _ in range(100)),
        )
    assert count(database) == 100
