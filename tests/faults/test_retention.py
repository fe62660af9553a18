"""RETAIN_DAYS deletes many rows under a running server: in many steps, without delaying requests."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import sqlalchemy as sa

from app.storage.engine import connect
from app.storage.ids import lower_bound
from app.storage.schema import upgrade
from app.storage.tables import METADATA
from tests.support.chat_load import Log, chat, load_upstream
from tests.support.serve_process import serve_process

_OLD = 20_000
_COMPLETIONS = METADATA.tables["chat_completions"]


def _fill(url: str) -> None:
    """Inserts completions that are ten days old."""
    prefix = lower_bound("chatcmpl-", time.time() - 10 * 86_400)
    row = {
        "project_id": "proj_default", "created_at": 1, "model": "m", "messages": "x" * 2000,
        "parameters": "{}", "response": "{}", "upstream": "x",
    }  # fmt: skip
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(sa.insert(_COMPLETIONS), [{**row, "id": f"{prefix}{n:06}"} for n in range(_OLD)])
    engine.dispose()


def _count_old(url: str) -> int:
    engine = connect(url)
    with engine.connect() as connection:
        count = connection.scalar(
            sa.select(sa.func.count()).select_from(_COMPLETIONS).where(_COMPLETIONS.c.created_at == 1)
        )
    engine.dispose()
    return int(count or 0)


async def test_server_during_deletion_completes_chats(database: str, tmp_path: Path) -> None:
    await asyncio.to_thread(upgrade, database)
    await asyncio.to_thread(_fill, database)
    log = Log()
    remaining = [_OLD]
    async with (
        load_upstream(pace=0.001) as upstream,
        serve_process(tmp_path, UPSTREAM_URL=upstream.url, DATABASE_URL=database, RETAIN_DAYS="7") as server,
    ):
        rounds = 0
        for _ in range(600):
            await asyncio.gather(*(chat(server.port, log, streams=number % 2 == 0) for number in range(5)))
            remaining.append(await asyncio.to_thread(_count_old, database))
            rounds += 1
            if not remaining[-1]:
                break
    assert remaining[-1] == 0
    # Intermediate counts are visible: a single step would have held the lock to its end.
    assert any(0 < count < _OLD for count in remaining)
    assert (len(log.completed), log.failed) == (5 * rounds, 0)
