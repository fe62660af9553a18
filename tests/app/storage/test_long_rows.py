"""Long JSON is written and read in parts, and is what it was; on both databases."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from sqlmodel import Session, col, select

from app.contract.long_json import LongJson, LongText
from app.storage.inserts import insert_rows
from app.storage.long_inserts import update_long
from app.storage.long_reads import JsonReader
from app.storage.response_repository import ResponseRepository, rows
from app.storage.session_cursor import session_cursor
from app.storage.spool import Spool
from app.storage.tables import METADATA, Response
from tests.support.rows import OWN, open_database, response

_RESPONSES = METADATA.tables["responses"]
# What a text format would have to escape, between pieces and parts that cut a character.
_TEXT = '"\\ \t\n\r\\N \N{GRINNING FACE}é' * 100_000
_INSIDE = orjson.dumps(_TEXT)[1:-1]


def _long() -> LongJson:
    # With the white space of an upstream's own JSON.
    return LongJson([b'{\n\t"a" :\r\n "', LongText((_INSIDE,)), b'"}'])


def _read(session: Session, response_id: str) -> bytes:
    responses = ResponseRepository(session, OWN)
    row = responses.state(response_id)
    assert row is not None
    [data] = responses.payloads([row], "response")
    return data


@pytest.mark.parametrize("way", ["writer", "session"])
async def test_long_row_is_stored_byte_by_byte(database: str, way: str) -> None:
    one = response(response=_long(), metadata_={"a": "b\t\\"}, provider_id="x\\\ty")
    async with open_database(database) as db:
        if way == "writer":
            await db.writer.write(*rows(one))
        else:
            await db.write(lambda session: insert_rows(session, _RESPONSES, [one, response(id="resp_2")]))
        assert await db.read(lambda session: _read(session, one["id"])) == _long().joined()
        row = await db.read(lambda session: ResponseRepository(session, OWN).get(one["id"]))
        assert row is not None
        assert orjson.loads(row.response) == {"a": _TEXT}
        assert (row.metadata_, row.provider_id, row.background) == ({"a": "b\t\\"}, "x\\\ty", False)


async def test_update_long_replaces_one_row(database: str, tmp_path: Path) -> None:
    one, other = response(), response(response='{"old": 1}')

    def update(session: Session) -> None:
        with session_cursor(session) as (cursor, dialect):
            key = {"project_id": OWN, "id": one["id"]}
            update_long(cursor, dialect, _RESPONSES, key, {"response": _long()}, Spool(str(tmp_path), 0))

    async with open_database(database) as db:
        await db.writer.write(*rows(one), *rows(other))
        await db.write(update)
        assert await db.read(lambda session: _read(session, one["id"])) == _long().joined()
        assert await db.read(lambda session: _read(session, other["id"])) == b'{"old": 1}'


async def test_read_rows_keeps_the_order_and_ends_at_the_bound(database: str) -> None:
    sizes = [10, 300_000, 300_000, 10]
    found = [response(response=orjson.dumps("é" * size).decode()) for size in sizes]
    keys = [(OWN, one["id"]) for one in reversed(found)]

    def lengths(session: Session, most_bytes: int, count: int = 4) -> list[int]:
        reader = JsonReader(session, _RESPONSES, "response")
        return [len(data) for data in reader.read_rows(keys[:count], most_bytes)]

    async with open_database(database) as db:
        await db.writer.write(*(row for one in found for row in rows(one)))
        assert await db.read(lambda session: lengths(session, 10**9)) == [22, 600_002, 600_002, 22]
        assert await db.read(lambda session: lengths(session, 700_000)) == [22, 600_002]
        assert await db.read(lambda session: lengths(session, 1)) == [22]
        assert (
            await db.read(lambda session: JsonReader(session, _RESPONSES, "response").read_rows([], 1)) == []
        )


async def test_long_row_of_an_existing_key_is_refused_by_a_session(database: str) -> None:
    one = response(response=_long())
    async with open_database(database) as db:
        await db.writer.write(*rows(one))
        with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
            await db.write(lambda session: insert_rows(session, _RESPONSES, [one]))
        count = select(col(Response.id)).where(col(Response.id) == one["id"])
        assert len(await db.read(lambda session: session.execute(count).all())) == 1
