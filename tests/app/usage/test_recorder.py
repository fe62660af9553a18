"""The accounts' entries: one end each, whatever becomes of the call."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from app.storage.database import Database
from app.storage.schema import upgrade
from app.usage.recorder import Entry, Ledger
from app.usage.token_usage import Usage
from generated.operations import BY_ID
from generated.runtime import Call, Caller

_FIELDS = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}


def call() -> Call:
    caller = Caller(project="proj_default", kind="open")
    operation = BY_ID["create_chat_completion"]
    return Call(operation, caller, "req_1", operation.path, "", {}, None, fields=_FIELDS)


async def end(entry: Entry) -> None:
    await entry.end("completed", 200, Usage(1, 2))


async def fail(entry: Entry) -> None:
    entry.fail(502)


async def leave(entry: Entry) -> None:
    entry.abandon(_FIELDS, "", Usage(1, 2))


async def leave_uncounted(entry: Entry) -> None:
    entry.abandon(_FIELDS, "Hel", None)


@pytest.mark.parametrize("first", [end, fail, leave, leave_uncounted])
async def test_an_entry_is_under_way_until_its_first_end(first: Any, tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    upgrade(url)
    database = Database(url)
    ledger = Ledger(database.writer)
    entries = [await ledger.open(call()), await ledger.open(call())]
    assert database.writer.coming == 2
    for told in (first, end, fail, leave):
        await told(entries[0])
    assert database.writer.coming == 1
    await first(entries[1])
    assert database.writer.coming == 0
    await ledger.close()
    await database.close()
    with sqlite3.connect(tmp_path / "test.db") as connection:
        ((rows,),) = connection.execute("SELECT count(*) FROM usage_records")
    assert rows == 2
