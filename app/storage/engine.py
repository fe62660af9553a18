"""The database's engine, from its URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

_BUSY_SECONDS = 5
Synchronous = Literal["FULL", "NORMAL"]

WRITES = {"writes": True}
"""Execution option: a transaction that will write locks SQLite at its start, where it can wait."""


class StorageError(Exception):
    """The database cannot be used; the message has a hint and no password."""


def parse(url: str) -> URL:
    """The URL of a SQLite or PostgreSQL database, with our choice of driver.

    Raises StorageError for another.
    """
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, SQLAlchemyError):
        backend = ""
    if backend == "sqlite":
        if parsed.database in (None, "", ":memory:"):
            raise StorageError(
                "DATABASE_URL names a database in memory, which would end with each connection: "
                "name a file, such as sqlite:///var/llm-backend.db."
            )
        return parsed.set(drivername="sqlite")
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    raise StorageError(
        "DATABASE_URL must be a URL such as sqlite:///var/llm-backend.db or "
        "postgresql://user:password@host:5432/name."
    )


def display_url(url: URL) -> str:
    """The URL as its operator wrote it, without its password."""
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def is_sqlite(url: str) -> bool:
    """Whether the database is a file of this machine."""
    return parse(url).get_backend_name() == "sqlite"


def connect(url: str, synchronous: Synchronous = "FULL", busy_seconds: float = _BUSY_SECONDS) -> Engine:
    """An engine; SQLite's folder is created, its file opened in WAL mode with foreign keys on.

    `busy_seconds` is how long a statement waits for a lock or, with PostgreSQL, for a connection.
    """
    parsed = parse(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(
            parsed, pool_pre_ping=True, connect_args={"connect_timeout": max(2, round(busy_seconds))}
        )
    try:
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder of {parsed.database} cannot be created: {error.strerror}. "
            "Set DATABASE_URL to another place."
        ) from None
    engine = create_engine(parsed, connect_args={"timeout": busy_seconds})

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, record: object) -> None:
        del record
        # The driver's own transactions leave CREATE TABLE out; `_begin` starts ours, which roll a failed
        # migration back whole.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            f"synchronous={synchronous}",
            # What RETAIN_DAYS or a caller deletes is overwritten, not only unlinked.
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine, "begin", _begin)
    return engine


def apply_timeouts(engine: Engine, seconds: float) -> None:
    """Bounds what PostgreSQL waits for: a lock by that time, an answer by twice as much.

    For a server, not for migrations.

    A broken network closes no connection: without a bound, a call would wait for the kernel's quarter of an
    hour.
    """
    if engine.dialect.name == "sqlite":
        return
    from app.storage.timeout_connection import timeout_connection

    connection_class = timeout_connection(2 * seconds)

    @event.listens_for(engine, "do_connect")
    def do_connect(dialect: object, record: object, arguments: list[Any], named: dict[str, Any]) -> Any:
        return connection_class.connect(*arguments, **named)

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {round(1000 * seconds)}")
        connection.commit()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
