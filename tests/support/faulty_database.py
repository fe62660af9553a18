"""A real server before a database that gets into trouble: a client that remembers, an upstream that counts, and what must hold."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
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
    """An upstream that never says the same twice. A stream says one word, and the rest while `on` is set."""

    def __init__(self) -> None:
        self.request_count = 0
        self.may_finish = asyncio.Event()
        self.may_finish.set()

    async def __call__(self, fake: FakeUpstream, writer: Writer) -> None:
        seen = fake.current_request
        if seen.head.startswith("GET"):
            return await fixed_response("200 OK", b'{"object": "list", "data": []}')(fake, writer)
        self.request_count += 1
        text = f"answer {self.request_count}"
        if b'"stream":true' not in seen.body.replace(b" ", b""):
            message = {"role": "assistant", "content": text, "refusal": None}
            choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
            whole = {
                "id": "theirs",
                "object": "chat.completion",
                "created": 1,
                "model": "m",
                "choices": [choice],
            }
            return await fixed_response("200 OK", json.dumps(whole).encode())(fake, writer)
        write_stream_head(writer)
        write_chunk(writer, content_event(text))
        await writer.drain()
        await self.may_finish.wait()
        write_chunk(writer, content_event("", "stop") + b"data: [DONE]\n\n")
        return write_chunk(writer, b"")


@dataclass(slots=True)
class RecordingClient:
    """Chats with a server, and remembers what it was told to the end: id -> text."""

    http: httpx.AsyncClient
    pid: int
    upstream: CountingUpstream
    completed: dict[str, str] = field(default_factory=dict)

    async def chat(self) -> int:
        """The status. A refusal names the database, and when to come again."""
        answered = await self.http.post("/v1/chat/completions", json=_BODY)
        if answered.status_code == 200:
            found = answered.json()
            self.completed[found["id"]] = found["choices"][0]["message"]["content"]
        else:
            assert "database" in answered.json()["error"]["message"]
            assert answered.headers["retry-after"] == "1"
        return answered.status_code

    async def stream(self) -> str:
        """The events as text."""
        answered = await self.http.post("/v1/chat/completions", json={**_BODY, "stream": True})
        text = answered.text
        if text.endswith("data: [DONE]\n\n"):
            events = [json.loads(line[6:]) for line in text.split("\n")[:-2] if line.startswith("data: {")]
            said = [event["choices"][0]["delta"].get("content") or "" for event in events]
            self.completed[events[0]["id"]] = "".join(said)
        return text

    async def start_held_stream(self) -> asyncio.Task[str]:
        """A stream that has begun; it comes to its end when `talks.on` is set."""
        self.upstream.may_finish.clear()
        before = self.upstream.request_count
        streaming = asyncio.create_task(self.stream())
        await wait_until(lambda: self.upstream.request_count > before)
        return streaming

    async def retry_until_ok(self) -> None:
        """Chats until it works, as a client does that heeds `retry-after`."""
        for _ in range(100):
            if await self.chat() == 200:
                return
            await asyncio.sleep(0.2)
        raise AssertionError("the server did not recover")

    async def ready_status(self) -> int:
        """What a probe is told, once what was found out before is too old to be told again."""
        await asyncio.sleep(1.1)
        return (await self.http.get("/readyz")).status_code


@asynccontextmanager
async def serve_with_client(folder: Path, url: str, **given: str) -> AsyncGenerator[RecordingClient, None]:
    await asyncio.to_thread(upgrade, url)
    talks = CountingUpstream()
    async with (
        fake_upstream(talks) as fake,
        serve_process(folder, UPSTREAM_URL=fake.url, DATABASE_URL=url, **given) as server,
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{server.port}",
            timeout=60,
            trust_env=False,
            limits=httpx.Limits(max_connections=200),
        ) as http,
    ):
        yield RecordingClient(http, server.process.pid, talks)
        talks.may_finish.set()


def ended_with_database_error(text: str) -> bool:
    """Whether a stream told an error that names the database, and not that all went well."""
    errors = [line for line in text.split("\n") if line.startswith('data: {"error"')]
    return "database" in "".join(errors) and "[DONE]" not in text and '"stop"' not in text


def stored_texts(url: str) -> dict[str, str]:
    """What the database has of completions: id -> text; each has exactly one line in the accounts."""
    rows = query_rows(url, "SELECT id, response FROM chat_completions")
    counted = query_rows(url, "SELECT object_id FROM usage_records WHERE status = 'completed'")
    assert sorted(key for (key,) in counted) == sorted(key for key, _ in rows)
    return {key: json.loads(text)["choices"][0]["message"]["content"] for key, text in rows}
