"""A response's row."""

from __future__ import annotations

from app.engine.responses.record import row_of
from app.engine.responses.response_options import ResponseOptions
from app.storage.tables import METADATA


def test_a_row_has_every_column() -> None:
    fields = {"model": "m", "input": "x"}
    told = {"id": "resp_1", "status": "completed", "created_at": 1}
    row = row_of("proj", ResponseOptions.of(fields, store_by_default=True), fields, told)
    assert row.keys() == set(METADATA.tables["responses"].columns.keys())
