"""The database's engine, from its URL: its pool, and what each connection and transaction starts with."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import Connection, Dialect, Engine, NullPool, create_engine, event
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import DBAPIError

from app.storage.database_url import driver_arguments, parse
from app.storage.error_kinds import spoils_connection
from app.storage.sqlite_files import SqliteFiles
from app.storage.wait_limit import seconds_left

_WAIT_SECONDS = 5.0
Synchronous = Literal["FULL", "NORMAL"]

WRITES = {"writes": True}
"""Execution option: a transaction that will write locks SQLite at its start, where it can wait."""


def connect(
    url: str,
    synchronous: Synchronous = "FULL",
    *,
    wait_seconds: float = _WAIT_SECONDS,
    connections: int = 5,
    files: SqliteFiles | None = None,
    limits_answers: bool = False,
) -> Engine:
    """An engine of at most so many connections; with 0 each is closed after its use.

    `wait_seconds` is how long a transaction waits for a lock, and a new connection for PostgreSQL. With
    `limits_answers` PostgreSQL's answers are waited for no longer: for a server, not for migrations.
    SQLite's file must exist; engines of one process on one file share `files`.
    """
    parsed = parse(url)
    pool: dict[str, Any] = {"poolclass": NullPool}
    if connections:
        pool = {"pool_size": connections, "max_overflow": 0, "pool_timeout": wait_seconds}
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, connect_args={"timeout": wait_seconds}, **pool)
        (files or SqliteFiles(parsed)).watch(engine)
        _prepare_sqlite(engine, synchronous)
    else:
        located, arguments = driver_arguments(parsed, wait_seconds)
        engine = create_engine(located, connect_args=arguments, pool_pre_ping=bool(connections), **pool)
        if limits_answers:
            _limit_answers(engine, wait_seconds)
    event.listen(engine, "handle_error", _on_error)
    _start_transactions(engine, wait_seconds)
    return engine


def begin(cursor: Any, dialect: Dialect, seconds: float, *, writes: bool) -> None:
    """Starts a transaction that waits for a lock for so long at most. Raises SQLAlchemy's errors."""
    milliseconds = max(1, round(1000 * seconds_left(seconds)))
    try:
        if dialect.name == "sqlite":
            cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
            cursor.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        else:
            # In one message, and local: behind a pooler the session belongs to others, too. PostgreSQL
            # reports the lock before the wait for its answer ends.
            limit = max(1, milliseconds * 9 // 10)
            cursor.execute(f"BEGIN; SET LOCAL lock_timeout = {limit}", prepare=False)
    except dialect.loaded_dbapi.Error as error:
        raise wrapped(error, dialect) from error


def wrapped(error: Exception, dialect: Dialect) -> BaseException:
    """SQLAlchemy's error for one of the driver's."""
    return DBAPIError.instance(None, None, error, dialect.loaded_dbapi.Error, dialect=dialect)


def _prepare_sqlite(engine: Engine, synchronous: Synchronous) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, record: object) -> None:
        del record
        # The driver's own transactions leave CREATE TABLE out; `begin` starts ours, which roll a failed
        # migration back whole.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "foreign_keys=ON",
            f"synchronous={synchronous}",
            # What RETAIN_DAYS or a caller deletes is overwritten, not only unlinked.
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


def _limit_answers(engine: Engine, seconds: float) -> None:
    from app.storage.timeout_connection import timeout_connection

    connection_class = timeout_connection(seconds)

    @event.listens_for(engine, "do_connect")
    def do_connect(dialect: object, record: object, arguments: list[Any], named: dict[str, Any]) -> Any:
        return connection_class.connect(*arguments, **named)


def _on_error(context: ExceptionContext) -> None:
    """After a failover the server of an old connection is read-only for good: it is replaced."""
    if context.sqlalchemy_exception and spoils_connection(context.sqlalchemy_exception):
        context.is_disconnect = True


def _start_transactions(engine: Engine, seconds: float) -> None:
    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") == "AUTOCOMMIT":
            return
        cursor = connection.connection.cursor()
        try:
            begin(cursor, engine.dialect, seconds, writes=bool(options.get("writes")))
        except DBAPIError as error:
            if spoils_connection(error):
                connection.invalidate(error)
            raise
        finally:
            cursor.close()
