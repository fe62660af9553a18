"""`kill -9` in the middle of many chats: what a client was told to its end is there, unchanged, after the restart."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from app.storage.schema import upgrade
from tests.support.chat_load import Log, chat, load_upstream
from tests.support.faulty_database import stored_texts
from tests.support.serve_process import serve_process

_ROUNDS = 10
_CHATS = 200


async def test_no_completion_whose_end_was_seen_is_lost_or_changed(database: str, tmp_path: Path) -> None:
    upgrade(database)
    log = Log()
    in_flight = 0
    choose = random.Random(7)
    async with load_upstream(pace=0.02) as upstream:
        for _ in range(_ROUNDS):
            async with serve_process(tmp_path, UPSTREAM_URL=upstream.url, DATABASE_URL=database) as server:
                before = log.failed
                chats = [
                    asyncio.create_task(chat(server.port, log, streams=number % 4 != 0))
                    for number in range(_CHATS)
                ]
                # Killed once some, and not all, have come to their end.
                wanted = len(log.completed) + choose.randrange(1, 30)
                for _ in range(2000):
                    if len(log.completed) >= wanted:
                        break
                    await asyncio.sleep(0.005)
                await server.kill()
                await asyncio.gather(*chats)
                in_flight += log.failed > before
    kept = await asyncio.to_thread(stored_texts, database)
    assert {key: kept.get(key) for key in log.completed} == log.completed
    assert in_flight == _ROUNDS
    assert len(log.completed) >= _ROUNDS
