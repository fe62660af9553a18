"""SQLite's files are removed, replaced or damaged under a running server."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.storage.schema import upgrade
from tests.support.faulty_database import refused_until, serve_with_client, stored_texts
from tests.support.rows import query_rows


def _modes(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}


async def test_server_database_files_are_its_users_only(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "state"
    async with serve_with_client(tmp_path, f"sqlite:///{folder}/test.db") as client:
        assert await client.chat() == 200
        assert folder.stat().st_mode & 0o777 == 0o700
        names = ("test.db", "test.db-wal", "test.db-shm", "test.db-reserve")
        journal = {name: 0o700 for name in _modes(folder) if name.startswith("llm-backend-calls-")}
        assert len(journal) == 1
        assert _modes(folder) == dict.fromkeys(names, 0o600) | journal


async def test_server_with_files_that_others_may_read_logs_that(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir(mode=0o755)
    async with serve_with_client(tmp_path, f"sqlite:///{folder}/test.db") as client:
        assert await client.chat() == 200
        log = await asyncio.to_thread(client.log.read_text)
        assert f"{folder} is accessible to other users of this machine (mode 755): chmod 700" in log
        assert "test.db is accessible" not in log


async def test_server_with_removed_file_refuses_until_it_is_back(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "test.db", tmp_path / "elsewhere.db"
    url = f"sqlite:///{path}"
    async with serve_with_client(tmp_path, url, DATABASE_WAIT_SECONDS="0.5") as client:
        assert await client.chat() == 200
        path.rename(elsewhere)
        await refused_until(client, lambda: elsewhere.rename(path))
    assert await asyncio.to_thread(stored_texts, url) == client.completed


async def test_server_with_replaced_file_serves_that_one_and_preserves_the_other(tmp_path: Path) -> None:
    path, before = tmp_path / "test.db", tmp_path / "before.db"
    url = f"sqlite:///{path}"
    async with serve_with_client(tmp_path, url, DATABASE_WAIT_SECONDS="1") as client:
        for _ in range(5):
            assert await client.chat() == 200
        first = dict(client.completed)
        client.completed.clear()
        await asyncio.to_thread(upgrade, f"sqlite:///{tmp_path}/other.db")
        os.link(path, before)
        (tmp_path / "other.db").rename(path)
        await client.retry_until_ok()
        assert (await client.http.get("/v1/chat/completions")).json()["data"] != []
        assert await client.ready_status() == 200
    assert await asyncio.to_thread(stored_texts, url) == client.completed
    # What had only been in the log is in the file that it belongs to.
    assert await asyncio.to_thread(stored_texts, f"sqlite:///{before}") == first


async def test_server_with_removed_log_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    url = f"sqlite:///{path}"
    async with serve_with_client(tmp_path, url, DATABASE_WAIT_SECONDS="1") as client:
        for _ in range(5):
            assert await client.chat() == 200
        (tmp_path / "test.db-wal").unlink()
        for _ in range(5):
            assert await client.chat() == 200
        assert len((await client.http.get("/v1/chat/completions")).json()["data"]) == 10
        client.kill()
    assert await asyncio.to_thread(stored_texts, url) == client.completed


def _take_log_away(path: Path) -> None:
    """What SQLite allows only where no other process has the database open."""
    with closing(sqlite3.connect(path, timeout=0)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()


async def test_server_that_opens_more_connections_holds_its_locks(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    async with serve_with_client(tmp_path, f"sqlite:///{path}") as client:
        assert await asyncio.gather(*[client.chat() for _ in range(8)]) == [200] * 8
        await asyncio.gather(*[client.http.get("/v1/chat/completions") for _ in range(4)])
        assert await client.ready_status() == 200
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            await asyncio.to_thread(_take_log_away, path)
        client.kill()
    await asyncio.to_thread(_take_log_away, path)


def _overwrite(path: Path) -> None:
    """Everything but the file's head: tables, indexes and the schema."""
    with open(path, "r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))


def _overwrite_head(path: Path) -> None:
    with open(path, "r+b") as file:
        file.write(b"This is no database.")


@pytest.mark.parametrize("damage", [_overwrite, _overwrite_head])
async def test_server_with_damaged_file_refuses_until_it_is_repaired(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    path, copy = tmp_path / "test.db", tmp_path / "copy"
    url = f"sqlite:///{path}"
    async with serve_with_client(tmp_path, url, DATABASE_WAIT_SECONDS="0.5") as client:
        assert await client.chat() == 200
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copyfile(path, copy)
        damage(path)

        def repair() -> None:
            with open(path, "r+b") as file:
                file.write(copy.read_bytes())

        await refused_until(client, repair)
        if damage is _overwrite:
            assert "restore a backup" in await asyncio.to_thread(client.log.read_text)
    assert await asyncio.to_thread(stored_texts, url) == client.completed
    assert query_rows(url, "PRAGMA integrity_check") == [("ok",)]
