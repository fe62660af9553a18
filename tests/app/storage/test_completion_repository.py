"""The completion repository: pages, filters, changes, scope, retention; on both databases."""

from __future__ import annotations

import re
import time
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event, insert, inspect, text
from sqlmodel import Session

from app.storage.completion_repository import CompletionRepository, metadata_rows
from app.storage.database import Database
from app.storage.ids import lower_bound, mint
from app.storage.retention import expire
from app.storage.schema import upgrade
from app.storage.tables import METADATA, Project

_TABLE = METADATA.tables["chat_completions"]
_OTHER = "proj_other"


def _row(project: str = "proj_default", **given: Any) -> dict[str, Any]:
    values = {
        "project_id": project, "id": mint("chatcmpl-"), "created_at": int(time.time()), "model": "gpt-4",
        "metadata_": None, "messages": "[]", "parameters": "{}", "response": "{}", "upstream": "x",
        "provider_id": "theirs", "helper": None,
    }  # fmt: skip
    return values | given


def _fill(session: Session, rows: list[dict[str, Any]]) -> None:
    if session.get(Project, _OTHER) is None:
        session.add(Project(id=_OTHER, organization_id="org-default", name="Other", created_at=1))
        session.flush()
    session.execute(insert(_TABLE), rows)
    pairs = [pair for row in rows for pair in metadata_rows(row["project_id"], row["id"], row["metadata_"])]
    if pairs:
        session.execute(insert(METADATA.tables["chat_completion_metadata"]), pairs)


def _ids(session: Session, project: str = "proj_default", **given: Any) -> list[str]:
    wanted: dict[str, Any] = {"model": None, "metadata": {}, "after": None, "limit": 20, "order": "asc"}
    return [row.id for row in CompletionRepository(session, project).search(**wanted | given)]


def _update(session: Session, completion_id: str, metadata: dict[str, str] | None) -> None:
    CompletionRepository(session, "proj_default").update_metadata(completion_id, metadata)


async def test_search_pages_follow_each_other_in_both_orders(database: str) -> None:
    upgrade(database)
    opened = Database(database)
    rows = [_row() for _ in range(7)]
    ids = [row["id"] for row in rows]
    await opened.write(partial(_fill, rows=rows))
    assert await opened.read(_ids) == ids
    assert await opened.read(partial(_ids, limit=2)) == ids[:3]
    assert await opened.read(partial(_ids, limit=2, after=ids[2])) == ids[3:6]
    assert await opened.read(partial(_ids, order="desc", limit=1, after=ids[5])) == [ids[4], ids[3]]
    await opened.close()


async def test_search_filters_by_model_and_metadata(database: str) -> None:
    upgrade(database)
    opened = Database(database)
    odd = "a\"b'$.%c"
    rows = [
        _row(metadata_={"team": "red", "n": "1"}),
        _row(metadata_={"team": "red", "n": "2"}),
        _row(metadata_={odd: odd}),
        _row(model="other"),
    ]
    ids = [row["id"] for row in rows]
    await opened.write(partial(_fill, rows=rows))
    assert await opened.read(partial(_ids, metadata={"team": "red"})) == ids[:2]
    assert await opened.read(partial(_ids, metadata={"team": "red", "n": "2"})) == ids[1:2]
    assert await opened.read(partial(_ids, metadata={odd: odd})) == ids[2:3]
    assert await opened.read(partial(_ids, metadata={"team": "blue"})) == []
    assert await opened.read(partial(_ids, model="other")) == ids[3:]
    await opened.close()


async def test_search_filtered_pages_follow_each_other_in_both_orders(database: str) -> None:
    upgrade(database)
    opened = Database(database)
    red = {"team": "red"}
    rows = [
        _row(model=f"m{n % 2}", metadata_=(red if n % 3 else {"team": "blue"}) | {"n": str(n)})
        for n in range(30)
    ]
    await opened.write(partial(_fill, rows=rows))
    for model, metadata in ((None, red), ("m0", red), ("m1", None), ("m1", {"team": "red", "n": "7"})):
        expected = [
            row["id"]
            for row in rows
            if (model is None or row["model"] == model)
            and (metadata or {}).items() <= row["metadata_"].items()
        ]
        assert expected
        for order, ids in (("asc", expected), ("desc", expected[::-1])):
            search = partial(_ids, model=model, metadata=metadata or {}, order=order, limit=3)
            found: list[str] = []
            while True:
                page = await opened.read(partial(search, after=found[-1] if found else None))
                found += page[:3]
                if len(page) < 4:
                    break
            assert found == ids
    await opened.close()


async def test_search_after_a_change_of_metadata_finds_the_new_one_only(database: str) -> None:
    upgrade(database)
    opened = Database(database)
    row = _row(metadata_={"team": "red", "n": "1"})
    await opened.write(partial(_fill, rows=[row]))
    for metadata in ({"team": "blue"}, {}, None, {"team": "x" * 5_000}):
        await opened.write(partial(_update, completion_id=row["id"], metadata=metadata))
        assert await opened.read(partial(_ids, metadata={"team": "red"})) == []
        for key, value in (metadata or {}).items():
            assert await opened.read(partial(_ids, metadata={key: value})) == [row["id"]]
    count = text("SELECT count(*) FROM chat_completion_metadata")
    await opened.write(lambda session: CompletionRepository(session, "proj_default").remove(row["id"]))
    assert await opened.read(lambda session: session.execute(count).scalar_one()) == 0
    await opened.close()


