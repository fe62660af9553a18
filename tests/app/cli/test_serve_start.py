"""What `serve` does before it listens: its database, and Ctrl-C at any moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.storage.database_url import parse
from app.storage.schema import head, upgrade
from app.storage.sqlite_files import SqliteFiles
from tests.support.commands import command, environment, run, run_expecting_failure
from tests.support.process import listening_program


def _log(folder: Path, *options: str, **settings: str) -> str:
    """What `serve` reports until it listens."""
    with listening_program(
        command("serve", "--port", "0", *options), folder, environment(**settings)
    ) as server:
        return server.log.read_text(encoding="utf-8")


def test_serve_sqlite_is_migrated_from_any_revision_once(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/var/llm-backend.db"
    assert f"The database {database} was migrated from empty to {head()}.\n" in _log(tmp_path)
    assert "was migrated" not in _log(tmp_path)
    upgrade(f"sqlite:///{tmp_path}/old.db", "0001")
    assert f"was migrated from 0001 to {head()}" in _log(tmp_path, DATABASE_URL="sqlite:///old.db")


def test_serve_postgresql_is_migrated_on_request_only(tmp_path: Path, postgres_database: str) -> None:
    error = run_expecting_failure(tmp_path, "serve", "--port", "0", DATABASE_URL=postgres_database)
    assert "Run `llm-backend migrate`, or `llm-backend serve --migrate`." in error
    assert "was migrated from empty to" in _log(tmp_path, "--migrate", DATABASE_URL=postgres_database)
    assert "was migrated" not in _log(tmp_path, "--migrate", DATABASE_URL=postgres_database)


def test_serve_log_in_json_has_the_migration_as_json(tmp_path: Path) -> None:
    lines = _log(tmp_path, LOG_FORMAT="json").splitlines()
    assert "was migrated from empty to" in json.loads(lines[0])["message"]


def test_serve_two_at_once_on_an_empty_folder_both_start(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as pool:
        logs = [*pool.map(lambda name: _log(tmp_path / name, STATE_DIR=str(tmp_path)), _folders(tmp_path))]
    assert "".join(logs).count("was migrated from empty to") == 1


def _folders(parent: Path) -> list[str]:
    names = ["a", "b"]
    for name in names:
        (parent / name).mkdir()
    return names


def test_migrate_four_at_once_migrates_once(tmp_path: Path, database: str) -> None:
    started = [
        subprocess.Popen(
            command("migrate"), cwd=tmp_path, env=environment(DATABASE_URL=database), stdout=subprocess.PIPE
        )
        for _ in range(4)
    ]
    outputs = [process.communicate(timeout=60)[0].decode() for process in started]
    assert sum("was migrated from empty" in output for output in outputs) == 1
    assert sum(f"is already at revision {head()}" in output for output in outputs) == 3


def test_migrate_sqlite_waits_as_long_as_another_migrates(tmp_path: Path) -> None:
    files = SqliteFiles(parse(f"sqlite:///{tmp_path}/a.db"))
    with files.locked():
        process = subprocess.Popen(
            command("migrate"),
            cwd=tmp_path,
            env=environment(DATABASE_URL="sqlite:///a.db"),
            stdout=subprocess.PIPE,
        )
        # Longer than SQLite waits for a lock of its own.
        with pytest.raises(subprocess.TimeoutExpired):
            process.communicate(timeout=6)
    assert b"was migrated from empty" in process.communicate(timeout=60)[0]


def test_keys_create_before_the_first_start_prints_a_key(tmp_path: Path) -> None:
    assert "\nsk-" in run(tmp_path, "keys", "create", "--project", "Default").stdout


@pytest.mark.parametrize("line", ["keys create --project Default", "keys list", "migrate", "serve"])
def test_command_invalid_database_url_fails_with_hint(tmp_path: Path, line: str) -> None:
    error = run_expecting_failure(tmp_path, *line.split(), DATABASE_URL="nonsense", AUTH="keys")
    assert "DATABASE_URL must be a URL such as" in error


def test_serve_state_dir_has_all_state(tmp_path: Path) -> None:
    folder = tmp_path / "Where is 100 %?" / "deep"
    log = _log(tmp_path, "--state-dir", str(folder), "--auth", "keys")
    assert f"  database        sqlite:///{tmp_path}/Where is 100 %25%3F/deep/llm-backend.db" in log
    assert {"llm-backend.db", "llm-backend.db-reserve", "key-pepper"} <= set(os.listdir(folder))
    assert sorted(os.listdir(tmp_path)) == ["Where is 100 %?", "log"]


def test_serve_state_dir_that_cannot_be_created_fails_with_hint(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    error = run_expecting_failure(tmp_path, "serve", STATE_DIR="file/state")
    assert f"The folder of {tmp_path}/file/state/llm-backend.db cannot be created: Not a directory. " in error
    assert "Set STATE_DIR or DATABASE_URL to another place" in error


# Sends itself Ctrl-C at the first event of that name with that text.
_INTERRUPTED = """
import os, signal, sys
name, text = sys.argv[1:]
def hook(event, arguments):
    global name
    if event == name and text in str(arguments[:2]):
        name = None
        os.kill(os.getpid(), signal.SIGINT)
from app.__main__ import main
sys.addaudithook(hook)
sys.exit(main(["serve", "--port", "0"]))
"""


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ("import", "app.cli.parser"),
        ("import", "uvicorn"),
        ("sqlite3.connect", "llm-backend.db"),
        ("import", "alembic"),
        ("open", "migrations/versions"),
        ("socket.bind", "127.0.0.1"),
        ("import", "uvloop"),
    ],
)
def test_serve_interrupted_before_it_listens_ends_with_one_line(
    tmp_path: Path, event: str, text: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED, event, text],
        cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 130
    assert done.stderr.splitlines()[-1] == "llm-backend: stopped by Ctrl-C"
    assert "listens on" not in done.stderr
    assert "Traceback" not in done.stderr
    # The next start works.
    assert "listens on" in _log(tmp_path)
