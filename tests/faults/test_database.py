"""A full or locked database under a running server: errors name it, no upstream request is wasted, it
recovers.
"""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import psycopg

from tests.support.faulty_database import ended_with_database_error, serve_with_client, stored_texts
from tests.support.locks import locked_database_file
from tests.support.raw_peer import wait_until


@contextmanager
def full(pid: int) -> Iterator[None]:
    """The process `pid` cannot write to files, as on a full disk."""
    soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))


async def test_server_with_full_disk_refuses_and_recovers(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    async with serve_with_client(tmp_path, url, DATABASE_WAIT_SECONDS="0.5") as client:
        assert (await client.chat(), await client.ready_status()) == (200, 200)
        streaming = await client.start_held_stream()
        with full(client.pid):
            client.upstream.may_finish.set()
            assert ended_with_database_error(await streaming)
            before = client.upstream.request_count
            assert [await client.chat() for _ in range(5)] == [503] * 5
            assert (
                await client.http.post("/v1/responses", json={"model": "m", "input": "a"})
            ).status_code == 503
            assert (await client.http.post("/v1/conversations", json={})).status_code == 503
            assert (await client.http.get("/v1/chat/completions")).status_code == 200
            assert client.upstream.request_count == before
            assert await client.ready_status() == 503
        await client.retry_until_ok()
        assert await client.ready_status() == 200
        assert (await client.stream()).endswith("data: [DONE]\n\n")
        await client.wait_until_accounted(url)
    assert await asyncio.to_thread(stored_texts, url) == client.completed
    with sqlite3.connect(tmp_path / "test.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


async def test_server_with_lock_released_in_time_completes_requests(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    async with serve_with_client(tmp_path, url, DATABASE_WAIT_SECONDS="30") as client:
        async with locked_database_file(tmp_path / "test.db") as release:
            chats = [asyncio.create_task(client.chat()) for _ in range(10)]
            creation = asyncio.create_task(client.http.post("/v1/conversations", json={}))
            await wait_until(lambda: client.upstream.request_count == 10)
            # Reads do not wait for the lock.
            assert (await client.http.get("/v1/chat/completions")).json()["data"] == []
            assert not any(task.done() for task in (*chats, creation))
            release()
            assert await asyncio.gather(*chats) == [200] * 10
            assert (await creation).status_code == 200
        assert client.upstream.request_count == 10
    assert await asyncio.to_thread(stored_texts, url) == client.completed


@asynccontextmanager
async def write_locked(url: str) -> AsyncGenerator[None, None]:
    """Another process holds a transaction that blocks all writes."""
    if url.startswith("sqlite"):
        async with locked_database_file(Path(url.removeprefix("sqlite:///"))):
            yield
        return
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await connection.execute("LOCK TABLE organizations, conversations, usage_records")
        yield


async def test_server_with_lock_held_too_long_refuses_and_recovers(database: str, tmp_path: Path) -> None:
    async with serve_with_client(tmp_path, database, DATABASE_WAIT_SECONDS="2") as client:
        streaming = await client.start_held_stream()
        async with write_locked(database):
            client.upstream.may_finish.set()
            started = time.monotonic()
            creations = [
                asyncio.create_task(client.http.post("/v1/conversations", json={})) for _ in range(40)
            ]
            # A read is not queued behind the waiting writes.
            await asyncio.sleep(0.2)
            assert (await client.http.get("/v1/chat/completions")).status_code == 200
            assert not any(task.done() for task in creations)
            assert [response.status_code for response in await asyncio.gather(*creations)] == [503] * 40
            assert ended_with_database_error(await streaming)
            # All waits run at the same time, not one after the other.
            assert time.monotonic() - started < 12
            before = client.upstream.request_count
            assert [await client.chat() for _ in range(5)] == [503] * 5
            assert client.upstream.request_count == before
        await client.retry_until_ok()
        await client.wait_until_accounted(database)
    assert await asyncio.to_thread(stored_texts, database) == client.completed
