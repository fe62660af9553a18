"""Tries whether the rows of calls can be written, without a trace in the tables."""

from __future__ import annotations

import threading
import time
from contextlib import suppress

from sqlalchemy import Connection, Engine, false, select, true
from sqlalchemy.exc import IntegrityError

from app.storage.database_url import StorageError
from app.storage.disk_reserve import DiskReserve
from app.storage.engine import WRITES
from app.storage.error_kinds import error_kind
from app.storage.group_commit import GroupCommit
from app.storage.tables import METADATA, AuditEvent
from app.storage.wait_limit import wait_until
from app.storage.write_lock import exclusive

LOCK_SECONDS = 0.1
"""How long a probe waits for a lock: who holds it writes, so that the database is not down."""
_ANSWER_SECONDS = 1.0
_RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE")
_APPENDS = ("SELECT", "INSERT")
_RETRY_PAUSES = (0.02, 0.05, 0.1)


class WriteProbe:
    """Called in a thread of its own; raises where the database cannot be written to, or is locked.

    With SQLite each connection of `engine` is a new one: an old one has pages in its cache that the file
    may not have any more.
    """

    def __init__(
        self, engine: Engine, lock: threading.Lock | None, commits: GroupCommit, reserve: DiskReserve | None
    ) -> None:
        self._engine = engine.execution_options(**WRITES)
        self._lock = lock
        self._commits = commits
        self._reserve = reserve

    def __call__(self) -> None:
        """Raises the database's error."""
        for pause in _RETRY_PAUSES:
            try:
                return self._try()
            except Exception as error:
                # A connection that was lost since its last use says nothing about a new one.
                if error_kind(error) != "down":
                    raise
                time.sleep(pause)
        return self._try()

    def _try(self) -> None:
        with (
            exclusive(self._lock, LOCK_SECONDS),
            wait_until(time.monotonic() + _ANSWER_SECONDS),
            self._engine.begin() as connection,
        ):
            if self._reserve is not None:
                self._reserve.require_room(connection)
                # SQLite writes no row that stays as it is, but it writes this number.
                version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
                write = f"PRAGMA user_version = {version}"
            else:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(1000 * LOCK_SECONDS)}")
                write = "UPDATE organizations SET name = name"
            _require_tables(connection)
            with suppress(IntegrityError), connection.begin_nested() as savepoint:
                self._commits.insert_lost_rows(connection)
                savepoint.rollback()
            connection.exec_driver_sql(write)
        self._commits.forget_lost_rows()


def _require_tables(connection: Connection) -> None:
    """Raises where a table is missing, or a right to it."""
    if connection.dialect.name == "sqlite":
        for table in METADATA.sorted_tables:
            connection.execute(select(true()).select_from(table).where(false()))
        return
    # A database error for a missing table, a row for a missing right.
    rights = ", ".join(
        f"('{table.name}', '{right}')"
        for table in METADATA.sorted_tables
        for right in (_APPENDS if table.name == AuditEvent.__tablename__ else _RIGHTS)
    )
    query = f"SELECT name, allowed FROM (VALUES {rights}) AS needed (name, allowed) "  # noqa: S608 - names of our own tables
    missing = connection.exec_driver_sql(
        query + "WHERE NOT has_table_privilege(name, allowed) LIMIT 1"
    ).first()
    if missing is not None:
        raise StorageError(f"this user lacks the right to {missing[1]} for {missing[0]}")
