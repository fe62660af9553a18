"""Responses over WebSocket beside streams by HTTP: CPU time per event, and the memory of open connections.

The goal: a message costs at most twice an event of a stream, and 1,000 open connections take less than 60 MB.
"""

from __future__ import annotations

import asyncio
import json
import statistics

import httpx2 as httpx

from tests.bench import processes, systems
from tests.bench.programs import Programs, upstream
from tests.bench.scenarios import EVENTS, RESPONSE
from tests.bench.systems import System
from tests.support.response_sockets import open_socket, read_to_end, send

_ROUNDS = 5
_CONNECTIONS = 8
_RESPONSES = 25
"""Of each connection in a round."""
_OPEN = 1000
_LONGEST = 1800


def run(programs: Programs, pinned: list[str]) -> int:
    """Prints both figures; returns 0, as an invalid answer raises."""
    with upstream(programs, _LONGEST) as behind, systems.ours(behind, pinned) as server:
        return asyncio.run(_measure(server))


async def _measure(server: System) -> int:
    costs: dict[str, list[float]] = {"stream": [], "socket": []}
    for number in range(_ROUNDS + 1):
        for name, load in (("stream", _streams), ("socket", _sockets)):
            used = processes.cpu_seconds(server.pid)
            await load(server.url)
            cost = (processes.cpu_seconds(server.pid) - used) * 1e6 / (_CONNECTIONS * _RESPONSES * EVENTS)
            if number:
                # The first round builds what is built on first use.
                costs[name].append(cost)
    base = statistics.median(costs["stream"])
    for name, found in costs.items():
        median = statistics.median(found)
        print(
            f"{name}: {median:.1f} us an event ({median / base:.2f} x), {min(found):.1f} to {max(found):.1f}"
        )
    before = processes.memory(server.pid).resident
    opened = [await open_socket(server.url + "/v1") for _ in range(_OPEN)]
    after = processes.memory(server.pid).resident
    print(f"{_OPEN} open connections: {(after - before) * 1.048576:.1f} MB")
    for socket in opened:
        await socket.close()
    return 0


async def _streams(url: str) -> None:
    body = json.loads(RESPONSE.body)
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as client:

        async def one() -> None:
            for _ in range(_RESPONSES):
                answer = await client.post("/v1/responses", json={**body, "stream": True})
                if b"event: response.completed\n" not in answer.content:
                    raise SystemExit("a stream is incomplete")

        await asyncio.gather(*(one() for _ in range(_CONNECTIONS)))


async def _sockets(url: str) -> None:
    event = {**json.loads(RESPONSE.body), "type": "response.create"}

    async def one() -> None:
        async with open_socket(url + "/v1") as socket:
            for _ in range(_RESPONSES):
                await send(socket, event)
                if (await read_to_end(socket))[-1]["type"] != "response.completed":
                    raise SystemExit("a response is incomplete")

    await asyncio.gather(*(one() for _ in range(_CONNECTIONS)))
