"""Sends a row with long JSON to PostgreSQL in parts.

An INSERT has the whole row in one message. The driver makes two copies of it, and keeps one for the life of
the connection.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from psycopg import Cursor
from psycopg.abc import Buffer
from psycopg.copy import LibpqWriter
from typing_extensions import override

from app.contract.long_json import LongJson

_ESCAPES = ((b"\\", b"\\\\"), (b"\n", b"\\n"), (b"\r", b"\\r"), (b"\t", b"\\t"))


def copy_row(cursor: Cursor[Any], statement: str, values: Sequence[Any]) -> None:
    """Executes `COPY … FROM STDIN` with one row, of which some values are `LongJson`."""
    salt = secrets.token_hex(16)
    row, long = list[Any](), dict[bytes, LongJson]()
    for number, value in enumerate(values):
        marker = f"{salt}{number:04}"
        if type(value) is LongJson:
            long[marker.encode()] = value
        row.append(marker if type(value) is LongJson else value)
    with cursor.copy(statement, writer=_PartWriter(cursor, salt, long)) as copy:
        copy.write_row(row)


class _PartWriter(LibpqWriter):
    """Sends the long values in the place of their markers."""

    def __init__(self, cursor: Cursor[Any], salt: str, values: Mapping[bytes, LongJson]) -> None:
        super().__init__(cursor)
        self._marker = re.compile(rb"(%b\d{4})" % salt.encode())
        self._values = values

    @override
    def write(self, data: Buffer) -> None:
        for part in self._marker.split(bytes(data)):
            value = self._values.get(part)
            if value is None:
                super().write(part)
                continue
            for piece in value.pieces():
                escaped = piece
                for character, escape in _ESCAPES:
                    escaped = escaped.replace(character, escape)
                super().write(escaped)
