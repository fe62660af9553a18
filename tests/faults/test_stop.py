"""SIGTERM while requests and jobs hang: one drain time for all of them, and every one is recorded."""

from __future__ import annotations

import asyncio
import json
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


class StallingUpstream:
    """Sends one text and waits for `may_finish`; a request with "silent" waits before the text, too."""

    def __init__(self) -> None:
        self.request_count = 0
        self.may_finish = asyncio.Event()

    async def __call__(self, fake: FakeUpstream, writer: Writer) -> None:
        request = fake.current_request
        if request.head.startswith("GET"):
            return await fixed_response("200 OK", b'{"object": "list", "data": []}')(fake, writer)
        self.request_count += 1
        if b"silent" in request.body:
            await self.may_finish.wait()
        write_stream_head(writer)
        write_chunk(writer, content_event("one"))
        await writer.drain()
        await self.may_finish.wait()
        write_chunk(writer, content_event("", "stop") + b"data: [DONE]\n\n")
        return write_chunk(writer, b"")


async def _stream(port: int) -> str:
    """What a client receives of a streamed chat, with a mark if the connection breaks."""
    body = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "Hello"}]}
    received = ""
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        try:
            url = f"http://127.0.0.1:{port}/v1/chat/completions"
            async with client.stream("POST", url, json=body) as response:
                async for text in response.aiter_text():
                    received += text
        except httpx.RemoteProtocolError:
            return received + "<broken>"
    return received


def _log(folder: Path) -> str:
    """The log of the stopped server."""
    return next(folder.glob("log-*")).read_text(encoding="utf-8")


async def _chat_error(sdk: openai.AsyncOpenAI) -> openai.APIStatusError:
    """The error of a chat that does not complete in time."""
    with pytest.raises(openai.APIStatusError) as raised:
        await sdk.chat.completions.create(model="m", messages=[{"role": "user", "content": "silent"}])
    return raised.value


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_server_on_sigterm_drains_everything_in_one_period(
    database: str, tmp_path: Path, workers: str
) -> None:
    await asyncio.to_thread(upgrade, database)
    stalling = StallingUpstream()
    async with fake_upstream(stalling) as fake:
        variables = {
            "UPSTREAM_URL": fake.url,
            "DATABASE_URL": database,
            "DRAIN_SECONDS": str(_DRAIN_SECONDS),
            "WORKERS": workers,
        }
        async with serve_process(tmp_path, **variables) as server, sdk_client(server) as sdk:
            silent = await sdk.responses.create(model="m", input="silent", background=True)
            started = await sdk.responses.create(model="m", input="a word", background=True)
            streaming = asyncio.create_task(_stream(server.port))
            waiting = asyncio.create_task(_chat_error(sdk))
            await wait_until(lambda: stalling.request_count == 4)
            await asyncio.sleep(0.5)
            signalled = time.monotonic()
            server.process.terminate()
            await server.process.wait()
            seconds = time.monotonic() - signalled
            received, error = await streaming, await waiting
        log = await asyncio.to_thread(_log, tmp_path)
        assert "Traceback" not in log
        # Separate periods for requests and for background responses would take twice as long.
        assert 1 <= seconds / _DRAIN_SECONDS < 1.6
        assert '"one"' in received
        # Cut by the end of the drain: an event says so, and the response ends as HTTP says.
        *_, last = received.removesuffix("\n\n").split("\n\n")
        assert "stopping" in json.loads(last.removeprefix("data: "))["error"]["message"]
        assert server.process.returncode == 0
        assert (error.status_code, error.response.headers["retry-after"]) == (503, "1")
        usage = (
            "SELECT status, streamed FROM usage_records"
            " WHERE operation = 'create_chat_completion' ORDER BY streamed"
        )
        jobs = "SELECT status, owner, lease_until FROM responses"
        assert await asyncio.to_thread(query_rows, database, usage) == [
            ("cancelled", False),
            ("cancelled", True),
        ]
        released = await asyncio.to_thread(query_rows, database, jobs)
        assert [row[1:] for row in released] == [(None, None)] * 2
        stalling.may_finish.set()
        async with serve_process(tmp_path, **variables) as server, sdk_client(server) as sdk:
            assert (await wait_for_response(sdk, silent.id)).status == "completed"
            assert (await wait_for_response(sdk, started.id)).status == "failed"
