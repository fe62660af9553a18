"""`kill -9` at random points of a scripted day: what clients were told is there, nothing is twice, nothing is stuck.

Thirty rounds on each database: the clients go on where they were when the server is there again, and no two answers of their
upstream are alike.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from app.storage.leases import now_ms
from app.storage.schema import upgrade
from tests.support.chat_load import load_upstream
from tests.support.rows import query_rows
from tests.support.scripted_day import Background, Chain, Chats, Client, Conversation, Day
from tests.support.serve_process import sdk_client, serve_process

_ROUNDS = 30
# Who goes on with a cancelled response's events, which end without a last one, may get none.
_NO_EVENTS = "get_response: the stream has no events"


def _ends(clients: Sequence[Client]) -> int:
    return sum(client.ended for client in clients)


async def _nothing_is_left_over(url: str) -> None:
    """Also of what no client was told about: every job ends, every lease runs out."""
    unfinished = "SELECT id FROM responses WHERE status IN ('queued', 'in_progress')"
    leases = "SELECT id, lock_until FROM conversations WHERE lock_until IS NOT NULL"
    for _ in range(1200):
        left = await asyncio.to_thread(query_rows, url, unfinished)
        left += [lease for lease in await asyncio.to_thread(query_rows, url, leases) if lease[1] > now_ms()]
        if not left:
            break
        await asyncio.sleep(0.1)
    assert left == []


async def _accounted_for_once(url: str, clients: Sequence[Client]) -> None:
    query = "SELECT object_id, count(*) FROM usage_records WHERE status = 'completed' GROUP BY object_id"
    counts = dict(await asyncio.to_thread(query_rows, url, query))
    assert set(counts.values()) == {1}
    assert {told.id for client in clients for told in client.told} <= counts.keys()


async def test_what_was_told_in_a_day_of_crashes_is_there(database: str, tmp_path: Path) -> None:
    await asyncio.to_thread(upgrade, database)
    choose = random.Random(11)
    in_flight: Counter[str] = Counter()
    async with load_upstream(pace=0.01) as upstream:
        day = Day(upstream, choose)
        clients: list[Client] = [
            *(kind(day) for kind in (Chats, Chain, Conversation) for _ in range(2)),
            *(Background(day, in_conversation=inside) for inside in (False, True) for _ in range(2)),
        ]
        given = {"UPSTREAM_URL": upstream.url, "DATABASE_URL": database, "LEASE_SECONDS": "0.5"}
        for _ in range(_ROUNDS):
            async with serve_process(tmp_path, **given) as server, sdk_client(server, _NO_EVENTS) as sdk:
                living = [asyncio.create_task(client.live(sdk)) for client in clients]
                # Killed once some, and not all, have come to their end.
                wanted = _ends(clients) + choose.randrange(1, 12)
                for _ in range(2000):
                    if _ends(clients) >= wanted:
                        break
                    await asyncio.sleep(0.005)
                await asyncio.sleep(choose.uniform(0, 0.1))
                busy = upstream.in_flight
                await server.kill()
                # One that was told something that cannot be has raised.
                broken = await asyncio.gather(*living)
                in_flight.update(set(broken))
                in_flight["upstream"] += busy > 0
        async with serve_process(tmp_path, **given) as server, sdk_client(server, _NO_EVENTS) as sdk:
            await asyncio.gather(*(client.check(sdk) for client in clients))
            await _nothing_is_left_over(database)
    await _accounted_for_once(database, clients)
    ends = Counter(
        end for client in clients if isinstance(client, Background) for end in client.ends.values()
    )
    assert min(in_flight[name] for name in ("upstream", "Chats", "Chain", "Conversation", "Background")) >= 20
    assert all(client.ended >= _ROUNDS / 6 for client in clients)
    assert min(ends[end] for end in ("completed", "failed", "cancelled")) >= 3
