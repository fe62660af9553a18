"""The database's engine, from its URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

_BUSY_SECONDS = 5


class StorageError(Exception):
    """The database cannot be used; the message has the cure and no password."""


def parse(url: str) -> URL:
    """SQLite or PostgreSQL; the driver is ours to choose."""
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, SQLAlchemyError):
        backend = ""
    if backend == "sqlite":
        return parsed.set(drivername="sqlite")
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    raise StorageError(
        "DATABASE_URL must be a URL such as sqlite:///var/llm-backend.db or "
        "postgresql://user:password@host:5432/name."
    )


def connect(url: str) -> Engine:
    """An engine; SQLite's folder is made, its file opened in WAL mode with foreign keys on."""
    parsed = parse(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, connect_args={"connect_timeout": _BUSY_SECONDS})
    if parsed.database:
        try:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                f"The folder of {parsed.database} cannot be made: {error.strerror}. Set DATABASE_URL to another place."
            ) from None
    engine = create_engine(parsed, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _opened)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _opened(connection: Any, record: object) -> None:
    del record
    # The driver's own transactions leave CREATE TABLE out; `_begin` makes ours, which a failed migration rolls back whole.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
