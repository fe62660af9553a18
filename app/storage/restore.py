"""Puts a backup in the place of a SQLite database that no server has open."""

from __future__ import annotations

import fcntl
import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from app.storage.database_url import StorageError, parse, sqlite_exists
from app.storage.postgresql_tools import restore_command
from app.storage.schema import is_known
from app.storage.sqlite_copy import copy_database, sync
from app.storage.sqlite_files import SqliteFiles

# Of SQLite's file format: each open connection of a database with a log has a shared lock on these bytes.
_SHARED_FIRST, _SHARED_SIZE = 0x4000_0002, 510


@dataclass(frozen=True, slots=True)
class Restored:
    """The revision of the restored database, and where the database before is now, if there was one."""

    revision: str
    aside: Path | None


def restore(url: str, backup: Path) -> Restored:
    """Replaces the database at `url` by a copy of the file, which is checked first.

    The file keeps its place. A process that is killed meanwhile leaves the one database or the other. Raises
    StorageError, and changes nothing then.
    """
    parsed = parse(url)
    if parsed.get_backend_name() != "sqlite":
        raise StorageError(
            "Nothing was restored: PostgreSQL has its own program. Stop all servers, then: "
            f"{restore_command(parsed, backup)}. It asks for the password, or reads it from PGPASSWORD or "
            "~/.pgpass."
        )
    # Where a link leads to.
    target = SqliteFiles(parsed).target
    if not backup.is_file():
        raise StorageError(f"Nothing was restored: the file {backup} does not exist.")
    if sqlite_exists(target) and backup.samefile(target):
        raise StorageError(f"Nothing was restored: {backup} is the database itself.")
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        revision = _checked_copy(backup, partial)
        sync(partial)
        aside = _replace(target, partial)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise StorageError(f"Nothing was restored from {backup} to {target}: {reason}.") from None
    finally:
        partial.unlink(missing_ok=True)
    return Restored(revision, aside)


def _checked_copy(backup: Path, partial: Path) -> str:
    revision = copy_database(backup, partial, "ro")
    if revision is None:
        raise StorageError(f"Nothing was restored: {backup} is a database, but none of llm-backend.")
    if not is_known(revision):
        raise StorageError(
            f"Nothing was restored: {backup} is at revision {revision}, which a newer version of llm-backend "
            "created. Install that version to restore it."
        )
    return revision


def _replace(target: Path, partial: Path) -> Path | None:
    """Gives the copy the database's name in one step; returns the new name of the database before."""
    aside = target.with_name(f"{target.name}.{time.strftime('%Y%m%d-%H%M%S')}.before-restore")
    existed = target.exists()
    if existed:
        _empty_log(target)
    with _unused(target) if existed else nullcontext():
        if existed:
            _link(target, aside)
        # The logs of a database that is damaged or missing: SQLite would apply them to the copy.
        for suffix in ("-wal", "-shm", "-journal"):
            log = Path(f"{target}{suffix}")
            if log.exists():
                log.rename(f"{aside}{suffix}")
        partial.rename(target)
    sync(target.parent)
    return aside if existed else None


def _link(target: Path, aside: Path) -> None:
    try:
        os.link(target, aside)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links: there is no database until the copy has its name.
        target.rename(aside)


def _empty_log(target: Path) -> None:
    """Writes the log to the database file and removes it, so that the file is complete by itself."""
    try:
        name = f"file:{quote(str(target))}?mode=rw"
        with closing(sqlite3.connect(name, uri=True, isolation_level=None, timeout=0)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise _in_use(target) from None
        raise
    except sqlite3.DatabaseError:
        # It is damaged, which may be why a backup is restored.
        return


@contextmanager
def _unused(target: Path) -> Iterator[None]:
    """A block in which no other process opens the database. Raises StorageError if one has it open."""
    handle = os.open(target, os.O_RDWR)
    try:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except (BlockingIOError, PermissionError):
            raise _in_use(target) from None
        yield
    finally:
        os.close(handle)


def _in_use(target: Path) -> StorageError:
    return StorageError(
        f"Nothing was restored: a process has the database {target} open. Stop every server that uses it."
    )
