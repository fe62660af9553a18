"""Rows of the group-commit writer that are written only while an attempt holds its leased row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Dialect, Table
from sqlalchemy.engine.interfaces import DBAPICursor

from app.contract.long_json import LongJson
from app.storage.long_inserts import update_long
from app.storage.rows import Row
from app.storage.spool import Spool

# SQLite parses a chain of conditions as deep as it is long, a thousand at most.
_FENCES_PER_STATEMENT = 100


@dataclass(frozen=True, slots=True, eq=False)
class Fence:
    """One attempt at a leased row of `table`, and what is written while the attempt holds it."""

    table: Table
    key: tuple[str, str]
    """The row's primary key: its scope and its id."""
    attempt: int
    rows: Sequence[Row] = ()
    """Inserted in the same transaction."""
    changes: Mapping[str, Any] = field(default_factory=dict)
    """Columns of the leased row -> their new values."""


class FenceCheck:
    """The statements for fences, by the driver: see `Inserts`."""

    def __init__(self, dialect: Dialect, spool: Spool | None = None) -> None:
        self._dialect = dialect
        self._spool = spool
        self._quote = dialect.identifier_preparer
        self._mark = "?" if dialect.paramstyle == "qmark" else "%s"
        # The rows stay locked until the transaction ends: no other runner claims one in between. SQLite has
        # one writer at a time anyway.
        self._lock = "" if dialect.name == "sqlite" else " FOR NO KEY UPDATE"

    def apply(self, cursor: DBAPICursor, fences: Sequence[Fence]) -> set[Fence]:
        """Makes the changes of those fences whose attempt holds its row, and returns those."""
        held: set[Fence] = set()
        by_table: dict[Table, list[Fence]] = {}
        for fence in fences:
            by_table.setdefault(fence.table, []).append(fence)
        for table, of_table in by_table.items():
            of_table.sort(key=lambda fence: fence.key)
            for start in range(0, len(of_table), _FENCES_PER_STATEMENT):
                part = of_table[start : start + _FENCES_PER_STATEMENT]
                found = self._held_keys(cursor, table, part)
                held |= {fence for fence in part if (*fence.key, fence.attempt) in found}
            for fence in of_table:
                if fence in held and fence.changes:
                    self._change(cursor, fence)
        return held

    def _held_keys(self, cursor: DBAPICursor, table: Table, fences: Sequence[Fence]) -> set[tuple[Any, ...]]:
        scope, row_id = self._key_columns(table)
        one = f"({scope} = {self._mark} AND {row_id} = {self._mark})"
        held = f"owner IS NOT NULL AND ({' OR '.join([one] * len(fences))})"
        statement = (
            f"SELECT {scope}, {row_id}, attempt FROM {self._quote.format_table(table)} "  # noqa: S608 - our own names
            f"WHERE {held} ORDER BY {scope}, {row_id}{self._lock}"
        )
        cursor.execute(statement, [part for fence in fences for part in fence.key])
        return {tuple(row) for row in cursor.fetchall()}

    def _change(self, cursor: DBAPICursor, fence: Fence) -> None:
        names = [column.name for column in fence.table.primary_key.columns]
        key = dict(zip(names, fence.key, strict=True))
        long = {name: value for name, value in fence.changes.items() if type(value) is LongJson}
        update_long(cursor, self._dialect, fence.table, key, long, self._spool)
        short = {name: value for name, value in fence.changes.items() if name not in long}
        if not short:
            return
        scope, row_id = self._key_columns(fence.table)
        columns = ", ".join(f"{self._quote.quote(name)} = {self._mark}" for name in short)
        cursor.execute(
            f"UPDATE {self._quote.format_table(fence.table)} SET {columns} "  # noqa: S608 - our own names
            f"WHERE {scope} = {self._mark} AND {row_id} = {self._mark}",
            [*short.values(), *fence.key],
        )

    def _key_columns(self, table: Table) -> list[str]:
        return [self._quote.quote(column.name) for column in table.primary_key.columns]
