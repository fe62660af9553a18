"""The group-commit writer: the only way of hot-path rows into the database.

A commit starts when the writer is idle, and takes along all that waits; a caller goes on when its own rows are durable. So the cost
of a commit is shared by everyone who came while the one before was under way. Where that was a moment ago and other calls are on
their way, it waits for them for the rest of that moment: on a fast disk a group would be a few calls otherwise.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Engine, Executable, PoolProxiedConnection, Table, text, update
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError, SQLAlchemyError

from app.errors import APIError, ServerError, Unavailable
from app.storage.engine import WRITES
from app.storage.inserts import Inserts
from app.storage.tables import METADATA, Organization

_log = logging.getLogger(__name__)

Values: TypeAlias = Mapping[str, Any]
Row: TypeAlias = tuple[Table, Values]
RowFactory: TypeAlias = tuple[Table, Callable[[], Values]]
"""A row that is made when its turn comes: one right behind the other, those of a group cost less than one by one."""

# A row comes after those that it refers to, and all groups take the tables in one order.
_PLACES = {table.name: place for place, table in enumerate(METADATA.sorted_tables)}

_PAUSES = (0.02, 0.05, 0.1, 0.25)
_PROBE_SECONDS = 1.0
# From the start of a commit to that of the next, unless so many wait that more of them would hardly make each any cheaper.
GROUP_INTERVAL = 0.01
GROUP_SIZE = 16


@dataclass(slots=True)
class _Unit:
    """Rows that are written together or not at all."""

    given: tuple[Row | RowFactory, ...]
    done: asyncio.Future[None] | None
    since: float = field(default_factory=time.monotonic)
    rows: tuple[Row, ...] = ()

    def make(self) -> None:
        self.rows = tuple([(table, values() if callable(values) else values) for table, values in self.given])

    def tell(self, fault: APIError | None) -> None:
        if self.done is not None and not self.done.done():
            if fault is None:
                self.done.set_result(None)
            else:
                self.done.set_exception(fault)


class Writer:
    """Writes rows in groups. `lock` keeps other writers of this process away where the database takes one at a time.

    `wait_seconds` bounds how long rows wait for a database that is gone, `most_waiting` how many calls may wait.
    """

    def __init__(
        self, engine: Engine, lock: threading.Lock | None, *, wait_seconds: float, most_waiting: int
    ) -> None:
        self._engine = engine.execution_options(**WRITES)
        self._lock = lock
        self._wait_seconds = wait_seconds
        self._most_waiting = most_waiting
        self._waiting: deque[_Unit] = deque()
        self.in_flight = 0
        """How many calls are under way that will bring rows; kept by those who make them."""
        self._busy = False
        self._gathering: asyncio.TimerHandle | None = None
        self._next = 0.0
        self._last = 1
        self._idle = asyncio.Event()
        self._idle.set()
        self._down_since: float | None = None
        self._probed = 0.0
        self._probing: asyncio.Future[bool] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._connection: PoolProxiedConnection | None = None
        self._inserts: dict[Table, Inserts] = {}

    @property
    def ready(self) -> bool:
        """Whether, as far as is known, rows can be written: whether `admit` would neither wait nor raise."""
        return self._down_since is None and len(self._waiting) < self._most_waiting

    async def admit(self) -> None:
        """Raises Unavailable before anything is paid for, where the rows of the call could not be written afterwards."""
        if len(self._waiting) >= self._most_waiting:
            raise _unavailable("too many calls wait for the database")
        if self._down_since is None:
            return
        if self._probing is None and time.monotonic() - self._probed >= _PROBE_SECONDS:
            self._probing = asyncio.get_running_loop().run_in_executor(self._thread, self._probe)
            self._probing.add_done_callback(self._on_probe_done)
            # One that finds nobody takes longer, and no caller waits for that.
            await asyncio.wait((self._probing,), timeout=_PROBE_SECONDS)
        if self._down_since is not None:
            raise _unavailable("the database cannot be written to")

    def write(self, *rows: Row | RowFactory) -> asyncio.Future[None]:
        """To be awaited: done once the rows are durable. Unavailable, or ServerError where the database refuses just these."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._enqueue(_Unit(rows, done))
        return done

    def submit(self, *rows: Row | RowFactory) -> None:
        """Writes the rows without anybody waiting: for a call whose client is gone or is told of an error anyway."""
        self._enqueue(_Unit(rows, None))

    async def close(self) -> None:
        """Writes what waits, then ends."""
        await self._idle.wait()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._disconnect)
        self._thread.shutdown()

    def _enqueue(self, unit: _Unit) -> None:
        self._waiting.append(unit)
        if not self._busy:
            self._busy = True
            self._idle.clear()
            self._schedule_commit()
        elif self._gathering is not None and len(self._waiting) >= GROUP_SIZE:
            self._gathering.cancel()
            self._schedule_commit()

    def _schedule_commit(self) -> None:
        loop = asyncio.get_running_loop()
        # A client that is alone and makes one call after the other is kept from none.
        alone = len(self._waiting) == 1 and self._last == 1 and self.in_flight <= 0
        if alone or len(self._waiting) >= GROUP_SIZE or loop.time() >= self._next:
            self._gathering = None
            # Not at once: what else is ready in this turn of the loop goes along.
            loop.call_soon(self._start)
        else:
            self._gathering = loop.call_at(self._next, self._start)

    def _start(self) -> None:
        self._gathering = None
        waiting, self._waiting = self._waiting, deque()
        self._last = len(waiting)
        group = [unit for unit in waiting if self._made(unit)]
        loop = asyncio.get_running_loop()
        self._next = loop.time() + GROUP_INTERVAL
        committing = loop.run_in_executor(self._thread, self._commit, group)
        committing.add_done_callback(lambda committed: self._on_committed(group, committed.result()))

    def _made(self, unit: _Unit) -> bool:
        try:
            unit.make()
        except Exception:
            _log.exception("a row could not be made")
            unit.tell(_unkept())
            return False
        return True

    def _on_committed(self, group: list[_Unit], faults: list[APIError | None]) -> None:
        for unit, fault in zip(group, faults, strict=True):
            unit.tell(fault)
        if any(isinstance(fault, Unavailable) for fault in faults):
            self._down_since = self._down_since or time.monotonic()
        else:
            self._mark_up()
        if self._waiting:
            self._schedule_commit()
        else:
            self._busy = False
            self._idle.set()

    def _on_probe_done(self, probing: asyncio.Future[bool]) -> None:
        self._probing = None
        self._probed = time.monotonic()
        if probing.result():
            self._mark_up()

    def _mark_up(self) -> None:
        if self._down_since is not None:
            _log.info("the database can be written to again")
            self._down_since = None

    # Below: in the writer's thread.

    def _commit(self, group: list[_Unit]) -> list[APIError | None]:
        """One fault or None for each unit; never raises."""
        deadline = min([unit.since for unit in group], default=0.0) + self._wait_seconds
        attempt = 0
        while True:
            try:
                self._insert(group, again=attempt > 0)
            except (OperationalError, InterfaceError) as error:
                if self._lock is None:
                    # SQLite's is as good as a new one, and the last to close takes files along that a full disk has no room for.
                    self._disconnect()
                if time.monotonic() >= deadline:
                    _log.error("rows of %d calls are lost: %s", len(group), cause(error))
                    return [_unavailable("the database could not be written to")] * len(group)
                if attempt == 0:
                    _log.warning("the database cannot be written to, trying again: %s", cause(error))
                time.sleep(_PAUSES[min(attempt, len(_PAUSES) - 1)])
                attempt += 1
            except Exception as error:
                self._disconnect()
                if len(group) > 1:
                    # One unit's fault must not be everyone's.
                    return [fault for unit in group for fault in self._commit([unit])]
                _log.error("the database refuses a row: %s", cause(error))
                return [_unkept()]
            else:
                return [None] * len(group)

    def _insert(self, group: list[_Unit], *, again: bool) -> None:
        rows: dict[Table, list[Values]] = {}
        for unit in group:
            for table, values in unit.rows:
                found = rows.get(table)
                if found is None:
                    rows[table] = [values]
                else:
                    found.append(values)
        with self._exclusive(), self._transaction() as cursor:
            for table in sorted(rows, key=lambda table: _PLACES[table.name]):
                inserts = self._inserts.get(table)
                if inserts is None:
                    inserts = self._inserts[table] = Inserts(table, self._engine.dialect)
                # A commit whose confirmation was lost with the connection may have happened: ids are ours, so a row
                # that is there is this one.
                inserts.execute(cursor, rows[table], again=again)

    @contextmanager
    def _transaction(self) -> Iterator[DBAPICursor]:
        """The driver's own, for half of a small commit would be SQLAlchemy's work otherwise; the errors are SQLAlchemy's."""
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

    def _probe(self) -> bool:
        """Whether a row can be written: a real one, for a full disk can still be read."""
        writing: Executable = update(Organization).values(name=Organization.name)
        if self._engine.dialect.name == "sqlite":
            # It does not write a row that stays as it is; this it does, and nobody else uses it.
            writing = text("PRAGMA user_version = 0")
        try:
            with self._exclusive(), self._engine.begin() as connection:
                connection.execute(writing)
        except SQLAlchemyError:
            return False
        return True

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        if self._lock is None:
            yield
        else:
            with self._lock:
                yield

    def _disconnect(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            try:
                connection.invalidate()
                connection.close()
            except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error):
                _log.debug("a broken connection could not be closed", exc_info=True)


def _unkept() -> ServerError:
    return ServerError("The server could not keep a record of this call.")


def _unavailable(why: str) -> Unavailable:
    return Unavailable(
        f"This server cannot keep a record of the call now: {why}. Try again.", headers={"retry-after": "1"}
    )


def cause(error: Exception) -> str:
    """The driver's own words without the statement and its values."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(error, IntegrityError):
        return type(cause).__name__
    return (str(cause).strip().splitlines() or [""])[0] or type(cause).__name__
