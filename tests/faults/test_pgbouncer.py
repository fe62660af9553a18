"""PgBouncer in transaction pooling: each transaction may get another connection to the server."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psycopg

from app.storage.schema import upgrade
from tests.support.chat_load import Log, chat, load_upstream
from tests.support.pgbouncer import pgbouncer
from tests.support.rows import query_rows
from tests.support.serve_process import sdk_client, serve_process


async def test_servers_behind_pgbouncer_complete_and_record_all_calls(
    postgres_database: str, tmp_path: Path
) -> None:
    log = Log()
    with pgbouncer(postgres_database) as url:
        await asyncio.to_thread(upgrade, url)
        async with (
            load_upstream(pace=0.005) as upstream,
            serve_process(tmp_path, UPSTREAM_URL=upstream.url, DATABASE_URL=url) as first,
            serve_process(tmp_path, UPSTREAM_URL=upstream.url, DATABASE_URL=url) as second,
            sdk_client(first) as sdk,
            sdk_client(second) as other,
        ):
            conversation = await sdk.conversations.create()
            await asyncio.gather(
                *(
                    chat(server.port, log, streams=number % 2 == 0)
                    for number in range(60)
                    for server in (first, second)
                )
            )
            job = await sdk.responses.create(model="m", input="Hello", background=True)
            for _ in range(4):
                turn = await other.responses.create(model="m", input="Hello", conversation=conversation.id)
                assert (await sdk.responses.retrieve(turn.id)).output_text == turn.output_text
            assert len((await other.chat.completions.list(limit=100)).data) == 100
            for _ in range(100):
                finished = await other.responses.retrieve(job.id)
                if finished.status == "completed":
                    break
                await asyncio.sleep(0.1)
            assert finished.status == "completed"
    assert (len(log.completed), log.failed) == (120, 0)
    recorded = "SELECT count(*) FROM usage_records WHERE status = 'completed'"
    assert query_rows(postgres_database, recorded) == [(125,)]
    texts = "SELECT id FROM chat_completions"
    assert {name for (name,) in query_rows(postgres_database, texts)} == set(log.completed)


async def test_server_leaves_nothing_in_sessions_that_others_share(
    postgres_database: str, tmp_path: Path
) -> None:
    with pgbouncer(postgres_database) as url:
        await asyncio.to_thread(upgrade, url)
        async with (
            load_upstream(pace=0.005) as upstream,
            serve_process(tmp_path, UPSTREAM_URL=upstream.url, DATABASE_URL=url) as server,
        ):
            await asyncio.gather(*(chat(server.port, Log(), streams=False) for _ in range(40)))
            assert await asyncio.to_thread(_sessions, url) == {("0", 0)}


def _sessions(url: str) -> set[tuple[str, int]]:
    """The lock timeout and the number of prepared statements of the sessions that the pool hands out."""
    query = "SELECT current_setting('lock_timeout'), (SELECT count(*) FROM pg_prepared_statements)"
    found = set()
    for _ in range(12):
        with psycopg.connect(url, autocommit=True, prepare_threshold=None) as connection:
            row = connection.execute(query).fetchone()
            assert row is not None
            found.add((str(row[0]), int(row[1])))
    return found
