"""Usage entries are recorded once, whatever the outcome of the call."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from app.access.callers import Call, Caller
from app.errors import UpstreamUnreachable
from app.storage.database import Database
from app.storage.schema import upgrade
from app.usage.entry import UsageEntry
from app.usage.recorder import UsageRecorder
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
    entry.fail(UpstreamUnreachable("It is away."))


async def abandon(entry: UsageEntry) -> None:
    entry.abandon(_FIELDS, "", Usage(1, 2))


async def abandon_without_usage(entry: UsageEntry) -> None:
    entry.abandon(_FIELDS, "Hel", None)


@pytest.mark.parametrize("first", [end, fail, abandon, abandon_without_usage])
async def test_usage_entry_is_in_flight_until_its_first_end(first: Any, tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    upgrade(url)
    database = Database(url)
    recorder = UsageRecorder(database)
    entries = [await recorder.open(call()), await recorder.open(call())]
    assert database.writer.in_flight == 2
    for entry in entries:
        entry.begin("x")
    for finish in (first, end, fail, abandon):
        await finish(entries[0])
    assert database.writer.in_flight == 1
    await first(entries[1])
    assert database.writer.in_flight == 0
    await recorder.close()
    await database.close()
    with sqlite3.connect(tmp_path / "test.db") as connection:
        ((rows,),) = connection.execute("SELECT count(*) FROM usage_records")
    assert rows == 2
