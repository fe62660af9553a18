"""Backups while a server is under load, and their restoration as the documentation describes it."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from app.storage.schema import upgrade
from tests.support.commands import command, environment, run, run_expecting_failure
from tests.support.faulty_database import RecordingClient, serve_with_client, stored_texts
from tests.support.rows import query_rows


async def _load(client: RecordingClient, stop: asyncio.Event) -> None:
    while not stop.is_set():
        assert await client.chat() == 200


def _restore_commands() -> str:
    """The commands of the documentation that restore a backup."""
    text = Path("docs/deploy.md").read_text(encoding="utf-8")
    (found,) = re.findall(r"```sh\n(llm-backend restore .*?)```", text, re.DOTALL)
    return str(found)


async def test_backup_under_load_is_consistent_and_restores_after_a_kill(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir(mode=0o700)
    url = f"sqlite:///{tmp_path}/var/llm-backend.db"
    stop = asyncio.Event()
    async with serve_with_client(tmp_path, url) as client:
        load = [asyncio.create_task(_load(client, stop)) for _ in range(4)]
        before: list[dict[str, str]] = []
        for number in range(3):
            before.append(dict(client.completed))
            done = await asyncio.to_thread(run, tmp_path, "backup", f"{number}.db", DATABASE_URL=url)
            assert done.returncode == 0, done.stderr
            assert "checked" in done.stdout
        stop.set()
        await asyncio.gather(*load)
        client.kill()
    for number, completed in enumerate(before):
        path = tmp_path / f"{number}.db"
        assert path.stat().st_mode & 0o777 == 0o600
        # Every exchange that had ended is there, each with its usage record.
        stored = await asyncio.to_thread(stored_texts, f"sqlite:///{path}")
        assert completed.items() <= stored.items()
        assert stored.items() <= client.completed.items()
        assert query_rows(f"sqlite:///{path}", "PRAGMA integrity_check") == [("ok",)]
    assert "partial" not in " ".join(await asyncio.to_thread(os.listdir, tmp_path))
    (tmp_path / "2.db").rename(tmp_path / "backup.db")
    await asyncio.to_thread(_restore, tmp_path)
    restored = await asyncio.to_thread(stored_texts, url)
    assert before[2].items() <= restored.items()
    async with serve_with_client(tmp_path, url) as client:
        assert await client.chat() == 200
        assert (await client.http.get(f"/v1/chat/completions/{next(iter(restored))}")).status_code == 200


def _restore(folder: Path) -> None:
    """Runs the documented commands, with this program as `llm-backend`."""
    program = folder / "bin" / "llm-backend"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {" ".join(command())} "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}:{os.environ['PATH']}"
    script = ["/bin/sh", "-ec", _restore_commands()]
    subprocess.run(script, cwd=folder, env=environment(PORT="0", PATH=path), check=True, capture_output=True)


def test_backup_killed_in_the_middle_leaves_no_file_of_that_name(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    upgrade(url)
    _enlarge(tmp_path / "test.db")
    arguments = command("backup", "backup.db")
    for _ in range(3):
        process = subprocess.Popen(arguments, cwd=tmp_path, env=environment(DATABASE_URL=url))
        while process.poll() is None and not list(tmp_path.glob(".backup.db.*.partial")):
            os.sched_yield()
        process.kill()
        process.wait(30)
        assert not (tmp_path / "backup.db").exists()
        for partial in tmp_path.glob(".backup.db.*.partial"):
            partial.unlink()
    assert run(tmp_path, "backup", "backup.db", DATABASE_URL=url).returncode == 0


def _enlarge(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (data BLOB)")
    connection.executemany("INSERT INTO other VALUES (?)", [(bytes(1_000_000),)] * 100)
    connection.commit()
    connection.close()


def test_backup_to_an_existing_file_fails_and_preserves_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    upgrade(url)
    (tmp_path / "backup.db").write_text("precious")
    error = run_expecting_failure(tmp_path, "backup", "backup.db", DATABASE_URL=url)
    assert "backup.db exists" in error
    assert (tmp_path / "backup.db").read_text() == "precious"


def test_backup_of_a_damaged_database_fails_without_a_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    upgrade(url)
    with open(tmp_path / "test.db", "r+b") as file:
        file.seek(8192)
        file.write(os.urandom(40_000))
    assert "No backup was made" in run_expecting_failure(tmp_path, "backup", "b.db", DATABASE_URL=url)
    assert [file.name for file in tmp_path.iterdir() if "b.db" in file.name] == []


@pytest.mark.parametrize("url", ["sqlite:///none.db", "postgresql://u:canary@h/d?prepare_threshold=5"])
def test_backup_without_a_file_says_why(tmp_path: Path, url: str) -> None:
    error = run_expecting_failure(tmp_path, "backup", "b.db", DATABASE_URL=url)
    assert ("does not exist" if url.startswith("sqlite") else "pg_dump --format=custom --file=b.db") in error
    assert "canary" not in error
    assert list(tmp_path.iterdir()) == []


def _put_beside_log_of_another(folder: Path) -> str:
    """A backup in the place of its database, beside the log that a killed server left."""
    path = folder / "test.db"
    url = f"sqlite:///{path}"
    upgrade(url)
    assert run(folder, "backup", "backup.db", DATABASE_URL=url).returncode == 0
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (data BLOB)")
    connection.executemany("INSERT INTO other VALUES (?)", [(bytes(100_000),)] * 3)
    connection.commit()
    log = Path(f"{path}-wal").read_bytes()
    connection.close()
    (folder / "backup.db").rename(path)
    Path(f"{path}-wal").write_bytes(log)
    return url


@pytest.mark.parametrize("program", ["serve", "doctor", "migrate", "backup"])
def test_restored_file_beside_the_log_of_another_is_reported_and_unchanged(
    tmp_path: Path, program: str
) -> None:
    url = _put_beside_log_of_another(tmp_path)
    before = (tmp_path / "test.db").read_bytes()
    more = ("copy.db",) if program == "backup" else ()
    done = run(tmp_path, program, *more, DATABASE_URL=url, PORT="0")
    assert done.returncode == 1
    output = done.stdout + done.stderr
    assert "was restored beside the log of another one" in output
    assert "remove test.db-wal and test.db-shm" in output
    assert (tmp_path / "test.db").read_bytes() == before
    Path(tmp_path / "test.db-wal").unlink()
    assert run(tmp_path, "doctor", DATABASE_URL=url, PORT="0").returncode == 0


@pytest.mark.parametrize("program", ["serve", "doctor", "backup"])
def test_damaged_database_is_reported_with_what_repairs_it(tmp_path: Path, program: str) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    upgrade(url)
    with open(tmp_path / "test.db", "r+b") as file:
        file.seek(4096)
        file.write(os.urandom((tmp_path / "test.db").stat().st_size - 4096))
    more = ("copy.db",) if program == "backup" else ()
    done = run(tmp_path, program, *more, DATABASE_URL=url, PORT="0")
    assert done.returncode == 1
    output = done.stdout + done.stderr
    assert "malformed" in output
    assert "restore a backup: `llm-backend restore FILE`" in output
