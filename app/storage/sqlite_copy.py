"""A checked copy of a SQLite database in a file by itself, without a log."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Literal
from urllib.parse import quote

_PAGES_PER_STEP = 1000


def copy_database(source: Path, target: Path, mode: Literal["ro", "rw"] = "rw") -> str | None:
    """Copies one snapshot to a new file for its user only; returns the revision of its tables, if it has one.

    A database that servers use has to be opened with `rw`. Raises OSError, and sqlite3.Error also for a
    damaged database. The caller removes an unfinished copy.
    """
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with (
        closing(
            sqlite3.connect(f"file:{quote(str(source))}?mode={mode}", uri=True, isolation_level=None)
        ) as original,
        closing(sqlite3.connect(target, isolation_level=None)) as copy,
    ):
        # One snapshot for all steps. Without it, each commit of a server would start the copy again.
        original.execute("BEGIN")
        original.execute("SELECT count(*) FROM sqlite_master").fetchone()
        original.backup(copy, pages=_PAGES_PER_STEP)
        original.execute("COMMIT")
        # A file by itself, without a log.
        copy.execute("PRAGMA journal_mode=DELETE").fetchone()
        (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(f"it is damaged: {found}")
        with suppress(sqlite3.OperationalError):
            row = copy.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else None
    return None


def sync(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
