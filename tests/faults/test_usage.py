"""Every call that an upstream got has a usage record, however the server's process ends."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx2 as httpx
import openai

from app.storage.schema import upgrade
from tests.support.chat_load import LoadUpstream, load_upstream
from tests.support.rows import query_rows
from tests.support.serve_process import ServeProcess, serve_process

_ROUNDS = 5
_CLIENTS = 24


@asynccontextmanager
async def _client(server: ServeProcess) -> AsyncGenerator[openai.AsyncOpenAI, None]:
    """Without validation: the upstream answers every operation with a completion."""
    url = f"http://127.0.0.1:{server.port}/v1"
    async with (
        httpx.AsyncClient(trust_env=False, timeout=60) as client,
        openai.AsyncOpenAI(base_url=url, api_key="any", max_retries=0, http_client=client) as sdk,
    ):
        yield sdk


async def _call(sdk: openai.AsyncOpenAI, number: int) -> None:
    """One call of one of six kinds; the server may be killed during it."""
    messages: list[Any] = [{"role": "user", "content": "Hello"}]
    with suppress(openai.APIError):
        match number % 6:
            case 0:
                await sdk.chat.completions.create(model="m", messages=messages)
            case 1:
                async for _ in await sdk.chat.completions.create(model="m", messages=messages, stream=True):
                    pass
            case 2:
                await sdk.responses.create(model="m", input="Hello")
            case 3:
                async for _ in await sdk.responses.create(model="m", input="Hello", stream=True):
                    pass
            case 4:
                await sdk.responses.create(model="m", input="Hello", background=True)
            case _:
                await sdk.post("/embeddings", body={"model": "m", "input": "Hello"}, cast_to=object)


def _calls_of(upstream: LoadUpstream) -> int:
    """The calls that it got; the server also asks for its models."""
    return sum(body != b"" for body, _ in upstream.exchanges)


def _journals(folder: Path) -> list[Path]:
    return list(folder.glob("llm-backend-calls-*/*"))


async def _unfinished_jobs(url: str) -> int:
    query = "SELECT count(*) FROM responses WHERE status IN ('queued', 'in_progress')"
    return int((await asyncio.to_thread(query_rows, url, query))[0][0])


async def test_server_killed_during_calls_has_a_record_of_each(database: str, tmp_path: Path) -> None:
    await asyncio.to_thread(upgrade, database)
    choose = random.Random(5)
    async with load_upstream(pace=0.01) as upstream:
        variables = {
            "UPSTREAM_URL": upstream.url,
            "DATABASE_URL": database,
            "LEASE_SECONDS": "0.5",
            "USAGE_JOURNAL_DIR": str(tmp_path),
        }
        for _ in range(_ROUNDS):
            async with serve_process(tmp_path, **variables) as server, _client(server) as sdk:
                before = _calls_of(upstream)
                calls = [asyncio.create_task(_call(sdk, number)) for number in range(_CLIENTS)]
                wanted = before + choose.randrange(4, _CLIENTS)
                for _ in range(2000):
                    if _calls_of(upstream) >= wanted:
                        break
                    await asyncio.sleep(0.002)
                await asyncio.sleep(choose.uniform(0, 0.15))
                await server.kill()
                await asyncio.gather(*calls)
        async with serve_process(tmp_path, **variables):
            for _ in range(200):
                rows = await asyncio.to_thread(
                    query_rows, database, "SELECT status, request_id, upstream, id FROM usage_records"
                )
                if len(rows) >= _calls_of(upstream) and not await _unfinished_jobs(database):
                    break
                await asyncio.sleep(0.1)
            await asyncio.sleep(1)
            rows = await asyncio.to_thread(
                query_rows, database, "SELECT status, request_id, upstream, id FROM usage_records"
            )
        assert len(rows) == _calls_of(upstream)
    statuses = [status for status, *_ in rows]
    assert min(statuses.count(status) for status in ("interrupted", "completed")) >= _ROUNDS
    assert all(request_id and name for _, request_id, name, _ in rows)
    # Those of the killed processes are deleted; the last one was killed by the end of the block.
    assert len(_journals(tmp_path)) == 1


async def test_server_stopped_in_time_leaves_no_journal(database: str, tmp_path: Path) -> None:
    await asyncio.to_thread(upgrade, database)
    async with load_upstream() as upstream:
        variables = {
            "UPSTREAM_URL": upstream.url, "DATABASE_URL": database, "USAGE_JOURNAL_DIR": str(tmp_path),
            "DRAIN_SECONDS": "0",
        }  # fmt: skip
        async with serve_process(tmp_path, **variables) as server, _client(server) as sdk:
            calls = [asyncio.create_task(_call(sdk, number)) for number in range(12)]
            for _ in range(2000):
                if _calls_of(upstream) >= 6:
                    break
                await asyncio.sleep(0.002)
            [journal] = _journals(tmp_path)
            assert [part.stat().st_mode & 0o077 for part in (journal, journal.parent)] == [0, 0]
            server.process.terminate()
            await server.process.wait()
            await asyncio.gather(*calls)
        assert _journals(tmp_path) == []
        rows = await asyncio.to_thread(query_rows, database, "SELECT count(*) FROM usage_records")
        assert rows == [(_calls_of(upstream),)]
