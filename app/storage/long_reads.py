"""Reads JSON of stored rows as bytes, long JSON without the copies that a driver makes of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, Table, and_, case, func, literal_column, or_, select
from sqlmodel import Session

_SHORT_BYTES = 64 * 1024
_PART_BYTES = 512 * 1024
# SQLite parses a chain of conditions as deep as it is long, a thousand at most.
_KEYS_PER_QUERY = 100


def short_json(column: Column[Any]) -> ColumnElement[Any]:
    """A column's JSON where it is short; null elsewhere."""
    return case((func.length(column) <= _SHORT_BYTES, column))


class JsonReader:
    """Reads one column of a table.

    SQLite's driver builds a text from a copy of the row: the incremental interface reads it from the pages.
    PostgreSQL's keeps a row of that length for the life of its connection: the server sends it in parts. A
    query selects `handle`, and `read` takes its value with the row's primary key.
    """

    def __init__(self, session: Session, table: Table, column: str) -> None:
        self._session = session
        self._table = table
        self._column: Column[Any] = table.c[column]
        self._is_sqlite = session.connection().dialect.name == "sqlite"
        short = case((func.octet_length(self._column) <= _SHORT_BYTES, self._column))
        self.handle: ColumnElement[Any] = (
            literal_column(f"{table.name}.rowid") if self._is_sqlite else short
        ).label("handle")

    def read(self, handle: Any, key: Sequence[str | int]) -> bytes:
        """The JSON; `key` has the values of the primary key's columns."""
        connection = cast("Any", self._session.connection().connection.dbapi_connection)
        if self._is_sqlite:
            return _from_pages(connection, self._table.name, self._column.name, handle)
        return self._in_parts(connection, key) if handle is None else str(handle).encode()

    def read_rows(self, keys: Sequence[Sequence[str | int]], most_bytes: int) -> list[bytes]:
        """The JSON of the rows of these primary keys, in their order.

        Ends early before the row with which it has more than `most_bytes`, unless that is the first one.
        """
        found: list[bytes] = []
        total = 0
        for start in range(0, len(keys), _KEYS_PER_QUERY):
            part = keys[start : start + _KEYS_PER_QUERY]
            handles = self._handles(part)
            for key in part:
                data = self.read(handles[tuple(key)], key)
                total += len(data)
                if found and total > most_bytes:
                    return found
                found.append(data)
        return found

    def _handles(self, keys: Sequence[Sequence[str | int]]) -> Mapping[tuple[Any, ...], Any]:
        columns = list(self._table.primary_key.columns)
        one_of = or_(*(and_(*map(_equals, columns, key)) for key in keys))
        rows = self._session.execute(select(*columns, self.handle).where(one_of))
        return {tuple(row[:-1]): row[-1] for row in rows}

    def _in_parts(self, connection: Any, key: Sequence[str | int]) -> bytes:
        quote = self._session.connection().dialect.identifier_preparer
        where = " AND ".join(f"{quote.quote(column.name)} = %s" for column in self._table.primary_key.columns)
        # OFFSET 0 keeps the text from being decoded again for each part.
        whole = (
            f"SELECT convert_to({quote.quote(self._column.name)}, 'UTF8') AS data "  # noqa: S608 - names of our own tables
            f"FROM {quote.format_table(self._table)} WHERE {where} OFFSET 0"
        )
        parts = "generate_series(1, octet_length(data), %s) AS place"
        statement = f"SELECT substring(data FROM place FOR %s) FROM ({whole}) AS row, {parts}"  # noqa: S608 - as above
        data = BytesIO()
        with connection.cursor() as cursor:
            for (part,) in cursor.stream(statement, (_PART_BYTES, *key, _PART_BYTES), binary=True):
                data.write(part)
        # Its own buffer, which is not copied.
        return data.getvalue()


def _from_pages(connection: sqlite3.Connection, table: str, column: str, row: int) -> bytes:
    with connection.blobopen(table, column, row, readonly=True) as blob:
        return blob.read()


def _equals(column: Column[Any], value: str | int) -> ColumnElement[bool]:
    return column == value
