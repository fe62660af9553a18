"""A consistent copy of a SQLite database, made while servers use it."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from app.storage.damage import RESTORE, is_damaged
from app.storage.database_url import StorageError, display_url, parse, sqlite_path
from app.storage.sqlite_files import SqliteFiles

_PAGES_PER_STEP = 1000


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup: its size in bytes and the revision of its tables."""

    size: int
    revision: str | None


def back_up(url: str, target: Path) -> Backup:
    """Copies the database at `url` to a new file, which exists only once it is complete and checked.

    Raises StorageError.
    """
    parsed = parse(url)
    if parsed.get_backend_name() != "sqlite":
        address = display_url(parsed.difference_update_query(["prepare_threshold"])).replace(":***@", "@")
        raise StorageError(
            "No backup was made: PostgreSQL has its own program, which copies a running database, too: "
            f"pg_dump --format=custom --file={target} '{address}'. It asks for the password, or reads it "
            "from PGPASSWORD or ~/.pgpass. To restore: "
            f"pg_restore --clean --if-exists --dbname='{address}' {target}."
        )
    source = sqlite_path(parsed)
    if not source.exists():
        raise StorageError(f"No backup was made: the database file {source} does not exist.")
    SqliteFiles(parsed).require_own_log()
    if target.exists():
        raise StorageError(f"No backup was made: {target} exists. Name a file that does not exist yet.")
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    try:
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        revision = _copy(source, partial)
        _publish(partial, target)
    except FileExistsError:
        raise StorageError(f"No backup was made: {target} exists by now.") from None
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        hint = f" {RESTORE}" if is_damaged(reason) else ""
        raise StorageError(
            f"No backup was made: {source} cannot be copied to {target}: {reason}.{hint}"
        ) from None
    finally:
        partial.unlink(missing_ok=True)
    return Backup(target.stat().st_size, revision)


def _copy(source: Path, partial: Path) -> str | None:
    with (
        closing(
            sqlite3.connect(f"file:{quote(str(source))}?mode=rw", uri=True, isolation_level=None)
        ) as original,
        closing(sqlite3.connect(partial, isolation_level=None)) as copy,
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
            raise StorageError(f"No backup was made: the database {source} is damaged: {found}. {RESTORE}")
        with suppress(sqlite3.OperationalError):
            (revision,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(revision)
    return None


def _publish(partial: Path, target: Path) -> None:
    """Gives the durable copy its name, unless that exists by now."""
    _sync(partial)
    try:
        os.link(partial, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links: of two backups to one name the second wins.
        partial.rename(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
