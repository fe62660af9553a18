"""`kill -9` in the middle of many chats: what a client was told to its end is there, unchanged, after the restart."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from app.storage.schema import upgrade
from tests.support.chat_load import Log, chat, chatting_upstream
from tests.support.faulty_database import stored
from tests.support.serve_process import served

_ROUNDS = 10
_CHATS = 200


async def test_no_completion_whose_end_was_seen_is_lost_or_changed(database: str, tmp_path: Path) -> None:
    upgrade(database)
    log = Log()
    in_flight = 0
    choose = random.Random(7)
    async with chatting_upstream(pace=0.02) as upstream:
        for _ in range(_ROUNDS):
            async with served(tmp_path, UPSTREAM_URL=upstream.url, DATABASE_URL=database) as server:
                before = log.broken
                chats = [
                    asyncio.create_task(chat(server.port, log, streams=number % 4 != 0))
                    for number in range(_CHATS)
                ]
                # Killed once some, and not all, have come to their end.
                wanted = len(log.ended) + choose.randrange(1, 30)
                for _ in range(2000):
                    if len(log.ended) >= wanted:
                        break
                    await asyncio.sleep(0.005)
                await server.kill()
                await asyncio.gather(*chats)
                in_flight += log.broken > before
    kept = await asyncio.to_thread(stored, database)
    assert {key: kept.get(key) for key in log.ended} == log.ended
    assert in_flight == _ROUNDS
    assert len(log.ended) >= _ROUNDS
