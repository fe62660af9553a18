"""A disk that is full to its last byte: deleting works, uploads leave space, nothing committed is lost."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from pathlib import Path

import httpx
import pytest

from tests.support.faulty_database import RecordingClient, serve_with_client
from tests.support.rows import query_rows
from tests.support.small_disk import fill, small_disk

_TEXT = "x" * 300_000


async def _large_chat(client: RecordingClient) -> str:
    """The id of a stored chat, or an empty text."""
    body = {"model": "m", "messages": [{"role": "user", "content": _TEXT}]}
    answer = (await client.http.post("/v1/chat/completions", json=body)).json()
    return str(answer.get("id", ""))


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_server_on_full_disk_deletes_and_serves_again(tmp_path: Path, workers: str) -> None:
    with small_disk(tmp_path, 24) as disk:
        url = f"sqlite:///{disk}/test.db"
        reserve = str(64 * 1024 * 1024)
        async with serve_with_client(
            tmp_path, url, DATABASE_WAIT_SECONDS="1", DATABASE_RESERVE_BYTES=reserve, WORKERS=workers
        ) as client:
            stored = [await _large_chat(client) for _ in range(8)]
            assert await client.chat() == 200
            filler = fill(disk)
            # The log has room of its own, which is used up first.
            kept = [await _large_chat(client) for _ in range(20)]
            assert kept[-1] == ""
            kept = [name for name in kept if name]
            assert await client.ready_status() == 503
            before = client.upstream.request_count
            assert [await client.chat() for _ in range(3)] == [503] * 3
            assert (await client.http.post("/v1/conversations", json={})).status_code == 503
            assert client.upstream.request_count == before
            assert (await client.http.get("/v1/chat/completions")).status_code == 200
            deleted = [await client.http.delete(f"/v1/chat/completions/{each}") for each in stored]
            assert [answer.status_code for answer in deleted] == [200] * 8
            # What they occupied is free for others now, on a disk that is as full as before.
            await client.retry_until_ok()
            assert await client.ready_status() == 200
            assert os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize < 12 * 1024 * 1024
            filler.unlink()
            assert await client.ready_status() == 200
            assert (disk / "test.db-reserve").stat().st_size > 2 * 1024 * 1024
        rows = await asyncio.to_thread(query_rows, url, "SELECT id FROM chat_completions")
        assert {name for (name,) in rows} == {*client.completed, *kept}
        with sqlite3.connect(disk / "test.db") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()


async def test_server_upload_leaves_free_space_to_the_database(tmp_path: Path) -> None:
    with small_disk(tmp_path, 24) as disk:
        settings = {"SPOOL_DIR": str(disk), "DATABASE_RESERVE_BYTES": "0", "DATABASE_WAIT_SECONDS": "1"}
        url = f"sqlite:///{disk}/test.db"
        async with serve_with_client(
            tmp_path, url, MIN_FREE_BYTES=str(8 * 1024 * 1024), **settings
        ) as client:
            form = {"model": "m"}
            small = {"file": ("a.wav", bytes(4 * 1024 * 1024))}
            large = {"file": ("a.wav", bytes(20 * 1024 * 1024))}
            assert (await _upload(client, form, small)).status_code != 503
            before = client.upstream.request_count
            refused = await _upload(client, form, large)
            assert (refused.status_code, "no room" in refused.text) == (503, True)
            assert client.upstream.request_count == before
            assert await client.chat() == 200
            # Without a bound, an upload that fills the disk is the same error.
        async with serve_with_client(tmp_path, url, MIN_FREE_BYTES="0", **settings) as client:
            large = {"file": ("a.wav", bytes(26 * 1024 * 1024))}
            assert (await _upload(client, form, large)).status_code == 503
            assert await client.chat() == 200


async def _upload(
    client: RecordingClient, form: dict[str, str], files: dict[str, tuple[str, bytes]]
) -> httpx.Response:
    return await client.http.post("/v1/audio/transcriptions", data=form, files=files)
