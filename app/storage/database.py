"""The database: sessions for ordinary reads and writes, and the writer for the hot path."""

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
from app.storage.project_slots import ProjectSlots
from app.storage.unit_of_work import AuditContext, UnitOfWork
from app.storage.writer import Writer

_log = logging.getLogger(__name__)

T = TypeVar("T")

_THREADS = 8
# Lists and look-ups of keys have threads of their own: what one project lists delays no call of another.
_LIST_THREADS = 4
_LISTS_PER_PROJECT = 2
_KEY_THREADS = 1


class Database:
    """Runs the work of a session, a plain function, in a thread.

    Its result must not need the session any more.
    """

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
        self._write_engine = self._engine.execution_options(**WRITES)
        # SQLite has one writer at a time: writers of this process wait in a fair queue instead of polling the
        # file.
        self._lock = threading.Lock() if is_sqlite(url) else None
        self._wait_seconds = wait_seconds
        # Two pools: readers do not wait behind writers that wait for a lock.
        self._read_threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="read")
        self._write_threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="write")
        self._list_threads = ThreadPoolExecutor(_LIST_THREADS, thread_name_prefix="list")
        self._key_threads = ThreadPoolExecutor(_KEY_THREADS, thread_name_prefix="key")
        self._list_slots = ProjectSlots(_LISTS_PER_PROJECT, wait_seconds)
        self.writer = Writer(self._engine, self._lock, wait_seconds=wait_seconds, most_waiting=most_waiting)

    async def read(self, work: Callable[[Session], T]) -> T:
        """Runs `work` in a transaction that writes nothing.

        Raises Unavailable where the database cannot be used.
        """
        return await self._run(self._read_threads, lambda: self._in_session(self._engine, work))

    async def list_page(self, project: str, work: Callable[[Session], T]) -> T:
        """`read` for a list of the project, which may take long.

        Few lists of one project run at once, and they delay neither other reads nor calls of other projects.
        Raises RateLimited where the project has too many, Unavailable as `read` does.
        """
        loop = asyncio.get_running_loop()
        await self._list_slots.acquire(project)
        listing = self._list_threads.submit(self._in_time(lambda: self._in_session(self._engine, work)))
        # A caller that disconnects does not stop the thread, which holds the slot until it is done.
        listing.add_done_callback(lambda _: loop.call_soon_threadsafe(self._list_slots.release, project))
        return await asyncio.wrap_future(listing)

    async def look_up_key(self, work: Callable[[Session], T]) -> T:
        """`read` for the look-up of a key, which waits behind no other read."""
        return await self._run(self._key_threads, lambda: self._in_session(self._engine, work))

    async def write(self, work: Callable[[Session], T]) -> T:
        """Runs `work` in a transaction and commits it; an exception rolls it back.

        Raises Unavailable as `read` does.
        """
        deadline = time.monotonic() + self._wait_seconds

        def transaction() -> T:
            with self._exclusive(deadline):
                return self._in_session(self._write_engine, work)

        return await self._run(self._write_threads, transaction)

    async def administer(self, context: AuditContext, work: Callable[[UnitOfWork], T]) -> T:
        """Runs `work` in a transaction and commits it with the audit events that it adds.

        An exception rolls both back. Raises UnauditedWrite where there is no event, Unavailable as `read`
        does.
        """
        return await self.write(lambda session: work(UnitOfWork(session, context)))

    async def ping(self) -> None:
        """Raises Unavailable where the database does not answer."""
        await self.read(lambda session: session.connection().execute(text("SELECT 1")))

    async def close(self) -> None:
        """Writes the rows that wait and closes all connections."""
        await self.writer.close()
        for threads in (self._read_threads, self._write_threads, self._list_threads, self._key_threads):
            threads.shutdown()
        self._engine.dispose()

    async def _run(self, threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(threads, self._in_time(work))

    def _in_time(self, work: Callable[[], T]) -> Callable[[], T]:
        """The work, unless the wait for a thread takes `wait_seconds`.

        The work before it in the queue may have waited for an unreachable server: its own time is up, too.
        """
        deadline = time.monotonic() + self._wait_seconds

        def in_time() -> T:
            if time.monotonic() > deadline:
                raise _unavailable()
            return work()

        return in_time

    @contextmanager
    def _exclusive(self, deadline: float) -> Iterator[None]:
        """Holds the lock where the database takes one writer at a time. Each waits until its own deadline."""
        if self._lock is None:
            yield
            return
        if not self._lock.acquire(timeout=max(0.0, deadline - time.monotonic())):
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
