"""The table of `doctor`."""

from __future__ import annotations

from app.cli.finding import Finding, table

_OK = Finding("ok", "port", "is free")
_WARN = Finding("warn", "disk", "has little left. Free some.")
_FAIL = Finding("FAIL", "upstream", "cannot be reached. " + "Start it, or correct its address. " * 3)


def test_what_reads_it_line_by_line_gets_a_line_for_each() -> None:
    lines = table([_OK, _FAIL, _WARN], None)
    assert lines[0] == "ok    port      is free"
    assert lines[1].startswith("FAIL  upstream  cannot be reached. Start it")
    assert lines[3:] == ["", "1 wrong, 1 to look at. Each line that begins with FAIL says what to do."]


def test_a_person_gets_it_folded_below_its_column() -> None:
    lines = table([_OK, _FAIL], 60)
    assert all(len(line) <= 60 for line in lines[:-1])
    assert all(line.startswith(" " * 16) for line in lines[2:-2])
    assert len(lines) > 5


def test_the_end_says_how_it_stands() -> None:
    assert table([_OK], None)[-1] == "Nothing is wrong."
    assert table([_OK, _WARN], None)[-1] == "Nothing is wrong, 1 to look at."
