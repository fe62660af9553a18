"""The revision of the database, and its migration to head."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, false, func, inspect, select, table, update
from sqlalchemy.exc import SQLAlchemyError

import migrations
from app.storage import connection_errors, program_version
from app.storage.database_url import StorageError, is_sqlite, parse, sqlite_exists, sqlite_path
from app.storage.engine import WRITES, connect
from app.storage.sqlite_files import SqliteFiles
from app.storage.tables import Organization

# Alembic is imported for migrations only: it takes 10 MiB, which a server at head does not need.
if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

# Of PostgreSQL's advisory locks: held by the one process that migrates.
_LOCK = 0x6C6C6D6261636B
_VERSION = table("alembic_version", column("version_num"))


@cache
def head() -> str:
    """The revision that this version of the program needs."""
    return max(_known_revisions())


def revision(url: str) -> str | None:
    """The revision of the database at `url`; None where it has none yet. Raises StorageError."""
    if _is_missing(url):
        return None
    with _connected(url) as connection:
        return current_revision(connection)


def require_head(url: str) -> None:
    """Raises StorageError where the database is not at head, or is read-only."""
    if _is_missing(url):
        require_revision(None)
    with _connected(url) as connection:
        require_revision(current_revision(connection), program_version.read(connection))
        # Changes no row, and fails where the database is read-only.
        connection.execute(update(Organization).where(false()).values(name=Organization.name))


def require_known(url: str) -> str | None:
    """The revision of the database. Raises StorageError where a newer version of the program migrated it."""
    if _is_missing(url):
        return None
    with _connected(url) as connection:
        current = current_revision(connection)
        if not is_known(current):
            require_revision(current, program_version.read(connection))
        return current


def current_revision(connection: Connection) -> str | None:
    """The revision of the connection's database, None where it has none; cheap enough for probes."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    found: str | None = connection.scalar(select(_VERSION.c.version_num))
    return found


def is_known(found: str | None) -> bool:
    """Whether this version can migrate a database at that revision; None is an empty one."""
    return found is None or found in _known_revisions()


def _known_revisions() -> set[str]:
    """The revisions of this version: a migration's file starts with its revision, and they sort by time."""
    files = (Path(migrations.__file__).parent / "versions").glob("[0-9]*.py")
    return {file.name.partition("_")[0] for file in files}


def require_revision(current: str | None, migrated_by: str | None = None) -> None:
    """Raises StorageError where that is not head. `migrated_by` is the program's version that migrated it."""
    needed = head()
    if current == needed:
        return
    if not is_known(current):
        newer = f"llm-backend {migrated_by}" if migrated_by else "a newer version of llm-backend"
        raise StorageError(
            f"The database is at revision {current}, to which {newer} migrated it; this version knows none "
            f"after {needed}. Install {newer}, restore a backup from before (`llm-backend restore FILE`), or "
            "point DATABASE_URL elsewhere."
        )
    raise StorageError(
        f"The database is at revision {current or 'none'}, this version needs {needed}. "
        "Run `llm-backend migrate`, or `llm-backend serve --migrate`."
    )


def bring_to_head(url: str, *, migrate: bool = False) -> tuple[str | None, str] | None:
    """Requires a writable database at head; an SQLite database is migrated to it, any other with `migrate`.

    Returns (revision before, head) if it was migrated. Raises StorageError.
    """
    migrated = None
    # Alembic is loaded only where there is something to do.
    if (migrate or is_sqlite(url)) and revision(url) != head():
        migrated = upgrade(url)
    require_head(url)
    # Another process may have migrated it meanwhile.
    return migrated if migrated and migrated[0] != migrated[1] else None


def upgrade(url: str, to: str = "head") -> tuple[str | None, str]:
    """Migrates the database to a revision in one transaction; returns (revision before, head).

    Of several processes one migrates, and the others wait for it. Raises StorageError.
    """
    from alembic import command

    parsed = parse(url)
    with ExitStack() as stack:
        if parsed.get_backend_name() == "sqlite":
            files = SqliteFiles(parsed)
            files.create()
            stack.enter_context(files.locked())
        connection = stack.enter_context(_connected(url))
        if connection.dialect.name == "postgresql":
            _lock_postgresql(connection)
        before = current_revision(connection)
        if not is_known(before):
            require_revision(before, program_version.read(connection))
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        if before != head():
            program_version.record(connection)
    return before, head()


def _lock_postgresql(connection: Connection) -> None:
    """Waits until no other transaction migrates; the wait for other locks stays limited."""
    limit = connection.scalar(select(func.current_setting("lock_timeout")))
    connection.execute(select(func.set_config("lock_timeout", "0", True)))
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    connection.execute(select(func.set_config("lock_timeout", limit, True)))


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    """A transaction that writes, which is committed at the end. Raises StorageError."""
    engine = connect(url)
    try:
        with engine.execution_options(**WRITES).begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise connection_errors.storage_error(engine.url, error) from None
    finally:
        engine.dispose()


def _is_missing(url: str) -> bool:
    """Whether SQLite's file does not exist; a question does not create it."""
    parsed = parse(url)
    return parsed.get_backend_name() == "sqlite" and not sqlite_exists(sqlite_path(parsed))


def scripts() -> ScriptDirectory:
    """Alembic's migrations of this version. Loads Alembic."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return config
