"""The transactions of the group-commit writer: one group of rows each, in the writer's thread."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine, PoolProxiedConnection, Table, insert
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import SQLAlchemyError

from app.errors import APIError
from app.storage.batch import Batch, not_recorded, unavailable
from app.storage.database_url import StorageError
from app.storage.engine import begin, wrapped
from app.storage.error_kinds import cause, error_kind, spoils_connection
from app.storage.fences import FenceCheck
from app.storage.inserts import Inserts
from app.storage.leases import LeaseLost
from app.storage.rows import Row, Values
from app.storage.spool import Spool
from app.storage.sqlite_files import SqliteFiles
from app.storage.tables import METADATA
from app.storage.wait_limit import seconds_left, wait_until
from app.storage.write_lock import exclusive

_log = logging.getLogger(__name__)

# Foreign keys: a row is inserted after the rows it refers to. All groups lock the tables in one order.
_TABLE_ORDER = {table.name: place for place, table in enumerate(METADATA.sorted_tables)}

_RETRY_PAUSES = (0.02, 0.05, 0.1, 0.25)


class GroupCommit:
    """Commits groups on a connection of its own. Every method runs in the writer's thread.

    `lock` excludes the other writers of this process where the database takes one at a time; `wait_seconds`
    bounds how long rows wait for an unavailable database. `on_error` is called in that thread with an error
    that is not the rows' own.
    """

    def __init__(
        self,
        engine: Engine,
        lock: threading.Lock | None,
        wait_seconds: float,
        *,
        files: SqliteFiles | None,
        on_error: Callable[[Exception], None],
        spool: Spool | None = None,
    ) -> None:
        self._engine = engine
        self._spool = spool
        self._lock = lock
        self._wait_seconds = wait_seconds
        self._files = files
        self._on_error = on_error
        self._connection: PoolProxiedConnection | None = None
        self._inserts: dict[Table, Inserts] = {}
        self._fence_check = FenceCheck(engine.dialect, spool)
        self._lost: dict[Table, list[Values]] = {}

    def commit(self, group: list[Batch]) -> list[APIError | LeaseLost | None]:
        """One error or None for each batch; never raises."""
        errors: dict[int, APIError | LeaseLost] = {}
        waiting = list(enumerate(group))
        attempt = 0
        while True:
            batches = [batch for _, batch in waiting]
            until = min([batch.enqueued_at for batch in batches], default=0.0) + self._wait_seconds
            try:
                # A commit whose confirmation was lost with the connection may have happened: ids are minted
                # here, so an existing row is this one.
                with wait_until(until):
                    self._insert(batches, ignore_existing=attempt > 0)
            except Exception as error:
                if error_kind(error) == "row":
                    return self._refused(group, waiting, errors, error)
                self._after_error(error, first=attempt == 0)
                waiting = self._still_waiting(waiting, errors, error)
            else:
                errors |= {number: LeaseLost() for number, batch in waiting if batch.lost}
                waiting = []
            if not waiting:
                return [errors.get(number) for number in range(len(group))]
            with wait_until(min(batch.enqueued_at for _, batch in waiting) + self._wait_seconds):
                time.sleep(seconds_left(_RETRY_PAUSES[min(attempt, len(_RETRY_PAUSES) - 1)]))
            attempt += 1

    def insert_lost_rows(self, connection: Connection) -> None:
        """Inserts a row of each table that rows were lost of, for a transaction that is rolled back.

        Raises what the commit of those rows raised where that is still so.
        """
        lost = self._lost
        for table in sorted(lost, key=lambda table: _TABLE_ORDER[table.name]):
            connection.execute(insert(table), [dict(row) for row in lost[table]])

    def forget_lost_rows(self) -> None:
        """The database can be written to again."""
        self._lost = {}

    def disconnect(self) -> None:
        """Closes the connection; the next commit opens another."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            try:
                connection.invalidate()
                connection.close()
            except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error):
                _log.debug("a broken connection could not be closed", exc_info=True)

    def _after_error(self, error: Exception, *, first: bool) -> None:
        if first:
            _log.warning("the database cannot be written to, retrying: %s", cause(error))
        if error_kind(error) == "down":
            self._on_error(error)
        if self._files and self._connection and isinstance(error, StorageError):
            self._files.save_log(self._connection.cursor(), self._connection.info)
        if self._files is None or spoils_connection(error):
            self.disconnect()

    def _still_waiting(
        self, waiting: list[tuple[int, Batch]], errors: dict[int, APIError | LeaseLost], error: Exception
    ) -> list[tuple[int, Batch]]:
        """The batches whose time is not up; the others have their error then."""
        now = time.monotonic()
        left = []
        for number, batch in waiting:
            if now < batch.enqueued_at + self._wait_seconds:
                left.append((number, batch))
            else:
                errors[number] = unavailable("the database could not be written to")
                self._lost = {table: rows[:1] for table, rows in _by_table([batch]).items()}
        if len(left) < len(waiting):
            _log.error("rows of %d calls could not be written: %s", len(waiting) - len(left), cause(error))
        return left

    def _refused(
        self,
        group: list[Batch],
        waiting: list[tuple[int, Batch]],
        errors: dict[int, APIError | LeaseLost],
        error: Exception,
    ) -> list[APIError | LeaseLost | None]:
        """The rows of one call must not fail the others: each call is committed by itself."""
        self.disconnect()
        if len(waiting) == 1:
            _log.error("the database refuses a row: %s", cause(error))
            errors[waiting[0][0]] = not_recorded()
        else:
            for number, batch in waiting:
                (alone,) = self.commit([batch])
                if alone is not None:
                    errors[number] = alone
        return [errors.get(number) for number in range(len(group))]

    def _insert(self, group: list[Batch], *, ignore_existing: bool) -> None:
        rows = _by_table(group)
        with exclusive(self._lock, seconds_left(self._wait_seconds)), self._transaction() as cursor:
            self._apply_fences(cursor, group, rows)
            for table in sorted(rows, key=lambda table: _TABLE_ORDER[table.name]):
                inserts = self._inserts.get(table)
                if inserts is None:
                    inserts = self._inserts[table] = Inserts(table, self._engine.dialect, self._spool)
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
                begin(cursor, dialect, self._wait_seconds, writes=True)
                self._require_files(self._connection)
                yield cursor
                self._connection.commit()
            except BaseException:
                with suppress(dialect.loaded_dbapi.Error):
                    self._connection.rollback()
                raise
            finally:
                cursor.close()
        except dialect.loaded_dbapi.Error as error:
            raise wrapped(error, dialect) from error

    def _require_files(self, connection: PoolProxiedConnection) -> None:
        if self._files is not None and self._files.are_lost(connection.info):
            raise StorageError("its files were removed or replaced")


def _by_table(batches: list[Batch]) -> dict[Table, list[Values]]:
    rows: dict[Table, list[Values]] = {}
    for batch in batches:
        _collect(rows, batch.rows)
    return rows


def _collect(rows: dict[Table, list[Values]], added: Sequence[Row]) -> None:
    for table, row in added:
        of_table = rows.get(table)
        if of_table is None:
            rows[table] = [row]
        else:
            of_table.append(row)
