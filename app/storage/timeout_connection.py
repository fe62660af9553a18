"""psycopg's connection with a bound on the time that an answer may take."""

from __future__ import annotations

from typing import Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

from app.storage.wait_limit import seconds_left

T = TypeVar("T")


def timeout_connection(seconds: float) -> type[Connection[Any]]:
    """A class of connections that close where the server does not answer in time.

    That is `seconds`; for the start of a transaction the thread's own deadline, if it is earlier. A server
    that has answered executes the work, which may have many statements.
    """

    class TimeoutConnection(Connection[Any]):
        def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
            if timeout is None:
                starts = self.pgconn.transaction_status == TransactionStatus.IDLE
                timeout = seconds_left(seconds) if starts else seconds
            try:
                return super().wait(gen, interval, timeout)
            except OperationalError:
                if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                    # The server may still execute the statement.
                    self.pgconn.finish()
                raise

    return TimeoutConnection
