"""A consistent copy of a SQLite database, made while servers use it."""

from __future__ import annotations

import os
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from app.storage.damage import RESTORE, is_damaged
from app.storage.database_url import StorageError, parse, sqlite_exists, sqlite_path
from app.storage.postgresql_tools import dump_command, restore_command
from app.storage.sqlite_copy import copy_database, sync
from app.storage.sqlite_files import SqliteFiles


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
        raise StorageError(
            "No backup was made: PostgreSQL has its own program, which copies a running database, too: "
            f"{dump_command(parsed, target)}. It asks for the password, or reads it from PGPASSWORD or "
            f"~/.pgpass. To restore: {restore_command(parsed, target)}."
        )
    source = sqlite_path(parsed)
    if not sqlite_exists(source):
        raise StorageError(f"No backup was made: the database file {source} does not exist.")
    SqliteFiles(parsed).require_own_log()
    if target.exists():
        raise StorageError(f"No backup was made: {target} exists. Name a file that does not exist yet.")
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    try:
        revision = copy_database(source, partial)
        _publish(partial, target)
    except FileExistsError:
        raise StorageError(f"No backup was made: {target} exists by now.") from None
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        hint = f" {RESTORE}" if is_damaged(reason) or "is damaged" in str(reason) else ""
        raise StorageError(
            f"No backup was made: {source} cannot be copied to {target}: {reason}.{hint}"
        ) from None
    finally:
        partial.unlink(missing_ok=True)
    return Backup(target.stat().st_size, revision)


def _publish(partial: Path, target: Path) -> None:
    """Gives the durable copy its name, unless that exists by now."""
    sync(partial)
    try:
        os.link(partial, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links: of two backups to one name the second wins.
        partial.rename(target)
    sync(target.parent)
