"""Usage rows that the database refuses now, or for good."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import Unavailable
from app.storage.database import Database
from app.storage.ids import minted_at
from app.storage.rows import UsageRow
from app.usage import records
from app.usage.journal import MAX_RECORD_BYTES, Journal, files
from app.usage.unwritten import UnwrittenRows
from tests.support.rows import OTHER, OWN, open_database, query_rows

_ID = "use_65f00000000000{}"
_ONE, _TWO, _THREE = (_ID.format(number) for number in (1, 2, 3))


def _row(number: int, **columns: Any) -> UsageRow:
    values = records.interrupted((OWN, _ID.format(number), None, "req", "o", "m", "u", None, False))
    return {**values, "status": "completed", **columns}  # type: ignore[typeddict-item]  # any columns


def _ids(url: str) -> list[tuple[Any, ...]]:
    return query_rows(url, "SELECT id, status FROM usage_records ORDER BY id")


async def _reconcile(database: Database, folder: Path, *found: bytes) -> None:
    """Reads the journal of a process that was killed with these records."""
    killed = Journal(folder)
    killed.open()
    for record in found:
        killed.add(record)
    killed.close()
    await UnwrittenRows(database).reconcile(folder)


async def test_rows_wait_for_the_database_in_memory_and_in_the_journal(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise Unavailable("The database cannot be used.")

    async with open_database(database) as opened:
        unwritten = UnwrittenRows(opened)
        unwritten.journal = journal = Journal(tmp_path / "calls")
        journal.open()
        slot = journal.add(records.shortened((OWN, _ONE, None, "r", "o", "m", "u", None, False)))
        unwritten.keep(_row(1), slot)
        unwritten.keep(_row(2), None)
        with monkeypatch.context() as patch:
            patch.setattr(Database, "write", refuse)
            await unwritten.write()
        # A process that is killed now leaves the whole rows.
        journal.close()
        unwritten.journal = None
        await UnwrittenRows(opened).reconcile(tmp_path / "calls")
        assert _ids(database) == [(_ONE, "completed"), (_TWO, "completed")]
        # Written a second time, as by a process that committed and lost the confirmation.
        await unwritten.write()
        assert _ids(database) == [(_ONE, "completed"), (_TWO, "completed")]


async def test_rows_of_killed_process_that_the_database_refuses_do_not_keep_the_others(
    database: str, tmp_path: Path
) -> None:
    async with open_database(database) as opened:
        unknown = records.encode_row(_row(2, project_id="proj_deleted"))
        other = records.encode_row(_row(3, project_id=OTHER))
        await _reconcile(
            opened,
            tmp_path / "calls",
            records.encode_row(_row(1)),
            unknown,
            b"{\n",
            b'["x"]\n',
            b"[7\n",
            other,
        )
        assert _ids(database) == [(_ONE, "completed"), (_THREE, "completed")]
        assert files(tmp_path / "calls") == []


async def test_interrupted_row_is_replaced_and_replaces_nothing(database: str, tmp_path: Path) -> None:
    open_call = records.shortened((OWN, _ONE, None, "r", "o", "m", "u", None, False))
    async with open_database(database) as opened:
        await _reconcile(opened, tmp_path / "calls", open_call)
        assert _ids(database) == [(_ONE, "interrupted")]
        await _reconcile(opened, tmp_path / "calls", records.encode_row(_row(1)))
        assert _ids(database) == [(_ONE, "completed")]
        await _reconcile(opened, tmp_path / "calls", open_call)
        assert _ids(database) == [(_ONE, "completed")]


async def test_journal_is_read_later_while_the_database_cannot_be_used(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise Unavailable("The database cannot be used.")

    async with open_database(database) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(Database, "write", refuse)
            await _reconcile(opened, tmp_path / "calls", records.encode_row(_row(1)))
        assert len(files(tmp_path / "calls")) == 1
        await UnwrittenRows(opened).reconcile(tmp_path / "calls")
        assert _ids(database) == [(_ONE, "completed")]


@pytest.mark.parametrize("model", ["m" * 5_000, "\x01" * 5_000, "ü" * 5_000, {"not": "a text"}, None])
def test_record_of_any_model_fits_and_is_decoded(model: Any) -> None:
    call = (OWN, _ONE, "key_1", "req_1", "create_embedding", model, "u", "obj_1", True)
    record = records.shortened(call)
    assert len(record) <= MAX_RECORD_BYTES
    decoded = records.decode(record)
    assert decoded is not None
    assert (decoded["id"], decoded["status"], decoded["created_at"]) == (_ONE, "interrupted", minted_at(_ONE))
    assert (decoded["upstream"], decoded["object_id"], decoded["estimated"]) == ("u", "obj_1", True)
    shortened = decoded["model"] or ""
    assert shortened == (model[: len(shortened)] if isinstance(model, str) else "")


def test_record_of_a_version_without_errors_is_decoded() -> None:
    row = _row(1, error_code=None, error_message=None)
    earlier = json.dumps(list(row.values())[:-3]).encode() + b"\n"
    assert records.decode(earlier) == row


def test_record_of_a_row_has_its_details_if_they_fit() -> None:
    for details, expected in (('{"a": 1}', '{"a": 1}'), ("x" * 5_000, None)):
        decoded = records.decode(records.encode_row(_row(1, details=details, output_tokens=7)))
        assert decoded == _row(1, details=expected, output_tokens=7)
