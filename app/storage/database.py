"""Sessions for ordinary reads and writes, and the writer for the hot path: all that goes to the database goes through here."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import Session

from app.errors import Unavailable
from app.storage.engine import WRITES, Synchronous, connect, is_sqlite
from app.storage.writer import Writer

Answer = TypeVar("Answer")

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
        self._writing = self._engine.execution_options(**WRITES)
        # SQLite has one writer at a time: within the process they queue up fairly instead of polling the file.
        self._lock = threading.Lock() if is_sqlite(url) else None
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="database")
        self.writer = Writer(self._engine, self._lock, wait_seconds=wait_seconds, most_waiting=most_waiting)

    async def read(self, work: Callable[[Session], Answer]) -> Answer:
        """Runs `work` in a transaction that writes nothing. Raises Unavailable where the database is gone."""
        return await self._run(lambda: self._in_session(work, writes=False))

    async def write(self, work: Callable[[Session], Answer]) -> Answer:
        """Runs `work` in a transaction and commits it; an exception rolls it back. Raises Unavailable as `read` does."""
        return await self._run(lambda: self._in_session(work, writes=True))

    async def ping(self) -> None:
        """Raises Unavailable where the database does not answer."""
        await self.read(lambda session: session.connection().execute(text("SELECT 1")))

    async def close(self) -> None:
        """Writes what waits and ends all connections."""
        await self.writer.close()
        self._threads.shutdown()
        self._engine.dispose()

    async def _run(self, work: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _in_session(self, work: Callable[[Session], Answer], *, writes: bool) -> Answer:
        exclusive = self._lock if writes and self._lock is not None else nullcontext()
        try:
            with (
                exclusive,
                Session(self._writing if writes else self._engine, expire_on_commit=False) as session,
                session.begin(),
            ):
                return work(session)
        except (OperationalError, InterfaceError):
            raise Unavailable(
                "This server's database cannot be used now. Try again.", headers={"retry-after": "1"}
            ) from None
