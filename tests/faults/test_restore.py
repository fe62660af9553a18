"""Restoring a backup: checked, in one step, never under a server."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from app.storage.schema import head, upgrade
from tests.support.commands import command, environment, run, run_expecting_failure
from tests.support.faulty_database import serve_with_client, stored_texts
from tests.support.rows import query_rows


def _url(folder: Path) -> str:
    return f"sqlite:///{folder}/test.db"


def _restore_fails(folder: Path, file: str = "backup.db") -> str:
    return run_expecting_failure(folder, "restore", file, DATABASE_URL=_url(folder))


def _mark(path: Path, name: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE {name} (data BLOB)")
        connection.commit()


def _tables(path: Path) -> set[str]:
    return {str(name) for (name,) in query_rows(f"sqlite:///{path}", "SELECT name FROM sqlite_master")}


def _aside(folder: Path) -> Path:
    """The database before, by its new name."""
    (found,) = folder.glob("test.db.*.before-restore")
    return found


@pytest.fixture
def backed_up(tmp_path: Path) -> Path:
    """A folder with a database, its backup, and a table `later` that only the database has."""
    upgrade(_url(tmp_path))
    assert run(tmp_path, "backup", "backup.db", DATABASE_URL=_url(tmp_path)).returncode == 0
    _mark(tmp_path / "test.db", "later")
    return tmp_path


async def test_restore_refuses_while_a_server_has_the_database_open(tmp_path: Path) -> None:
    async with serve_with_client(tmp_path, _url(tmp_path)) as client:
        assert await client.chat() == 200
        assert run(tmp_path, "backup", "backup.db", DATABASE_URL=_url(tmp_path)).returncode == 0
        assert await client.chat() == 200
        assert "Stop every server" in _restore_fails(tmp_path)
        assert await client.chat() == 200
        client.kill()
    # Killed: its last commits are in the log only.
    assert (tmp_path / "test.db-wal").stat().st_size > 0
    assert run(tmp_path, "restore", "backup.db", DATABASE_URL=_url(tmp_path)).returncode == 0
    assert len(stored_texts(_url(tmp_path))) == 1
    aside = _aside(tmp_path)
    assert stored_texts(f"sqlite:///{aside}").items() >= dict(client.completed).items()
    assert len(stored_texts(f"sqlite:///{aside}")) == 3
    async with serve_with_client(tmp_path, _url(tmp_path)) as client:
        assert await client.chat() == 200


def test_restore_reports_the_revision_and_the_database_before(backed_up: Path) -> None:
    done = run(backed_up, "restore", "backup.db", DATABASE_URL=_url(backed_up))
    assert done.returncode == 0, done.stderr
    aside = _aside(backed_up)
    assert f"at revision {head()}" in done.stdout
    assert str(aside) in done.stdout
    assert "later" in _tables(aside)
    assert "later" not in _tables(backed_up / "test.db")
    assert (backed_up / "test.db").stat().st_mode & 0o777 == 0o600
    assert (backed_up / "backup.db").exists()


def test_restore_of_an_earlier_revision_says_to_migrate(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/backup.db", "0004")
    done = run(tmp_path, "restore", "backup.db", DATABASE_URL=f"sqlite:///{tmp_path}/new/test.db")
    assert "run `llm-backend migrate`" in done.stdout
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_restore_over_a_damaged_database_takes_its_log_away(backed_up: Path) -> None:
    damaged = os.urandom(60_000)
    (backed_up / "test.db").write_bytes(damaged)
    for suffix in ("-wal", "-shm"):
        (backed_up / f"test.db{suffix}").write_bytes(b"old")
    assert run(backed_up, "restore", "backup.db", DATABASE_URL=_url(backed_up)).returncode == 0
    assert query_rows(_url(backed_up), "PRAGMA integrity_check") == [("ok",)]
    assert _aside(backed_up).read_bytes() == damaged


def test_restore_without_a_database_takes_an_old_log_away(backed_up: Path) -> None:
    (backed_up / "test.db").unlink()
    (backed_up / "test.db-wal").write_bytes(b"old")
    assert run(backed_up, "restore", "backup.db", DATABASE_URL=_url(backed_up)).returncode == 0
    assert query_rows(_url(backed_up), "PRAGMA integrity_check") == [("ok",)]
    assert [path.read_bytes() for path in backed_up.glob("*.before-restore-wal")] == [b"old"]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("missing", "does not exist"),
        ("text", "not a database"),
        ("pages", "Nothing was restored"),
        ("foreign", "none of llm-backend"),
        ("newer", "newer version"),
    ],
)
def test_restore_of_an_unusable_file_changes_nothing(backed_up: Path, damage: str, reason: str) -> None:
    backup = backed_up / "backup.db"
    if damage in ("missing", "foreign"):
        backup.unlink()
    if damage == "text":
        backup.write_text("precious " * 1_000)
    elif damage == "pages":
        with backup.open("r+b") as file:
            file.seek(8192)
            file.write(os.urandom(40_000))
    elif damage == "foreign":
        _mark(backup, "other")
    elif damage == "newer":
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = 'f00d'")
            connection.commit()
    before = sorted(os.listdir(backed_up))
    assert reason in _restore_fails(backed_up)
    assert sorted(os.listdir(backed_up)) == before
    assert "later" in _tables(backed_up / "test.db")


def test_restore_of_the_database_itself_is_refused(backed_up: Path) -> None:
    assert "is the database itself" in _restore_fails(backed_up, "test.db")


def test_restore_killed_in_the_middle_leaves_one_database_or_the_other(backed_up: Path) -> None:
    with closing(sqlite3.connect(backed_up / "backup.db")) as connection:
        connection.execute("CREATE TABLE filling (data BLOB)")
        connection.executemany("INSERT INTO filling VALUES (?)", [(bytes(1_000_000),)] * 60)
        connection.commit()
    arguments = command("restore", "backup.db")
    for _ in range(3):
        process = subprocess.Popen(
            arguments, cwd=backed_up, env=environment(DATABASE_URL=_url(backed_up)), stdout=subprocess.DEVNULL
        )
        while process.poll() is None and not list(backed_up.glob(".test.db.*.partial")):
            os.sched_yield()
        process.kill()
        process.wait(30)
        assert query_rows(_url(backed_up), "PRAGMA integrity_check") == [("ok",)]
        for partial in backed_up.glob(".test.db.*.partial"):
            partial.unlink()


def test_restore_to_postgresql_prints_its_command(tmp_path: Path) -> None:
    url = "postgresql://u:canary@h/d?prepare_threshold=5"
    error = run_expecting_failure(tmp_path, "restore", "x.dump", DATABASE_URL=url)
    assert "pg_restore --clean --if-exists --dbname='postgresql://u@h/d' x.dump" in error
    assert "canary" not in error
