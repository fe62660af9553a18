"""The typed rows of the hot path have the columns of their tables."""

from __future__ import annotations

from typing import Any, get_type_hints

import pytest
from sqlalchemy import inspect
from sqlmodel import SQLModel

from app.contract.long_json import LongJson
from app.storage.rows import ROWS
from app.storage.tables.json_text import JsonText


@pytest.mark.parametrize("table", ROWS, ids=lambda table: table.__name__)
def test_row_has_the_columns_and_types_of_its_table(table: type[SQLModel]) -> None:
    row: Any = ROWS[table]
    assert row.__required_keys__ == set(inspect(table).columns.keys())
    json_columns = {column.key for column in inspect(table).columns if isinstance(column.type, JsonText)}
    assert get_type_hints(row) == {
        name: str | LongJson if name in json_columns else field.annotation
        for name, field in table.model_fields.items()
    }
