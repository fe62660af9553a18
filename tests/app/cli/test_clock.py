"""The clock check compares with other clocks and with file times."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from app.cli import clock


@pytest.mark.parametrize(
    ("offsets", "status", "message"),
    [
        ({}, "ok", "no other clock to compare with"),
        ({"a": 0.9, "b": -4.0}, "ok", "in agreement with a and b"),
        ({"a": 6.0}, "warn", "is 6 s behind a. Synchronize this machine's clock by NTP"),
        ({"a": -6.0, "b": 1.0}, "warn", "is 6 s ahead of a. "),
        ({"a": 3600.0}, "FAIL", "is 3,600 s behind a. "),
        ({"a": 20.0, "b": -16.0}, "warn", "is 20 s behind a. Synchronize"),
    ],
)
def test_check_reports_largest_difference(offsets: dict[str, float], status: str, message: str) -> None:
    finding = clock.check(offsets)
    assert finding.status == status
    assert message in finding.message


def test_future_offset_newest_file_in_future_is_seconds(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    assert clock.future_offset([old, new]) is None
    old.touch()
    assert clock.future_offset([old, new]) is None
    new.touch()
    os.utime(new, (time.time() + 3600, time.time() + 3600))
    offset = clock.future_offset([old, new])
    assert offset is not None
    assert 3500 < offset <= 3600
