"""The files of a SQLite database: how they are created, and whether an open connection still has them."""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import quote

from sqlalchemy import URL, Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DisconnectionError
from typing_extensions import override

from app.storage.database_url import StorageError, sqlite_path

_log = logging.getLogger(__name__)

_FILES = "sqlite_files"
_SHARED = 0o077
# The versions of the format that a file needs to be written and read: 1 without a log, 2 with one.
_HEAD_WITHOUT_LOG = b"\x01\x01"
_VERSIONS_AT = 18
_FileId: TypeAlias = "tuple[int, int] | None"

# A process that closes a file loses all its locks on it, SQLite's too, and another process could take the log
# away. So a database file is opened here only while this process has no connection to it. The count ends with
# the connections, as the system gives the number of a removed file to a new one.
_connected: Counter[_FileId] = Counter()
_before_connection = threading.Lock()


class _Identity(NamedTuple):
    """Device and inode of the database's file and of its write-ahead log; None: there is none."""

    database: _FileId
    wal: _FileId


class _CountedConnection(sqlite3.Connection):
    """A connection to a file that is in `_connected` until it is closed."""

    file: _FileId = None

    @override
    def close(self) -> None:
        super().close()
        file, self.file = self.file, None
        _forget(file)


class SqliteFiles:
    """The files at one path, as the connections of this process opened them.

    SQLite goes on with files that were removed or replaced under it: what it commits then is lost. So a
    connection whose files are not at their path any more is replaced before its next transaction.
    """

    def __init__(self, url: URL) -> None:
        self._name = sqlite_path(url)
        self.path = self._name.absolute()
        # SQLite's other files, and the reserve, are where a link leads to.
        self.target = self.path.resolve()
        self._wal = Path(f"{self.target}-wal")
        self._shm = Path(f"{self.target}-shm")
        self._opened: _Identity | None = None
        self._lock = threading.Lock()

    def create(self) -> None:
        """Creates the folder and an empty file for this user only, unless they exist. Raises StorageError."""
        subject = f"folder of {self._name}"
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            subject = f"database file {self._name}"
            # SQLite gives its other files the same mode. An existing file is not opened, see `_connected`.
            with suppress(FileExistsError):
                os.close(os.open(self.target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError as error:
            raise StorageError(
                f"The {subject} cannot be created: {error.strerror}. "
                "Set STATE_DIR or DATABASE_URL to another place."
            ) from None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Waits until no other process is in such a block, or has ended in it. Leaves no file behind."""
        folder = os.open(self.target.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def shared(self) -> list[str]:
        """What other users of this machine may read or change, and how to end that."""
        found = []
        for path, mode in (
            (self.path, 0o600),
            (self._wal, 0o600),
            (self._shm, 0o600),
            (self.path.parent, 0o700),
        ):
            with suppress(OSError):
                status = path.stat()
                # A folder of another owner, such as a mounted volume's, is not ours to change.
                if status.st_mode & _SHARED and (path != self.path.parent or status.st_uid == os.geteuid()):
                    found.append(
                        f"{path} is accessible to other users of this machine "
                        f"(mode {status.st_mode & 0o777:o}): chmod {mode:o} {path}"
                    )
        return found

    def require_own_log(self) -> _FileId:
        """To be called before each connection, which it counts; returns the file.

        Raises StorageError where the log beside the file is another database's: SQLite would apply it.

        That is known of a backup only. Its file has no log, which stands in the file's head; one that SQLite
        closed with a log is as it was with its own.
        """
        with _before_connection:
            file = _file_id(self.path)
            if not _connected[file] and _has_bytes(self._wal) and _read_head(self.path) == _HEAD_WITHOUT_LOG:
                raise StorageError(
                    f"The database file {self.path} was restored beside the log of another one, which SQLite "
                    f"would apply to it. Stop every server, remove {self._wal.name} and {self._shm.name}, "
                    "and start again."
                )
            if file is not None:
                _connected[file] += 1
        return file

    def watch(self, engine: Engine) -> None:
        """The engine's connections open these files and no new ones, and are replaced with them."""
        event.listen(engine, "do_connect", self._connect)
        event.listen(engine, "connect", self._on_connect)
        event.listen(engine, "checkout", self._on_checkout)

    def are_lost(self, info: dict[Any, Any]) -> bool:
        """Whether the files of a connection, by its `info`, are not at their path any more."""
        return bool(self._find() != info[_FILES])

    def save_log(self, cursor: DBAPICursor, info: dict[Any, Any]) -> None:
        """Moves what is committed from the log of a connection with lost files to its database file.

        That file may have another name now. The log is removed if it lies beside another database's file,
        which would take it for its own.
        """
        mine: _Identity = info[_FILES]
        with self._lock, suppress(sqlite3.Error, OSError):
            if self._opened == mine:
                _log.error("the files of the database %s were removed or replaced", self.path)
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            busy, pages, moved = cursor.fetchone() or (1, 0, 0)
            found = self._find()
            if not busy and pages == moved and found.database != mine.database and found.wal == mine.wal:
                self._wal.unlink()
                self._shm.unlink()

    def _find(self) -> _Identity:
        return _Identity(_file_id(self.path), _file_id(self._wal))

    def _connect(self, dialect: Any, record: object, arguments: list[Any], named: dict[str, Any]) -> Any:
        found = self._find()
        if found.database is None:
            raise StorageError(
                f"The database file {self.path} does not exist. Run `llm-backend migrate`, restore a backup, "
                "or correct DATABASE_URL."
            )
        file = self.require_own_log()
        try:
            self._require_same_log(found)
            # A plain path would be created where the file has just been removed.
            name = str(arguments[0])
            if not named.pop("uri", False):
                name = f"file:{quote(name)}?mode=rw"
            connection = dialect.dbapi.connect(name, uri=True, factory=_CountedConnection, **named)
        except BaseException:
            _forget(file)
            raise
        connection.file = file
        return connection

    def _require_same_log(self, found: _Identity) -> None:
        opened = self._opened
        if opened and found.wal and found.wal == opened.wal and found.database != opened.database:
            raise StorageError(
                f"The database file {self.path} was replaced beside the log of the one before. Stop the "
                f"server, remove {self._wal.name} and {self._shm.name}, and start it again."
            )

    def _on_connect(self, connection: Any, record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL").fetchone()
        # The first read opens the log.
        connection.execute("PRAGMA schema_version").fetchone()
        self._opened = record.info[_FILES] = self._find()

    def _on_checkout(self, connection: Any, record: Any, proxy: object) -> None:
        if self.are_lost(record.info):
            self.save_log(connection.cursor(), record.info)
            raise DisconnectionError


def _forget(file: _FileId) -> None:
    """A connection to the file is closed."""
    if file is not None:
        with _before_connection:
            _connected[file] -= 1
            if not _connected[file]:
                del _connected[file]


def _read_head(path: Path) -> bytes:
    """The two versions of the format in a file's head; empty where the file is, or cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_VERSIONS_AT + 2)[_VERSIONS_AT:]
    except OSError:
        return b""


def _has_bytes(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _file_id(path: Path) -> _FileId:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
