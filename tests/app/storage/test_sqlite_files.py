"""What a process remembers of the database files that it is connected to."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from app.storage.database_url import StorageError
from app.storage.engine import connect
from app.storage.schema import upgrade


def test_file_is_looked_at_again_once_its_connections_are_closed(tmp_path: Path) -> None:
    """A new file may have the number of the one that was removed."""
    path = tmp_path / "test.db"
    url = f"sqlite:///{path}"
    upgrade(url)
    engines = [connect(url), connect(url)]
    for engine in engines:
        engine.connect().close()
    log = Path(f"{path}-wal")
    # In the place of the log of another database: the same file, with the head of one that had no log.
    engines[0].dispose()
    engines[1].connect().close()
    engines[1].dispose()
    without_log = sqlite3.connect(path)
    without_log.execute("PRAGMA journal_mode=DELETE")
    without_log.close()
    log.write_bytes(b"another's")
    with pytest.raises(StorageError, match="beside the log of another"):
        connect(url).connect()
    log.unlink()
    connect(url).connect().close()
