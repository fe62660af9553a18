"""The database: sessions for ordinary reads and writes, and the writer for the hot path."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Engine, text
from sqlmodel import Session

from app.errors import Unavailable
from app.storage.availability import Availability
from app.storage.database_url import parse
from app.storage.disk_reserve import DiskReserve, is_disk_full
from app.storage.engine import WRITES, Synchronous, connect
from app.storage.error_kinds import cause, error_kind, is_ended_transaction
from app.storage.group_commit import GroupCommit
from app.storage.project_slots import ProjectSlots
from app.storage.spool import Spool, session_info
from app.storage.sqlite_files import SqliteFiles
from app.storage.unit_of_work import AuditContext, UnitOfWork
from app.storage.wait_limit import seconds_left, wait_until
from app.storage.write_lock import exclusive
from app.storage.write_probe import LOCK_SECONDS, WriteProbe
from app.storage.writer import Writer

_log = logging.getLogger(__name__)

T = TypeVar("T")

_POOL_SIZE = 15
_OWN_CONNECTIONS = 3
"""Those of the writer, of the probe and of the look-up of keys."""
# Lists and look-ups of keys have threads of their own: what one project lists delays no call of another.
_LISTS_PER_PROJECT = 2
_KEY_THREADS = 1
# While the database is down, each call would be a line of the log.
_REPORT_SECONDS = 1.0


class Database:
    """Runs the work of a session, a plain function, in a thread.

    Its result must not need the session any more. `pool_size` bounds the connections, `reserve_bytes` is held
    back on the disk of a SQLite database, see `DiskReserve`. The longest texts are in `spool` while they are
    written; without one they are in memory.
    """

    def __init__(
        self,
        url: str,
        *,
        synchronous: Synchronous = "FULL",
        wait_seconds: float = 5.0,
        most_waiting: int = 10_000,
        pool_size: int = _POOL_SIZE,
        reserve_bytes: int = 0,
        spool: Spool | None = None,
    ) -> None:
        parsed = parse(url)
        self._files = SqliteFiles(parsed) if parsed.get_backend_name() == "sqlite" else None
        self._reserve = DiskReserve(self._files.target, reserve_bytes) if self._files else None
        self._engine = connect(
            url,
            synchronous,
            wait_seconds=wait_seconds,
            connections=pool_size,
            files=self._files,
            limits_answers=True,
        )
        self._write_engine = self._engine.execution_options(**WRITES)
        self._session_info = session_info(spool)
        self._lock = threading.Lock() if self._files else None
        self._wait_seconds = wait_seconds
        self._reported_at = -_REPORT_SECONDS
        # Threads of their own: readers do not wait behind writers that wait for a lock. Each thread finds a
        # free connection.
        third = max(1, (pool_size - _OWN_CONNECTIONS) // 3)
        self._read_threads = ThreadPoolExecutor(third, thread_name_prefix="read")
        self._write_threads = ThreadPoolExecutor(third, thread_name_prefix="write")
        self._list_threads = ThreadPoolExecutor(third, thread_name_prefix="list")
        self._key_threads = ThreadPoolExecutor(_KEY_THREADS, thread_name_prefix="key")
        self._list_slots = ProjectSlots(_LISTS_PER_PROJECT, wait_seconds)
        commits = GroupCommit(
            self._engine, self._lock, wait_seconds, files=self._files, on_error=self._on_error, spool=spool
        )
        self._probe_engine = self._engine
        if self._files:
            self._probe_engine = connect(
                url, synchronous, wait_seconds=LOCK_SECONDS, connections=0, files=self._files
            )
        probe = WriteProbe(self._probe_engine, self._lock, commits, self._reserve)
        self._availability = Availability(probe, wait_seconds)
        self.writer = Writer(
            commits, self._availability, wait_seconds=wait_seconds, most_waiting=most_waiting
        )

    async def open(self) -> None:
        """Reserves the disk's space; reports what other users of the machine may read."""
        if self._files is not None and self._reserve is not None:
            await asyncio.to_thread(self._reserve.create)
            for warning in self._files.shared():
                _log.warning("%s", warning)

    async def read(self, work: Callable[[Session], T]) -> T:
        """Runs `work` in a transaction that writes nothing.

        Raises Unavailable where the database cannot be used.
        """
        return await self._run(self._read_threads, lambda: self._in_session(self._engine, None, work))

    async def list_page(self, project: str, work: Callable[[Session], T]) -> T:
        """`read` for a list of the project, which may take long.

        Few lists of one project run at once, and they delay neither other reads nor calls of other projects.
        Raises RateLimited where the project has too many, Unavailable as `read` does.
        """
        loop = asyncio.get_running_loop()
        deadline = time.monotonic() + self._wait_seconds
        await self._list_slots.acquire(project)
        listing = self._list_threads.submit(
            _in_time(lambda: self._in_session(self._engine, None, work), deadline)
        )
        # A caller that disconnects does not stop the thread, which holds the slot until it is done.
        listing.add_done_callback(lambda _: loop.call_soon_threadsafe(self._list_slots.release, project))
        return await asyncio.wrap_future(listing)

    async def look_up_key(self, work: Callable[[Session], T]) -> T:
        """`read` for the look-up of a key, which waits behind no other read."""
        return await self._run(self._key_threads, lambda: self._in_session(self._engine, None, work))

    async def write(self, work: Callable[[Session], T], *, uses_reserve: bool = False) -> T:
        """Runs `work` in a transaction and commits it; an exception rolls it back.

        Work that deletes rows `uses_reserve`: it is done on a full disk, too. Raises Unavailable as `read`
        does.
        """

        def transaction() -> T:
            if self._reserve is not None and self._reserve.is_full and not uses_reserve:
                raise _unavailable()
            return self._in_session(self._write_engine, self._lock, work, uses_reserve=uses_reserve)

        return await self._run(self._write_threads, transaction)

    async def administer(self, context: AuditContext, work: Callable[[UnitOfWork], T]) -> T:
        """Runs `work` in a transaction and commits it with the audit events that it adds.

        An exception rolls both back. Raises UnauditedWrite where there is no event, Unavailable as `read`
        does.
        """
        # A key can be revoked on a full disk, too.
        return await self.write(lambda session: work(UnitOfWork(session, context)), uses_reserve=True)

    async def ping(self) -> None:
        """Raises Unavailable where the database does not answer."""
        await self.read(lambda session: session.connection().execute(text("SELECT 1")))

    async def close(self) -> None:
        """Writes the rows that wait and closes all connections."""
        await self.writer.close()
        await self._availability.close()
        for threads in (self._read_threads, self._write_threads, self._list_threads, self._key_threads):
            threads.shutdown()
        self._probe_engine.dispose()
        self._engine.dispose()

    async def _run(self, threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        deadline = time.monotonic() + self._wait_seconds
        return await asyncio.get_running_loop().run_in_executor(threads, _in_time(work, deadline))

    def _in_session(
        self,
        engine: Engine,
        lock: threading.Lock | None,
        work: Callable[[Session], T],
        *,
        uses_reserve: bool = False,
        is_repeated: bool = False,
    ) -> T:
        try:
            with (
                exclusive(lock, seconds_left(self._wait_seconds)),
                Session(engine, expire_on_commit=False, info=self._session_info) as session,
                session.begin(),
            ):
                return work(session)
        except Exception as error:
            if error_kind(error) == "row":
                raise
            if is_ended_transaction(error) and not is_repeated:
                # The process was paused, for example; the database is in order.
                return self._in_session(engine, lock, work, uses_reserve=uses_reserve, is_repeated=True)
            self._on_error(error)
            if uses_reserve and self._reserve and is_disk_full(error) and self._reserve.release():
                return self._in_session(engine, lock, work)
            self._report(error)
            raise _unavailable() from None

    def _report(self, error: Exception) -> None:
        now = time.monotonic()
        if now - self._reported_at >= _REPORT_SECONDS:
            self._reported_at = now
            _log.warning("the database cannot be used: %s", cause(error))

    def _on_error(self, error: Exception) -> None:
        """An error that is not the rows' own, in any thread."""
        if self._reserve is not None and is_disk_full(error):
            self._reserve.is_full = True
        self._availability.doubt()


def _in_time(work: Callable[[], T], deadline: float) -> Callable[[], T]:
    """The work, which waits until the deadline; not at all after a wait for a thread that took so long.

    The work before it in the queue may have waited for an unreachable server: its own time is up, too.
    """

    def in_time() -> T:
        if time.monotonic() > deadline:
            raise _unavailable()
        with wait_until(deadline):
            return work()

    return in_time


def _unavailable() -> Unavailable:
    return Unavailable("This server's database cannot be used now. Try again.", headers={"retry-after": "1"})
