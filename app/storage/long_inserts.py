"""Inserts a row with long JSON, with as few copies of it as the driver allows."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import Dialect, Table
from sqlalchemy.engine.interfaces import DBAPICursor

from app.contract.long_json import LongJson
from app.storage.spool import Spool


class LongInsert:
    """Inserts single rows of one table, of which some values are `LongJson`.

    SQLite's driver copies a parameter, and SQLite builds the row from the copy. So the row is inserted with
    as many zeros, which are then overwritten part by part. PostgreSQL's driver gets the bytes as they are.
    Before that, the longest texts are moved to `spool`.
    """

    def __init__(self, table: Table, dialect: Dialect, spool: Spool | None) -> None:
        self._spool = spool
        quote = dialect.identifier_preparer
        self._table = table.name
        self._names = [column.name for column in table.columns]
        self._is_sqlite = dialect.name == "sqlite"
        names = ", ".join(map(quote.quote, self._names))
        self._head = f"INSERT INTO {quote.format_table(table)} ({names}) VALUES "  # noqa: S608 - names of our own tables

    def execute(self, cursor: DBAPICursor, values: list[Any], *, ignore_existing: bool) -> None:
        """Inserts the values of a row, in the order of its columns."""
        if self._spool is not None:
            self._spool.move([text for value in values if type(value) is LongJson for text in value.texts])
        end = " ON CONFLICT DO NOTHING" if ignore_existing else ""
        if not self._is_sqlite:
            _register_dumper(cursor)
            cursor.execute(f"{self._head}({', '.join(['%s'] * len(values))}){end}", values)
            return
        long = {
            name: value for name, value in zip(self._names, values, strict=True) if type(value) is LongJson
        }
        marks = ["CAST(zeroblob(?) AS TEXT)" if type(value) is LongJson else "?" for value in values]
        lengths = [value.length if type(value) is LongJson else value for value in values]
        cursor.execute(f"{self._head}({', '.join(marks)}){end}", lengths)
        if cursor.rowcount == 1:
            self._write(cast("sqlite3.Cursor", cursor), long)

    def _write(self, cursor: sqlite3.Cursor, long: Mapping[str, LongJson]) -> None:
        row = cursor.lastrowid or 0
        for name, value in long.items():
            with cursor.connection.blobopen(self._table, name, row) as blob:
                for piece in value.pieces():
                    blob.write(piece)


def _register_dumper(cursor: Any) -> None:
    # Its driver is an optional part.
    from psycopg.adapt import Dumper
    from psycopg.postgres import types

    class JsonDumper(Dumper):
        oid = types["text"].oid

        def dump(self, obj: LongJson) -> bytearray:
            return obj.joined()

    cursor.adapters.register_dumper(LongJson, JsonDumper)
