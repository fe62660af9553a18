"""The transactions of the group-commit writer: one group of rows each, in the writer's thread."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import Engine, Executable, PoolProxiedConnection, Table, text, update
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError, SQLAlchemyError

from app.errors import APIError, ServerError, Unavailable
from app.storage.engine import WRITES
from app.storage.fences import Fence, FenceCheck
from app.storage.inserts import Inserts
from app.storage.leases import LeaseLost
from app.storage.rows import Row, RowFactory, Values
from app.storage.tables import METADATA, Organization

_log = logging.getLogger(__name__)

# Foreign keys: a row is inserted after the rows it refers to. All groups lock the tables in one order.
_TABLE_ORDER = {table.name: place for place, table in enumerate(METADATA.sorted_tables)}

_RETRY_PAUSES = (0.02, 0.05, 0.1, 0.25)


@dataclass(slots=True)
class Batch:
    """The rows of one call: they are written together or not at all."""

    sources: tuple[Row | RowFactory, ...]
    written: asyncio.Future[None] | None
    """Of the caller; None where no caller waits."""
    fence: Fence | None = None
    """What is written only while an attempt holds its leased row; the sources are written in any case."""
    enqueued_at: float = field(default_factory=time.monotonic)
    rows: tuple[Row, ...] = ()
    lost: bool = False
    """Whether another attempt holds the fence's row."""

    def build_rows(self) -> None:
        """Calls the factories: once, however often the commit is tried."""
        self.rows = tuple([(table, row() if callable(row) else row) for table, row in self.sources])

    def resolve(self, error: APIError | LeaseLost | None) -> None:
        """Lets the caller continue, or raises the error in it."""
        if self.written is not None and not self.written.done():
            if error is None:
                self.written.set_result(None)
            else:
                self.written.set_exception(error)


class GroupCommit:
    """Commits groups on a connection of its own. Every method runs in the writer's thread.

    `lock` excludes the other writers of this process where the database takes one at a time; `wait_seconds`
    bounds how long rows wait for an unavailable database.
    """

    def __init__(self, engine: Engine, lock: threading.Lock | None, wait_seconds: float) -> None:
        self._engine = engine.execution_options(**WRITES)
        self._lock = lock
        self._wait_seconds = wait_seconds
        self._connection: PoolProxiedConnection | None = None
        self._inserts: dict[Table, Inserts] = {}
        self._fence_check = FenceCheck(engine.dialect)

    def commit(self, group: list[Batch]) -> list[APIError | LeaseLost | None]:
        """One error or None for each batch; never raises."""
        deadline = min([batch.enqueued_at for batch in group], default=0.0) + self._wait_seconds
        attempt = 0
        while True:
            try:
                # A commit whose confirmation was lost with the connection may have happened: ids are minted
                # here, so an existing row is this one.
                self._insert(group, ignore_existing=attempt > 0)
            except (OperationalError, InterfaceError) as error:
                if self._lock is None:
                    # SQLite's connection is as good as a new one, and the last one to close removes the WAL,
                    # which a full disk has no room to create again.
                    self.disconnect()
                if time.monotonic() >= deadline:
                    _log.error("rows of %d calls are lost: %s", len(group), cause(error))
                    return [unavailable("the database could not be written to")] * len(group)
                if attempt == 0:
                    _log.warning("the database cannot be written to, retrying: %s", cause(error))
                time.sleep(_RETRY_PAUSES[min(attempt, len(_RETRY_PAUSES) - 1)])
                attempt += 1
            except Exception as error:
                self.disconnect()
                if len(group) > 1:
                    # The rows of one call must not fail the others.
                    return [error for batch in group for error in self.commit([batch])]
                _log.error("the database refuses a row: %s", cause(error))
                return [not_recorded()]
            else:
                return [LeaseLost() if batch.lost else None for batch in group]

    def can_write(self) -> bool:
        """Whether a row can be written. Writes one: a full disk can still be read."""
        statement: Executable = update(Organization).values(name=Organization.name)
        if self._engine.dialect.name == "sqlite":
            # SQLite writes no row that stays as it is, but it writes this number, which has no other use.
            statement = text("PRAGMA user_version = 0")
        try:
            with self._exclusive(), self._engine.begin() as connection:
                connection.execute(statement)
        except SQLAlchemyError:
            return False
        return True

    def disconnect(self) -> None:
        """Closes the connection; the next commit opens another."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            try:
                connection.invalidate()
                connection.close()
            except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error):
                _log.debug("a broken connection could not be closed", exc_info=True)

    def _insert(self, group: list[Batch], *, ignore_existing: bool) -> None:
        rows: dict[Table, list[Values]] = {}
        for batch in group:
            _collect(rows, batch.rows)
        with self._exclusive(), self._transaction() as cursor:
            self._apply_fences(cursor, group, rows)
            for table in sorted(rows, key=lambda table: _TABLE_ORDER[table.name]):
                inserts = self._inserts.get(table)
                if inserts is None:
                    inserts = self._inserts[table] = Inserts(table, self._engine.dialect)
                inserts.execute(cursor, rows[table], ignore_existing=ignore_existing)

    def _apply_fences(self, cursor: DBAPICursor, group: list[Batch], rows: dict[Table, list[Values]]) -> None:
        """Adds the fences' rows; marks the batches whose attempt has lost its row."""
        fences = [batch.fence for batch in group if batch.fence is not None]
        if not fences:
            return
        held = self._fence_check.apply(cursor, fences)
        for batch in group:
            if batch.fence is not None:
                batch.lost = batch.fence not in held
                if not batch.lost:
                    _collect(rows, batch.fence.rows)

    @contextmanager
    def _transaction(self) -> Iterator[DBAPICursor]:
        """A transaction of the driver: SQLAlchemy's is half of a small commit. Errors are SQLAlchemy's."""
        dialect = self._engine.dialect
        try:
            if self._connection is None:
                self._connection = self._engine.raw_connection()
            cursor = self._connection.cursor()
            try:
                if dialect.name == "sqlite":
                    cursor.execute("BEGIN IMMEDIATE")
                yield cursor
                self._connection.commit()
            except BaseException:
                with suppress(dialect.loaded_dbapi.Error):
                    self._connection.rollback()
                raise
            finally:
                cursor.close()
        except dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(
                None, None, error, dialect.loaded_dbapi.Error, dialect=dialect
            ) from error

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        if self._lock is None:
            yield
        else:
            with self._lock:
                yield


def _collect(rows: dict[Table, list[Values]], added: Sequence[Row]) -> None:
    for table, row in added:
        of_table = rows.get(table)
        if of_table is None:
            rows[table] = [row]
        else:
            of_table.append(row)


def not_recorded() -> ServerError:
    """The error of a call whose rows cannot be built, or are refused by the database."""
    return ServerError("The server could not store the record of this call.")


def unavailable(why: str) -> Unavailable:
    """The error of a call whose rows cannot be written now."""
    return Unavailable(
        f"This server cannot store the record of a call now: {why}. Try again.", headers={"retry-after": "1"}
    )


def cause(error: Exception) -> str:
    """The driver's message, without the statement and its values."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(error, IntegrityError):
        return type(cause).__name__
    return (str(cause).strip().splitlines() or [""])[0] or type(cause).__name__
