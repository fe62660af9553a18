"""`kill -9` during many chats: every response that a client received completely is stored unchanged."""

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


async def test_server_killed_during_chats_keeps_completed_ones(database: str, tmp_path: Path) -> None:
    upgrade(database)
    log = Log()
    interrupted_rounds = 0
    choose = random.Random(7)
    async with load_upstream(pace=0.02) as upstream:
        for _ in range(_ROUNDS):
            async with serve_process(tmp_path, UPSTREAM_URL=upstream.url, DATABASE_URL=database) as server:
                before = log.failed
                chats = [
                    asyncio.create_task(chat(server.port, log, streams=number % 4 != 0))
                    for number in range(_CHATS)
                ]
                # The server is killed when some chats are complete and others are not.
                wanted = len(log.completed) + choose.randrange(1, 30)
                for _ in range(2000):
                    if len(log.completed) >= wanted:
                        break
                    await asyncio.sleep(0.005)
                await server.kill()
                await asyncio.gather(*chats)
                interrupted_rounds += log.failed > before
    stored = await asyncio.to_thread(stored_texts, database)
    assert {key: stored.get(key) for key in log.completed} == log.completed
    assert interrupted_rounds == _ROUNDS
    assert len(log.completed) >= _ROUNDS
