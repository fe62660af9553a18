"""Many rows of one table by one statement of the driver's, at a fraction of what SQLAlchemy's way of many rows costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Table
from sqlalchemy.engine.interfaces import DBAPICursor

# Statements of at most so many rows: few enough for a driver to keep them all prepared.
_AT_ONCE = 16


class Inserts:
    """Writes rows of one table; the values become the driver's as the columns' types say.

    SQLite's driver lets other threads run at each statement and then waits for its turn, so that one statement for many rows
    also spares the event loop.
    """

    def __init__(self, table: Table, dialect: Dialect) -> None:
        quote = dialect.identifier_preparer
        names = [column.name for column in table.columns]
        self._defaults = {column.key: _default(column) for column in table.columns}
        self._of = itemgetter(*self._defaults)
        processors = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns]
        self._processed: list[tuple[int, Callable[[Any], Any]]] = [
            (place, processor) for place, processor in enumerate(processors) if processor is not None
        ]
        self._head = f"INSERT INTO {quote.format_table(table)} ({', '.join(map(quote.quote, names))}) VALUES "  # noqa: S608 - names of our own tables
        mark = "?" if dialect.paramstyle == "qmark" else "%s"
        self._row = f"({', '.join([mark] * len(names))})"

    def execute(self, cursor: DBAPICursor, rows: Sequence[Mapping[str, Any]], *, again: bool) -> None:
        """Inserts them; with `again` those that are there already are left as they are."""
        end = " ON CONFLICT DO NOTHING" if again else ""
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            statement = self._head + ", ".join([self._row] * len(part)) + end
            cursor.execute(statement, self._values(part))

    def _values(self, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Those of all rows, one behind the other."""
        of, defaults, processed = self._of, self._defaults, self._processed
        found: list[Any] = []
        for row in rows:
            begin = len(found)
            found += of(row if len(row) == len(defaults) else {**defaults, **row})
            for place, processor in processed:
                found[begin + place] = processor(found[begin + place])
        return found


def _default(column: Any) -> Any:
    """What stands in the column of a row that does not name it; the hot path's tables have plain values only."""
    return column.default.arg if column.default is not None and column.default.is_scalar else None
