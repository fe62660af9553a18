"""Rows of a response and of its items."""

from __future__ import annotations

from app.engine.responses.response_options import ResponseOptions
from app.engine.responses.response_rows import response_row
from app.storage.tables import METADATA


def test_response_row_has_every_column() -> None:
    fields = {"model": "m", "input": "x"}
    response = {"id": "resp_1", "status": "completed", "created_at": 1}
    row = response_row("proj", ResponseOptions.of(fields, store_by_default=True), fields, response)
    assert row.keys() == set(METADATA.tables["responses"].columns.keys())
