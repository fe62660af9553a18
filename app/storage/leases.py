"""Leases: a holder owns a row until a time; after that, also when it crashed, another may acquire it.

All times are by the database's clock, so that replicas whose clocks differ agree on who holds what.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped
from sqlalchemy.sql.functions import FunctionElement


class DatabaseClock(FunctionElement[int]):
    """Unix milliseconds by the database's clock, as a SQL expression."""

    type = BigInteger()
    inherit_cache = True


@compiles(DatabaseClock, "sqlite")
def _on_sqlite(element: DatabaseClock, compiler: object, **options: Any) -> str:
    # 2440587.5 is the Julian day of the Unix epoch; `unixepoch('subsec')` needs a newer SQLite.
    return "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"


@compiles(DatabaseClock, "postgresql")
def _on_postgresql(element: DatabaseClock, compiler: object, **options: Any) -> str:
    # Not `now()`, the start of the transaction: a lease that is renewed behind a lock would end too early.
    return "CAST(extract(epoch FROM statement_timestamp()) * 1000 AS BIGINT)"


class LeaseLost(Exception):
    """Another holder has the row, or it was finished or deleted: what the lease protects was not written."""


def is_free(until: Mapped[int | None]) -> ColumnElement[bool]:
    """Whether there is no lease, or it has expired."""
    return or_(until.is_(None), until <= DatabaseClock())


def lease_end(duration_ms: int) -> ColumnElement[int]:
    """The end of a lease that starts or is renewed now."""
    return DatabaseClock() + duration_ms
