"""Many rows of one table by one statement of the driver, at a fraction of SQLAlchemy's cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Dialect, Table, insert
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlmodel import Session

from app.contract.long_json import LongJson
from app.storage.long_inserts import LongInsert
from app.storage.session_cursor import session_cursor
from app.storage.spool import Spool, spool_of
from app.storage.tables.json_text import JsonText

# So few different statements that a driver keeps all of them prepared.
_ROWS_PER_STATEMENT = 16


class Inserts:
    """Writes rows of one table; values are converted as the types of the columns demand.

    SQLite's driver releases the interpreter for each statement and then waits to get it back: one statement
    for many rows also spares the event loop.
    """

    def __init__(self, table: Table, dialect: Dialect, spool: Spool | None = None) -> None:
        quote = dialect.identifier_preparer
        self._in_column_order = itemgetter(*(column.key for column in table.columns))
        self._json_keys = [column.key for column in table.columns if isinstance(column.type, JsonText)]
        self._long_insert = LongInsert(table, dialect, spool)
        processors = [
            # JSON is written as it is.
            None if column.key in self._json_keys else _processor(column, dialect)
            for column in table.columns
        ]
        self._processors: list[tuple[int, Callable[[Any], Any]]] = [
            (index, processor) for index, processor in enumerate(processors) if processor is not None
        ]
        names = ", ".join(quote.quote(column.name) for column in table.columns)
        self._head = f"INSERT INTO {quote.format_table(table)} ({names}) VALUES "  # noqa: S608 - names of our own tables
        mark = "?" if dialect.paramstyle == "qmark" else "%s"
        self._row = f"({', '.join([mark] * len(processors))})"

    def execute(
        self, cursor: DBAPICursor, rows: Sequence[Mapping[str, Any]], *, ignore_existing: bool
    ) -> None:
        """Inserts the rows; with `ignore_existing` a row whose key exists is left as it is."""
        for key in self._json_keys:
            if any(type(row[key]) is LongJson for row in rows):
                rows = self._without_long(cursor, rows, key, ignore_existing=ignore_existing)
        end = " ON CONFLICT DO NOTHING" if ignore_existing else ""
        for start in range(0, len(rows), _ROWS_PER_STATEMENT):
            part = rows[start : start + _ROWS_PER_STATEMENT]
            statement = self._head + ", ".join([self._row] * len(part)) + end
            cursor.execute(statement, self._parameters(part))

    def _parameters(self, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        in_column_order, processors = self._in_column_order, self._processors
        values: list[Any] = []
        for row in rows:
            first = len(values)
            values += in_column_order(row)
            for index, processor in processors:
                values[first + index] = processor(values[first + index])
        return values

    def _without_long(
        self, cursor: DBAPICursor, rows: Sequence[Mapping[str, Any]], key: str, *, ignore_existing: bool
    ) -> list[Mapping[str, Any]]:
        """Inserts those with a long value, each by itself, and returns the others."""
        for row in rows:
            if type(row[key]) is LongJson:
                self._long_insert.execute(cursor, self._parameters([row]), ignore_existing=ignore_existing)
        return [row for row in rows if type(row[key]) is not LongJson]


def insert_rows(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows in a session's transaction, those with long JSON as the group-commit writer does."""
    short, long = list[dict[str, Any]](), list[Mapping[str, Any]]()
    for row in rows:
        if any(type(value) is LongJson for value in row.values()):
            long.append(row)
        else:
            short.append(dict(row))
    if short:
        session.execute(insert(table), short)
    if long:
        with session_cursor(session) as (cursor, dialect):
            Inserts(table, dialect, spool_of(session)).execute(cursor, long, ignore_existing=False)


def _processor(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    processor: Callable[[Any], Any] | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    return processor
