"""The table of `doctor`."""

from __future__ import annotations

from app.cli.finding import Finding, table

_OK = Finding("ok", "port", "is free")
_WARN = Finding("warn", "disk", "has little left. Free some.")
_FAIL = Finding("FAIL", "upstream", "cannot be reached. " + "Start it, or correct its address. " * 3)


def test_table_without_columns_has_one_line_per_finding() -> None:
    lines = table([_OK, _FAIL, _WARN], None)
    assert lines[0] == "ok    port      is free"
    assert lines[1].startswith("FAIL  upstream  cannot be reached. Start it")
    assert lines[3:] == ["", "Failures: 1, warnings: 1. Each line that starts with FAIL says what to do."]


def test_table_with_columns_wraps_below_message_column() -> None:
    lines = table([_OK, _FAIL], 60)
    assert all(len(line) <= 60 for line in lines[:-1])
    assert all(line.startswith(" " * 16) for line in lines[2:-2])
    assert len(lines) > 5


def test_table_ends_with_summary() -> None:
    assert table([_OK], None)[-1] == "Failures: 0, warnings: 0."
    assert table([_OK, _WARN], None)[-1] == "Failures: 0, warnings: 1."
