"""Space that is held back beside a SQLite database, so that a full disk does not prevent deleting."""

from __future__ import annotations

import logging
import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.storage.database_url import StorageError

_log = logging.getLogger(__name__)

_LEAST_BYTES = 64 * 1024
_ROOM_BYTES = 1024 * 1024
_SHARE = 4


class DiskReserve:
    """A file of `size` bytes, which is removed when a deletion finds the disk full.

    A deletion needs space itself: SQLite first writes the changed pages to its log. What it frees stays in
    the database file, for rows to come.
    """

    def __init__(self, database: Path, size: int) -> None:
        self._path = Path(f"{database}-reserve")
        self._folder = database.parent
        self._size = size
        self.is_full = False
        """Whether a write found the disk full, and no room was found since."""

    def create(self) -> None:
        """Creates the file, or enlarges it; on a small disk it takes a quarter of what is free."""
        existing = self._path.stat().st_size if self._path.exists() else 0
        size = min(self._size, (self._free() + existing) // _SHARE)
        if size < _LEAST_BYTES or size <= existing:
            return
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.posix_fallocate(handle, 0, size)
            finally:
                os.close(handle)
        except OSError as error:
            _log.warning("no space could be reserved for deleting: %s", error.strerror)
            self._path.unlink(missing_ok=True)

    def release(self) -> bool:
        """Removes the file; False if there is none."""
        try:
            self._path.unlink()
        except OSError:
            return False
        _log.warning("the disk is full: the reserve for deleting is released")
        return True

    def require_room(self, connection: Connection) -> None:
        """Raises StorageError while a full disk, and the database file itself, have no room for rows."""
        if self.is_full:
            pages = connection.exec_driver_sql("PRAGMA freelist_count").scalar_one()
            size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
            if self._free() + pages * size < _ROOM_BYTES:
                raise StorageError("the disk is full")
            self.is_full = False
        self.create()

    def _free(self) -> int:
        found = os.statvfs(self._folder)
        return found.f_bavail * found.f_frsize


def is_disk_full(error: BaseException) -> bool:
    """Whether SQLite found no room for a write."""
    code = getattr(error.orig, "sqlite_errorcode", 0) if isinstance(error, DBAPIError) else 0
    return bool(code & 0xFF == sqlite3.SQLITE_FULL)
