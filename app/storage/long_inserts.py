"""Writes rows with long JSON, with as few copies of it as the driver allows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, cast

from sqlalchemy import Dialect, Table
from sqlalchemy.engine.interfaces import DBAPICursor

from app.contract.long_json import LongJson
from app.storage.spool import Spool

_ZEROS = "CAST(zeroblob(?) AS TEXT)"


class LongInsert:
    """Inserts single rows of one table, of which some values are `LongJson`.

    SQLite's driver copies a parameter, and SQLite builds the row from the copy. So the row is inserted with
    as many zeros, which are then overwritten part by part. PostgreSQL gets the row in parts, see `copy_row`.
    Before that, the longest texts are moved to `spool`.
    """

    def __init__(self, table: Table, dialect: Dialect, spool: Spool | None) -> None:
        self._spool = spool
        quote = dialect.identifier_preparer
        self._table = table.name
        self._names = [column.name for column in table.columns]
        self._is_sqlite = dialect.name == "sqlite"
        names = ", ".join(map(quote.quote, self._names))
        self._copy = f"COPY {quote.format_table(table)} ({names}) FROM STDIN"
        self._head = f"INSERT INTO {quote.format_table(table)} ({names}) VALUES "  # noqa: S608 - names of our own tables

    def execute(self, cursor: DBAPICursor, values: list[Any], *, ignore_existing: bool) -> None:
        """Inserts the values of a row, in the order of its columns."""
        _spool_texts(self._spool, values)
        end = " ON CONFLICT DO NOTHING" if ignore_existing else ""
        if not self._is_sqlite and not ignore_existing:
            # Its driver is an optional part.
            from app.storage.long_copy import copy_row

            copy_row(cast("Any", cursor), self._copy, values)
            return
        if not self._is_sqlite:
            # After a commit whose confirmation was lost: a COPY has no such option.
            _register_dumper(cursor)
            cursor.execute(f"{self._head}({', '.join(['%s'] * len(values))}){end}", values)
            return
        long = {
            name: value for name, value in zip(self._names, values, strict=True) if type(value) is LongJson
        }
        marks = [_ZEROS if type(value) is LongJson else "?" for value in values]
        lengths = [value.length if type(value) is LongJson else value for value in values]
        cursor.execute(f"{self._head}({', '.join(marks)}){end}", lengths)
        if cursor.rowcount == 1:
            _overwrite(cursor, self._table, cursor.lastrowid or 0, long)


def update_long(
    cursor: DBAPICursor,
    dialect: Dialect,
    table: Table,
    key: Mapping[str, str],
    values: Mapping[str, LongJson],
    spool: Spool | None,
) -> None:
    """Replaces columns of the row of that key, as `LongInsert` writes those of a new one."""
    if not values:
        return
    _spool_texts(spool, values.values())
    quote = dialect.identifier_preparer
    is_sqlite = dialect.name == "sqlite"
    mark, value_mark = ("?", _ZEROS) if is_sqlite else ("%s", "%s")
    name = quote.format_table(table)
    columns = ", ".join(f"{quote.quote(column)} = {value_mark}" for column in values)
    where = " AND ".join(f"{quote.quote(column)} = {mark}" for column in key)
    update = f"UPDATE {name} SET {columns} WHERE {where}"  # noqa: S608 - names of our own tables
    if not is_sqlite:
        _register_dumper(cursor)
        cursor.execute(update, [*values.values(), *key.values()])
        return
    cursor.execute(update, [*(value.length for value in values.values()), *key.values()])
    cursor.execute(f"SELECT rowid FROM {name} WHERE {where}", [*key.values()])  # noqa: S608 - names of our own tables
    for (row,) in cursor.fetchall():
        _overwrite(cursor, table.name, row, values)


def _overwrite(cursor: DBAPICursor, table: str, row: int, values: Mapping[str, LongJson]) -> None:
    """Writes the values over the zeros of a row, by SQLite's incremental interface."""
    connection = cast("sqlite3.Cursor", cursor).connection
    for name, value in values.items():
        with connection.blobopen(table, name, row) as blob:
            for piece in value.pieces():
                blob.write(piece)


def _spool_texts(spool: Spool | None, values: Iterable[Any]) -> None:
    if spool is not None:
        spool.move([text for value in values if type(value) is LongJson for text in value.texts])


def _register_dumper(cursor: Any) -> None:
    # Its driver is an optional part.
    from psycopg.adapt import Dumper
    from psycopg.postgres import types

    class JsonDumper(Dumper):
        oid = types["text"].oid

        def dump(self, obj: LongJson) -> bytearray:
            return obj.joined()

    cursor.adapters.register_dumper(LongJson, JsonDumper)
