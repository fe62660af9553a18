"""`doctor`'s check of the space of the database."""

from __future__ import annotations

import re
import shutil
import time
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.cli import space_check
from app.settings import load
from app.storage.engine import connect
from app.storage.schema import upgrade
from tests.support.commands import run

_DAY = 86_400
_Usage = namedtuple("_Usage", "total used free")


def _store(url: str, days: float) -> None:
    """An exchange that is so many days old, and one of today."""
    engine = connect(url)
    table = sa.Table("chat_completions", sa.MetaData(), autoload_with=engine)
    row: dict[str, Any] = dict.fromkeys((column.name for column in table.columns), "x")
    now = int(time.time())
    times = {"chatcmpl-1": now - round(days * _DAY), "chatcmpl-2": now}
    rows = [
        {**row, "id": name, "created_at": created, "project_id": "proj_default", "labels": None}
        for name, created in times.items()
    ]
    with engine.begin() as connection:
        connection.execute(sa.insert(table), rows)
    engine.dispose()


def _check(url: str, **settings: str) -> tuple[str, str]:
    found = space_check.check(load({}, overrides={"database_url": url, **settings}))
    return found.status, found.message


def test_space_check_reports_sizes_age_retention_and_growth(database: str) -> None:
    upgrade(database)
    status, message = _check(database)
    assert (status, message.endswith("no exchange is stored")) == ("ok", True)
    _store(database, 100)
    status, message = _check(database)
    assert status == "ok"
    date = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 100 * _DAY))
    assert f"the oldest exchange is of {date}, RETAIN_DAYS=0 deletes none" in message
    assert "on average it grew by" in message
    is_sqlite = database.startswith("sqlite")
    assert ("its log" in message) == ("of free space in" in message) == is_sqlite


def test_space_check_of_a_database_of_today_has_no_growth(database: str) -> None:
    upgrade(database)
    _store(database, 0.5)
    status, message = _check(database, retain_days="30")
    assert (status, "RETAIN_DAYS=30 deletes older ones" in message, "grew" in message) == ("ok", True, False)


@pytest.mark.parametrize(("retain_days", "status"), [("0", "warn"), ("200", "warn"), ("90", "ok")])
def test_space_check_disk_that_is_full_within_a_month_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, retain_days: str, status: str
) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    upgrade(url)
    _store(url, 100)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: _Usage(10**9, 10**9, 10_000))
    found, message = _check(url, retain_days=retain_days)
    assert found == status
    assert ("Set RETAIN_DAYS" in message) == (status == "warn")


def test_doctor_lists_the_space(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    done = run(tmp_path, "doctor", PORT="0")
    assert re.search(r"^ok +space +the database is [\d.]+ KiB, its log", done.stdout, re.M)
    assert run(tmp_path / "..", "doctor", DATABASE_URL="sqlite:////nowhere/x.db").stdout.count(" space ") == 0
