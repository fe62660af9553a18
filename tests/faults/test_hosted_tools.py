"""A process that is killed while hosted tools run: no effect happens twice, and no response is stuck."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx2 as httpx

from app.storage.schema import upgrade
from tests.support.fake_upstream import FakeUpstream, Writer, fake_upstream, fixed_response
from tests.support.hosted_tools import BOX, Answer, model
from tests.support.response_events import validated_events, validated_response
from tests.support.rows import query_rows
from tests.support.serve_process import ServeProcess, sdk_client, serve_process, wait_for_response
from tests.support.soak import amount

_KILLS = amount(3, 30)
_ROUNDS = 3
_PROGRAM = "tests.support.box_server"


async def _script(fake: FakeUpstream, writer: Writer) -> None:
    """Puts three things into the box, one a round, and says so. It names them by the text of the user."""
    if fake.current_request.head.startswith("GET"):
        await fixed_response("200 OK", b'{"object": "list", "data": []}')(fake, writer)
        return
    messages = json.loads(fake.current_request.body)["messages"]
    done = sum(message["role"] == "tool" for message in messages)
    answer = Answer("All is in the box.")
    if done < _ROUNDS:
        answer = Answer(calls=[("box__put", {"what": f"{messages[0]['content']}-{done}"})])
    await model(answer)(fake, writer)


def _effects(file: Path) -> list[tuple[str, int]]:
    """What was put into the box, and by which process."""
    lines = [line.split() for line in file.read_text(encoding="utf-8").splitlines()]
    return [(what, int(process)) for what, process in lines]


async def _process_of(file: Path, what: str) -> int:
    """The process that has put it into the box, once it has."""
    for _ in range(900):
        found = [process for one, process in _effects(file) if one == what]
        if found:
            return found[0]
        await asyncio.sleep(0.02)
    raise AssertionError(f"{what} is not in {_effects(file)}")


async def _stream_until_killed(server: ServeProcess, body: dict[str, Any]) -> None:
    async with httpx.AsyncClient(timeout=60) as client:
        try:
            url = f"http://127.0.0.1:{server.port}/v1/responses"
            async with client.stream("POST", url, json={**body, "stream": True}) as answered:
                async for _ in answered.aiter_bytes():
                    pass
        except httpx.TransportError:
            return


async def test_killed_process_repeats_no_effect_and_leaves_no_response_stuck(
    database: str, tmp_path: Path
) -> None:
    await asyncio.to_thread(upgrade, database)
    effects = tmp_path / "effects"
    effects.touch()
    moments = random.Random(5)
    queued: list[str] = []
    async with fake_upstream(_script) as fake:
        variables = {
            "UPSTREAM_URL": fake.url,
            "DATABASE_URL": database,
            "EFFECTS": str(effects),
            "LEASE_SECONDS": "2",
            "BOX_SECONDS": "1",
        }
        async with AsyncExitStack() as stack:

            async def start() -> ServeProcess:
                return await stack.enter_async_context(serve_process(tmp_path, program=_PROGRAM, **variables))

            replicas = [await start(), await start()]
            for number in range(_KILLS):
                tools: Any = [BOX]
                waiting = {"model": "m", "input": f"w{number}", "tools": tools}
                foreground = asyncio.create_task(_stream_until_killed(replicas[0], waiting))
                async with sdk_client(replicas[1]) as sdk:
                    job = await sdk.responses.create(
                        model="m", input=f"b{number}", tools=tools, background=True
                    )
                queued.append(job.id)
                leads = "wb"[number % 2]
                process = await _process_of(effects, f"{leads}{number}-{number % _ROUNDS}")
                # The call takes a second.
                await asyncio.sleep(moments.random() * 0.4)
                killed = next(one for one in replicas if one.process.pid == process)
                await killed.kill()
                replicas[replicas.index(killed)] = await start()
                await foreground
            async with sdk_client(replicas[0]) as sdk:
                statuses = [
                    await _whole_status(replicas[0], await wait_for_response(sdk, response_id))
                    for response_id in queued
                ]
            await _require_no_stuck_response(database)
    assert statuses.count("completed") >= _KILLS / 2
    counts = Counter(what for what, _ in _effects(effects))
    assert max(counts.values()) == 1, counts
    # Some were finished by the other replica.
    attempts = query_rows(database, "SELECT DISTINCT attempt FROM response_steps")
    assert len(attempts) > 1


async def _whole_status(server: ServeProcess, final: Any) -> str:
    """The status of a background response, whose items and events must be whole."""
    url = f"http://127.0.0.1:{server.port}/v1/responses/{final.id}"
    async with httpx.AsyncClient(timeout=60) as client:
        validated_response((await client.get(url)).json())
        replayed = await client.get(url, params={"stream": "true"})
    frames = [frame.partition("\ndata: ")[2] for frame in replayed.text.split("\n\n")[:-1]]
    events = validated_events(map(json.loads, frames))
    calls = [item for item in final.output if item.type == "mcp_call"]
    assert {call.status for call in calls} <= {"completed", "failed"}
    if final.status == "failed":
        # Another answer would differ from what readers have seen.
        assert any(event["type"] == "response.content_part.added" for event in events), final.error
    else:
        assert final.status == "completed"
        assert (len(calls), final.output_text) == (_ROUNDS, "All is in the box.")
    return str(final.status)


async def _require_no_stuck_response(database: str) -> None:
    query = "SELECT status, owner, background, response FROM responses"
    for _ in range(300):
        rows = await asyncio.to_thread(query_rows, database, query)
        if all(status not in ("queued", "in_progress") for status, *_ in rows):
            break
        await asyncio.sleep(0.1)
    assert [status for status, owner, *_ in rows if status in ("queued", "in_progress") or owner] == []
    waiting = [(status, json.loads(response)) for status, _, background, response in rows if not background]
    # Where the background response leads, that of the caller may run elsewhere, or have ended.
    assert [status for status, _ in waiting].count("failed") >= _KILLS / 4
    for status, response in waiting:
        assert status in ("failed", "completed")
        assert response["status"] == status
        assert [item["type"] for item in response["output"]][:2] == ["mcp_list_tools", "mcp_call"]
