"""psycopg's connection, except that it does not wait for ever."""

from __future__ import annotations

from typing import Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

T = TypeVar("T")


def timeout_connection(seconds: float) -> type[Connection[Any]]:
    """Connections that are given up where the server does not answer a statement within that time."""

    class Impatient(Connection[Any]):
        def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
            try:
                return super().wait(gen, interval, seconds if timeout is None else timeout)
            except OperationalError:
                if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                    # Nobody knows what it is at.
                    self.pgconn.finish()
                raise

    return Impatient
