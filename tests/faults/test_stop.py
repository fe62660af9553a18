"""SIGTERM while nothing comes to its end: one time for everything that runs, and nothing of it is lost."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import httpx
import openai
import pytest

from app.storage.schema import upgrade
from tests.support.fake_upstream import (
    FakeUpstream,
    Writer,
    fake_upstream,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.raw_peer import wait_until
from tests.support.rows import query_rows
from tests.support.serve_process import sdk_client, serve_process, wait_for_response
from tests.support.upstream_scripts import content_event

_DRAIN_SECONDS = 4


class Stalls:
    """An upstream that falls silent: at once if it is asked so, else after a word. Once `on` is set it answers."""

    def __init__(self) -> None:
        self.asked = 0
        self.on = asyncio.Event()

    async def __call__(self, fake: FakeUpstream, writer: Writer) -> None:
        seen = fake.current_request
        if seen.head.startswith("GET"):
            return await fixed_response("200 OK", b'{"object": "list", "data": []}')(fake, writer)
        self.asked += 1
        if b"silent" in seen.body:
            await self.on.wait()
        write_stream_head(writer)
        write_chunk(writer, content_event("one"))
        await writer.drain()
        await self.on.wait()
        write_chunk(writer, content_event("", "stop") + b"data: [DONE]\n\n")
        return write_chunk(writer, b"")


async def _stream(port: int) -> str:
    """What a client sees of a chat whose server goes away."""
    body = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "Hello"}]}
    seen = ""
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        try:
            url = f"http://127.0.0.1:{port}/v1/chat/completions"
            async with client.stream("POST", url, json=body) as answered:
                async for text in answered.aiter_text():
                    seen += text
        except httpx.RemoteProtocolError:
            return seen + "<broken>"
    return seen


def _log(folder: Path) -> str:
    """What the server that has ended last said."""
    return next(folder.glob("log-*")).read_text(encoding="utf-8")


async def _chat(sdk: openai.AsyncOpenAI) -> openai.APIStatusError:
    """What a client is told whose whole answer does not come in time."""
    with pytest.raises(openai.APIStatusError) as refused:
        await sdk.chat.completions.create(model="m", messages=[{"role": "user", "content": "silent"}])
    return refused.value


async def test_everything_has_one_time_to_end(database: str, tmp_path: Path) -> None:
    await asyncio.to_thread(upgrade, database)
    stalls = Stalls()
    async with fake_upstream(stalls) as fake:
        given = {"UPSTREAM_URL": fake.url, "DATABASE_URL": database, "DRAIN_SECONDS": str(_DRAIN_SECONDS)}
        async with serve_process(tmp_path, **given) as server, sdk_client(server) as sdk:
            silent = await sdk.responses.create(model="m", input="silent", background=True)
            spoken = await sdk.responses.create(model="m", input="a word", background=True)
            streaming = asyncio.create_task(_stream(server.port))
            waiting = asyncio.create_task(_chat(sdk))
            await wait_until(lambda: stalls.asked == 4)
            await asyncio.sleep(0.5)
            begun = time.monotonic()
            server.process.terminate()
            await server.process.wait()
            took = time.monotonic() - begun
            seen, refused = await streaming, await waiting
        log = await asyncio.to_thread(_log, tmp_path)
        assert "Traceback" not in log
        # It was 2 times that as long as background responses had a time of their own after the answers.
        assert 1 <= took / _DRAIN_SECONDS < 1.6
        assert '"one"' in seen
        assert seen.endswith("<broken>")
        assert (refused.status_code, refused.response.headers["retry-after"]) == (503, "1")
        accounts = "SELECT status, streamed FROM usage_records WHERE operation = 'create_chat_completion' ORDER BY streamed"
        jobs = "SELECT status, owner, lease_until FROM responses"
        assert await asyncio.to_thread(query_rows, database, accounts) == [
            ("cancelled", False),
            ("cancelled", True),
        ]
        handed_back = await asyncio.to_thread(query_rows, database, jobs)
        assert [row[1:] for row in handed_back] == [(None, None)] * 2
        stalls.on.set()
        async with serve_process(tmp_path, **given) as server, sdk_client(server) as sdk:
            assert (await wait_for_response(sdk, silent.id)).status == "completed"
            assert (await wait_for_response(sdk, spoken.id)).status == "failed"
