"""`kill -9` in the middle of many chats: what a client was told to its end is there, unchanged, after the restart."""

from __future__ import annotations

import asyncio
import json
import os
import random
import sqlite3
import sys
from pathlib import Path

from app.storage.schema import upgrade
from tests.support.chatting import Log, Talker, chat, talker

_ROUNDS = 10
_CHATS = 200


async def _serve(folder: Path, url: str, upstream: Talker) -> tuple[asyncio.subprocess.Process, int]:
    environment = {**os.environ, "PYTHONPATH": os.getcwd(), "UPSTREAM_URL": upstream.url, "DATABASE_URL": url}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app", "serve", "--port", "0",
        cwd=folder, env=environment, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    async for line in process.stderr:
        if b"listens on" in line:
            return process, int(line.split(b"/v1")[0].rsplit(b":", 1)[1])
    raise AssertionError("the server did not start")


async def _kill(process: asyncio.subprocess.Process) -> None:
    process.kill()
    # What it still had to say is read, or its pipe would keep it.
    await process.communicate()


def _stored(url: str) -> dict[str, str]:
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            rows = connection.execute("SELECT id, response FROM chat_completions").fetchall()
        connection.close()
    else:
        import psycopg

        with psycopg.connect(url) as session:
            rows = session.execute("SELECT id, response FROM chat_completions").fetchall()
    return {key: json.loads(text)["choices"][0]["message"]["content"] for key, text in rows}


async def test_no_completion_whose_end_was_seen_is_lost_or_changed(database: str, tmp_path: Path) -> None:
    upgrade(database)
    log = Log()
    in_flight = 0
    choose = random.Random(7)  # noqa: S311 - no secret
    async with talker(pace=0.02) as upstream:
        for _ in range(_ROUNDS):
            process, port = await _serve(tmp_path, database, upstream)
            try:
                before = log.broken
                chats = [
                    asyncio.create_task(chat(port, log, streams=number % 4 != 0)) for number in range(_CHATS)
                ]
                # Killed once some, and not all, have come to their end.
                wanted = len(log.ended) + choose.randrange(1, 30)
                for _ in range(2000):
                    if len(log.ended) >= wanted:
                        break
                    await asyncio.sleep(0.005)
                await _kill(process)
                await asyncio.gather(*chats)
                in_flight += log.broken > before
            finally:
                if process.returncode is None:
                    await _kill(process)
    stored = await asyncio.to_thread(_stored, database)
    assert {key: stored.get(key) for key in log.ended} == log.ended
    assert in_flight == _ROUNDS
    assert len(log.ended) >= _ROUNDS
