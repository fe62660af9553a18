"""Sessions for ordinary reads and writes, and the writer for the hot path: all that goes to the database goes through here."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Engine, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import Session

from app.errors import Unavailable
from app.storage.engine import WRITES, Synchronous, apply_timeouts, connect, is_sqlite
from app.storage.group_commit import cause
from app.storage.unit_of_work import AuditContext, UnitOfWork
from app.storage.writer import Writer

_log = logging.getLogger(__name__)

T = TypeVar("T")

_THREADS = 8


class Database:
    """A session's work is a plain function, run in a thread; what it returns must not need the session any more."""

    def __init__(
        self,
        url: str,
        *,
        synchronous: Synchronous = "FULL",
        wait_seconds: float = 5.0,
        most_waiting: int = 10_000,
    ) -> None:
        self._engine = connect(url, synchronous, busy_seconds=wait_seconds)
        apply_timeouts(self._engine, wait_seconds)
        self._writing = self._engine.execution_options(**WRITES)
        # SQLite has one writer at a time: within the process they queue up fairly instead of polling the file.
        self._lock = threading.Lock() if is_sqlite(url) else None
        self._wait_seconds = wait_seconds
        # Apart, so that whoever reads does not stand in line behind those that wait for a lock.
        self._reading = ThreadPoolExecutor(_THREADS, thread_name_prefix="reading")
        self._changing = ThreadPoolExecutor(_THREADS, thread_name_prefix="changing")
        self.writer = Writer(self._engine, self._lock, wait_seconds=wait_seconds, most_waiting=most_waiting)

    async def read(self, work: Callable[[Session], T]) -> T:
        """Runs `work` in a transaction that writes nothing. Raises Unavailable where the database is gone."""
        return await self._run(self._reading, lambda: self._in_session(self._engine, work))

    async def write(self, work: Callable[[Session], T]) -> T:
        """Runs `work` in a transaction and commits it; an exception rolls it back. Raises Unavailable as `read` does."""
        until = time.monotonic() + self._wait_seconds

        def change() -> T:
            with self._alone(until):
                return self._in_session(self._writing, work)

        return await self._run(self._changing, change)

    async def administer(self, context: AuditContext, work: Callable[[UnitOfWork], T]) -> T:
        """Runs `work` in a transaction and commits it with the audit events that it adds.

        An exception rolls both back. Raises UnauditedWrite where there is no event, Unavailable as `read` does.
        """
        return await self.write(lambda session: work(UnitOfWork(session, context)))

    async def ping(self) -> None:
        """Raises Unavailable where the database does not answer."""
        await self.read(lambda session: session.connection().execute(text("SELECT 1")))

    async def close(self) -> None:
        """Writes what waits and ends all connections."""
        await self.writer.close()
        self._reading.shutdown()
        self._changing.shutdown()
        self._engine.dispose()

    async def _run(self, threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        until = time.monotonic() + self._wait_seconds

        def in_time() -> T:
            # Those before it may have waited for a database that is gone: it has waited as long as they.
            if time.monotonic() > until:
                raise _unavailable()
            return work()

        return await asyncio.get_running_loop().run_in_executor(threads, in_time)

    @contextmanager
    def _alone(self, until: float) -> Iterator[None]:
        """Alone with the database where it takes one writer at a time: each waits until its own end, not for everyone's before it."""
        if self._lock is None:
            yield
            return
        if not self._lock.acquire(timeout=max(0.0, until - time.monotonic())):
            raise _unavailable()
        try:
            yield
        finally:
            self._lock.release()

    def _in_session(self, engine: Engine, work: Callable[[Session], T]) -> T:
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                return work(session)
        except (OperationalError, InterfaceError) as error:
            _log.warning("the database cannot be used: %s", cause(error))
            raise _unavailable() from None


def _unavailable() -> Unavailable:
    return Unavailable("This server's database cannot be used now. Try again.", headers={"retry-after": "1"})
