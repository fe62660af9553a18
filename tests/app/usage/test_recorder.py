"""The accounts' entries: one end each, whatever becomes of the call."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from app.access.callers import Call, Caller
from app.storage.database import Database
from app.storage.schema import upgrade
from app.usage.recorder import UsageEntry, UsageRecorder
from app.usage.token_usage import Usage
from generated.operations import BY_ID

_FIELDS = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}


def call() -> Call:
    caller = Caller(project="proj_default", kind="open")
    operation = BY_ID["create_chat_completion"]
    return Call(operation, caller, "req_1", operation.path, "", {}, None, body_fields=_FIELDS)


async def end(entry: UsageEntry) -> None:
    await entry.end("completed", 200, Usage(1, 2))


async def fail(entry: UsageEntry) -> None:
    entry.fail(502)


async def leave(entry: UsageEntry) -> None:
    entry.abandon(_FIELDS, "", Usage(1, 2))


async def leave_uncounted(entry: UsageEntry) -> None:
    entry.abandon(_FIELDS, "Hel", None)


@pytest.mark.parametrize("first", [end, fail, leave, leave_uncounted])
async def test_an_entry_is_under_way_until_its_first_end(first: Any, tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    upgrade(url)
    database = Database(url)
    recorder = UsageRecorder(database.writer)
    entries = [await recorder.open(call()), await recorder.open(call())]
    assert database.writer.in_flight == 2
    for told in (first, end, fail, leave):
        await told(entries[0])
    assert database.writer.in_flight == 1
    await first(entries[1])
    assert database.writer.in_flight == 0
    await recorder.close()
    await database.close()
    with sqlite3.connect(tmp_path / "test.db") as connection:
        ((rows,),) = connection.execute("SELECT count(*) FROM usage_records")
    assert rows == 2
