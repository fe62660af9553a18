"""Whatever a process does with a SQLite database beside its open one, SQLite's locks stay."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from app.storage.backup import back_up
from app.storage.schema import bring_to_head, require_known, upgrade
from app.storage.space import space
from app.storage.state import has_open_history, state
from tests.support.rows import open_database

# In a process of its own: SQLite knows the locks of this one without asking the system.
_TAKE_LOG_AWAY = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0)
try:
    print(*connection.execute("PRAGMA journal_mode=DELETE").fetchone())
except sqlite3.OperationalError as error:
    print(error)
"""


def _take_log_away(path: Path) -> str:
    """The journal that another process leaves, or SQLite's refusal."""
    command = [sys.executable, "-c", _TAKE_LOG_AWAY, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def _back_up(url: str) -> None:
    back_up(url, Path(url.removeprefix("sqlite:///")).with_name("backup.db"))


@pytest.mark.parametrize(
    "beside", [upgrade, bring_to_head, require_known, state, has_open_history, space, _back_up]
)
async def test_sqlite_locks_while_the_database_is_opened_again_stay(
    tmp_path: Path, beside: Callable[[str], Any]
) -> None:
    path = tmp_path / "test.db"
    url = f"sqlite:///{path}"
    async with open_database(url) as database:
        beside(url)
        assert await database.read(_count) == 2
        assert "locked" in _take_log_away(path)
    assert _take_log_away(path) == "delete"


def _count(session: Session) -> int:
    return int(session.execute(text("SELECT count(*) FROM projects")).scalar_one())
