"""`kill -9` at random points of a scripted day: received responses are stored, nothing is duplicated or
stuck.

Thirty rounds on each database: the clients continue after each restart, and every upstream response is
unique.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from app.storage.schema import upgrade
from tests.support.chat_load import load_upstream
from tests.support.rows import now_ms, query_rows
from tests.support.scripted_day import Background, Chain, Chats, Client, Conversation, Day
from tests.support.serve_process import sdk_client, serve_process

_ROUNDS = 30
# A resumed stream of a cancelled response may be empty: it has no terminal event.
_NO_EVENTS = "get_response: the stream has no events"


def _completed_count(clients: Sequence[Client]) -> int:
    return sum(client.completed_count for client in clients)


async def _assert_nothing_is_left(url: str) -> None:
    """Every job ends and every lease expires, also those that no client knows of."""
    unfinished = "SELECT id FROM responses WHERE status IN ('queued', 'in_progress')"
    leases = "SELECT id, lock_until FROM conversations WHERE lock_until IS NOT NULL"
    for _ in range(1200):
        left = await asyncio.to_thread(query_rows, url, unfinished)
        left += [lease for lease in await asyncio.to_thread(query_rows, url, leases) if lease[1] > now_ms()]
        if not left:
            break
        await asyncio.sleep(0.1)
    assert left == []


async def _assert_recorded_once(url: str, clients: Sequence[Client]) -> None:
    query = "SELECT object_id, count(*) FROM usage_records WHERE status = 'completed' GROUP BY object_id"
    counts = dict(await asyncio.to_thread(query_rows, url, query))
    assert set(counts.values()) == {1}
    assert {turn.id for client in clients for turn in client.completed} <= counts.keys()


async def test_server_killed_during_scripted_day_keeps_received_responses(
    database: str, tmp_path: Path
) -> None:
    await asyncio.to_thread(upgrade, database)
    choose = random.Random(11)
    in_flight: Counter[str] = Counter()
    async with load_upstream(pace=0.01) as upstream:
        day = Day(upstream, choose)
        clients: list[Client] = [
            *(kind(day) for kind in (Chats, Chain, Conversation) for _ in range(2)),
            *(Background(day, in_conversation=inside) for inside in (False, True) for _ in range(2)),
        ]
        variables = {"UPSTREAM_URL": upstream.url, "DATABASE_URL": database, "LEASE_SECONDS": "0.5"}
        for _ in range(_ROUNDS):
            async with serve_process(tmp_path, **variables) as server, sdk_client(server, _NO_EVENTS) as sdk:
                running = [asyncio.create_task(client.run(sdk)) for client in clients]
                # The server is killed when some responses are complete and others are not.
                wanted = _completed_count(clients) + choose.randrange(1, 12)
                for _ in range(2000):
                    if _completed_count(clients) >= wanted:
                        break
                    await asyncio.sleep(0.005)
                await asyncio.sleep(choose.uniform(0, 0.1))
                busy = upstream.in_flight
                await server.kill()
                # A client that received something impossible raises here.
                interrupted = await asyncio.gather(*running)
                in_flight.update(set(interrupted))
                in_flight["upstream"] += busy > 0
        async with serve_process(tmp_path, **variables) as server, sdk_client(server, _NO_EVENTS) as sdk:
            await asyncio.gather(*(client.check(sdk) for client in clients))
            await _assert_nothing_is_left(database)
    await _assert_recorded_once(database, clients)
    statuses = Counter(
        status
        for client in clients
        if isinstance(client, Background)
        for status in client.final_status.values()
    )
    assert min(in_flight[name] for name in ("upstream", "Chats", "Chain", "Conversation", "Background")) >= 20
    assert all(client.completed_count >= _ROUNDS / 6 for client in clients)
    assert min(statuses[status] for status in ("completed", "failed", "cancelled")) >= 3
