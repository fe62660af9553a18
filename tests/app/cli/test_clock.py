"""A clock that is clearly wrong is told, with what it was compared with."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from app.cli import clock


@pytest.mark.parametrize(
    ("others", "shared", "mark", "told"),
    [
        ({}, None, "ok", "there is no other clock to compare it with"),
        ({"a": 0.9, "b": -4.0}, None, "ok", "as by a and b"),
        ({"a": 0.0}, 0.2, "ok", "as by a and PostgreSQL"),
        ({"a": 6.0}, None, "warn", "is 6 s behind a. Set this machine's clock by NTP"),
        ({"a": -6.0, "b": 1.0}, None, "warn", "is 6 s ahead of a. "),
        ({"a": 3600.0}, None, "FAIL", "is 3,600 s behind a. "),
        ({}, -14.0, "warn", "is 14 s ahead of PostgreSQL. "),
        ({}, 15.0, "FAIL", "is 15 s behind PostgreSQL. Replicas whose clocks differ by LEASE_SECONDS=30"),
        ({"a": 20.0}, 16.0, "FAIL", "is 20 s behind a. Replicas"),
        ({"a": 20.0}, None, "warn", "is 20 s behind a. Set"),
    ],
)
def test_it_is_judged_by_the_one_that_differs_most(
    others: dict[str, float], shared: float | None, mark: str, told: str
) -> None:
    finding = clock.judge(others, shared, 30.0)
    assert finding.mark == mark
    assert told in finding.told


def test_a_file_of_the_future_tells_that_the_clock_is_behind(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    assert clock.newest([old, new]) is None
    old.touch()
    assert clock.newest([old, new]) is None
    new.touch()
    os.utime(new, (time.time() + 3600, time.time() + 3600))
    ahead = clock.newest([old, new])
    assert ahead is not None
    assert 3500 < ahead <= 3600
