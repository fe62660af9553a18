"""A server process whose database fails: a client that records completed chats, and an upstream that counts
requests.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

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
from tests.support.serve_process import serve_process
from tests.support.upstream_scripts import content_event

_BODY = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}


class CountingUpstream:
    """An upstream with unique texts. A stream sends its text at once and its end when `may_finish` is set."""

    def __init__(self) -> None:
        self.request_count = 0
        self.may_finish = asyncio.Event()
        self.may_finish.set()

    async def __call__(self, fake: FakeUpstream, writer: Writer) -> None:
        request = fake.current_request
        if request.head.startswith("GET"):
            return await fixed_response("200 OK", b'{"object": "list", "data": []}')(fake, writer)
        self.request_count += 1
        text = f"answer {self.request_count}"
        if b'"stream":true' not in request.body.replace(b" ", b""):
            message = {"role": "assistant", "content": text, "refusal": None}
            choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
            completion = {
                "id": "theirs",
                "object": "chat.completion",
                "created": 1,
                "model": "m",
                "choices": [choice],
            }
            return await fixed_response("200 OK", json.dumps(completion).encode())(fake, writer)
        write_stream_head(writer)
        write_chunk(writer, content_event(text))
        await writer.drain()
        await self.may_finish.wait()
        write_chunk(writer, content_event("", "stop") + b"data: [DONE]\n\n")
        return write_chunk(writer, b"")


@dataclass(slots=True)
class RecordingClient:
    """A client of the server; `completed` maps the id of each complete response to its text."""

    http: httpx.AsyncClient
    pid: int
    log: Path
    upstream: CountingUpstream
    completed: dict[str, str] = field(default_factory=dict)

    async def chat(self) -> int:
        """The status of a chat. An error must name the database and have a `retry-after`."""
        response = await self.http.post("/v1/chat/completions", json=_BODY)
        if response.status_code == 200:
            completion = response.json()
            self.completed[completion["id"]] = completion["choices"][0]["message"]["content"]
        else:
            assert "database" in response.json()["error"]["message"]
            assert response.headers["retry-after"] == "1"
        return response.status_code

    async def stream(self) -> str:
        """A streamed chat's body."""
        response = await self.http.post("/v1/chat/completions", json={**_BODY, "stream": True})
        text = response.text
        if text.endswith("data: [DONE]\n\n"):
            events = [json.loads(line[6:]) for line in text.split("\n")[:-2] if line.startswith("data: {")]
            deltas = [event["choices"][0]["delta"].get("content") or "" for event in events]
            self.completed[events[0]["id"]] = "".join(deltas)
        return text

    async def start_held_stream(self) -> asyncio.Task[str]:
        """Starts a stream that completes when `upstream.may_finish` is set; returns once it is at the
        upstream.
        """
        self.upstream.may_finish.clear()
        before = self.upstream.request_count
        streaming = asyncio.create_task(self.stream())
        await wait_until(lambda: self.upstream.request_count > before)
        return streaming

    async def retry_until_ok(self) -> None:
        """Repeats a chat until it succeeds, as a client that honours `retry-after`; 20 s at most."""
        for _ in range(100):
            if await self.chat() == 200:
                return
            await asyncio.sleep(0.2)
        raise AssertionError("the server did not recover")

    def kill(self) -> None:
        """Kills the server, as the kernel does where the memory is full."""
        os.kill(self.pid, signal.SIGKILL)

    async def wait_until_accounted(self, url: str) -> None:
        """Waits until each request that the upstream got has its usage record, and no other; 20 s at most."""
        for _ in range(100):
            rows = await asyncio.to_thread(query_rows, url, "SELECT count(*) FROM usage_records")
            if rows == [(self.upstream.request_count,)]:
                return
            await asyncio.sleep(0.2)
        raise AssertionError(f"{rows} records of {self.upstream.request_count} calls")

    async def ready_status(self) -> int:
        """The readiness probe's status, after the server's cached result has expired."""
        await asyncio.sleep(1.1)
        return (await self.http.get("/readyz")).status_code


@asynccontextmanager
async def serve_with_client(
    folder: Path, url: str, **variables: str
) -> AsyncGenerator[RecordingClient, None]:
    """A server process on the database at `url` and its client; `variables` are environment variables."""
    await asyncio.to_thread(upgrade, url)
    upstream = CountingUpstream()
    async with (
        fake_upstream(upstream) as fake,
        serve_process(folder, UPSTREAM_URL=fake.url, DATABASE_URL=url, **variables) as server,
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{server.port}",
            timeout=60,
            trust_env=False,
            limits=httpx.Limits(max_connections=200),
        ) as http,
    ):
        yield RecordingClient(http, server.process.pid, server.log, upstream)
        upstream.may_finish.set()


async def refused_until(client: RecordingClient, repair: Callable[[], object]) -> None:
    """The server is not ready and refuses calls before they reach the upstream, until `repair` is called."""
    for _ in range(5):
        if await client.ready_status() == 503:
            break
    before = client.upstream.request_count
    assert [await client.chat() for _ in range(3)] == [503] * 3
    assert await client.ready_status() == 503
    assert client.upstream.request_count == before
    await asyncio.to_thread(repair)
    # It notices by itself: no call is needed.
    for _ in range(20):
        if await client.ready_status() == 200:
            break
    assert await client.chat() == 200


def ended_with_database_error(text: str) -> bool:
    """Whether a stream ends with an error that names the database, and without a finish."""
    errors = [line for line in text.split("\n") if line.startswith('data: {"error"')]
    return "database" in "".join(errors) and "[DONE]" not in text and '"stop"' not in text


def stored_texts(url: str) -> dict[str, str]:
    """The database's completions: id -> text. Each must have exactly one completed usage record."""
    rows = query_rows(url, "SELECT id, response FROM chat_completions")
    recorded = query_rows(url, "SELECT object_id FROM usage_records WHERE status = 'completed'")
    assert sorted(key for (key,) in recorded) == sorted(key for key, _ in rows)
    return {key: json.loads(text)["choices"][0]["message"]["content"] for key, text in rows}