@pytest.mark.parametrize(
    "given",
    [
        {"metadata": {"team": "none"}},
        {"metadata": {"team": "none", "kind": "all"}},
        {"metadata": {"team": "other", "kind": "all"}},
        {"model": "none"},
        {"model": "none", "metadata": {"n": "1"}},
        {"metadata": {"kind": "all"}, "order": "desc"},
        {"helper": True},
        {"helper": False, "metadata": {"team": "none"}},
    ],
)
async def test_search_reads_a_page_of_rows_whatever_the_projects_have(
    database: str, given: dict[str, Any]
) -> None:
    upgrade(database)
    opened = Database(database)
    rows = [_row(metadata_={"kind": "all", "n": str(n)}) for n in range(2_000)]
    others = [_row(_OTHER, model="none", metadata_={"team": "other", "kind": "all"}) for _ in range(2_000)]
    await opened.write(partial(_fill, rows=rows + others))

    def plans(session: Session) -> list[str]:
        connection = session.connection()
        is_postgresql = connection.dialect.name == "postgresql"
        if is_postgresql:
            connection.execute(text("ANALYZE"))
        statements: list[tuple[str, Any]] = []

        @event.listens_for(connection, "before_cursor_execute")
        def on_execute(_: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
            statements.append((statement, parameters))

        _ids(session, **given)
        explain = "EXPLAIN (ANALYZE, COSTS OFF) " if is_postgresql else "EXPLAIN QUERY PLAN "
        return [
            str(row[-1])
            for statement, parameters in [*statements]
            for row in connection.exec_driver_sql(explain + statement, parameters)
        ]

    for line in await opened.write(plans):
        # SQLite names each step, PostgreSQL counts the rows of each.
        assert not line.startswith("SCAN chat"), line
        assert "SEARCH chat" not in line or re.search(r"_helpers|\b(?:pair|model|id)=\?", line), line
        read = re.search(r"rows=([0-9.]+) loops=(\d+)|Rows Removed by \w+(?: \w+)?: (\d+)", line)
        if read is not None:
            count = float(read[3]) if read[3] else float(read[1]) * int(read[2])
            # The number of a pair's rows is looked up to 1,000.
            assert count <= 1_000, line
    await opened.close()


async def test_search_does_not_load_the_payloads(database: str) -> None:
    def unloaded(session: Session) -> set[str]:
        found = CompletionRepository(session, "proj_default").search(
            model=None, metadata={}, after=None, limit=1, order="asc"
        )
        return set(inspect(found[0]).unloaded)

    upgrade(database)
    opened = Database(database)
    await opened.write(partial(_fill, rows=[_row()]))
    assert await opened.read(unloaded) == {"messages", "response"}
    await opened.close()


async def test_completion_repository_other_project_finds_and_changes_nothing(database: str) -> None:
    upgrade(database)
    opened = Database(database)
    mine, other = _row(), _row(_OTHER)
    await opened.write(partial(_fill, rows=[mine, other]))

    def as_stranger(session: Session) -> None:
        stranger = CompletionRepository(session, _OTHER)
        assert _ids(session, _OTHER) == [other["id"]]
        assert stranger.get(mine["id"]) is None
        assert stranger.update_metadata(mine["id"], {"a": "b"}) is None
        assert not stranger.remove(mine["id"])

    await opened.write(as_stranger)

    def as_owner(session: Session) -> None:
        own = CompletionRepository(session, "proj_default")
        changed = own.update_metadata(mine["id"], {"a": "b"})
        assert changed is not None
        assert changed.metadata_ == {"a": "b"}
        assert own.remove(mine["id"])
        assert not own.remove(mine["id"])

    await opened.write(as_owner)
    assert await opened.read(_ids) == []
    await opened.close()


async def test_expire_deletes_completions_older_than_the_retention_in_every_project(database: str) -> None:
    upgrade(database)
    opened = Database(database)
    old = time.time() - 8 * 86_400
    rows = [_row(id=f"{lower_bound('chatcmpl-', old)}{number:016x}") for number in range(1203)]
    rows += [_row(_OTHER, id=f"{lower_bound('chatcmpl-', old)}{number:016x}") for number in range(3)]
    recent = _row()
    await opened.write(partial(_fill, rows=[*rows, recent]))
    assert await expire(opened, 9) == 0
    assert await expire(opened, 7) == 1206
    assert await opened.read(_ids) == [recent["id"]]
    await opened.close()


def test_mint_ids_sort_by_time_and_never_repeat() -> None:
    before = lower_bound("x_", time.time())
    ids = [mint("x_") for _ in range(10_000)]
    assert sorted(set(ids)) == ids
    assert before < ids[0]
    assert lower_bound("x_", time.time() + 1) > ids[-1]


async def test_completion_without_metadata_has_null_in_its_column(database: str) -> None:
    upgrade(database)
    opened = Database(database)
    await opened.write(partial(_fill, rows=[_row()]))
    query = text("SELECT count(*) FROM chat_completions WHERE labels IS NULL")
    # Not JSON's null, which SQL takes for a value.
    assert await opened.read(lambda session: session.execute(query).scalar_one()) == 1
    await opened.close()
