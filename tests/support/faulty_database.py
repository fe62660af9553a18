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
from tests.support.fake_upstream import FakeUpstream, Writer, answer, chunk, stream_head, upstream
from tests.support.raw_peer import until
from tests.support.rows import queried
from tests.support.serve_process import served
from tests.support.upstream_scripts import say

_BODY = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}


class Talks:
    """An upstream that never says the same twice. A stream says one word, and the rest while `on` is set."""

    def __init__(self) -> None:
        self.asked = 0
        self.on = asyncio.Event()
        self.on.set()

    async def __call__(self, fake: FakeUpstream, writer: Writer) -> None:
        seen = fake.request
        if seen.head.startswith("GET"):
            return await answer("200 OK", b'{"object": "list", "data": []}')(fake, writer)
        self.asked += 1
        text = f"answer {self.asked}"
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
            return await answer("200 OK", json.dumps(whole).encode())(fake, writer)
        stream_head(writer)
        chunk(writer, say(text))
        await writer.drain()
        await self.on.wait()
        chunk(writer, say("", "stop") + b"data: [DONE]\n\n")
        return chunk(writer, b"")


@dataclass(slots=True)
class Client:
    """Chats with a server, and remembers what it was told to the end: id -> text."""

    http: httpx.AsyncClient
    pid: int
    talks: Talks
    ended: dict[str, str] = field(default_factory=dict)

    async def chat(self) -> int:
        """The status. A refusal names the database, and when to come again."""
        answered = await self.http.post("/v1/chat/completions", json=_BODY)
        if answered.status_code == 200:
            found = answered.json()
            self.ended[found["id"]] = found["choices"][0]["message"]["content"]
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
            self.ended[events[0]["id"]] = "".join(said)
        return text

    async def held_stream(self) -> asyncio.Task[str]:
        """A stream that has begun; it comes to its end when `talks.on` is set."""
        self.talks.on.clear()
        before = self.talks.asked
        streaming = asyncio.create_task(self.stream())
        await until(lambda: self.talks.asked > before)
        return streaming

    async def again(self) -> None:
        """Chats until it works, as a client does that heeds `retry-after`."""
        for _ in range(100):
            if await self.chat() == 200:
                return
            await asyncio.sleep(0.2)
        raise AssertionError("the server did not recover")

    async def ready(self) -> int:
        """What a probe is told, once what was found out before is too old to be told again."""
        await asyncio.sleep(1.1)
        return (await self.http.get("/readyz")).status_code


@asynccontextmanager
async def serving(folder: Path, url: str, **given: str) -> AsyncGenerator[Client, None]:
    await asyncio.to_thread(upgrade, url)
    talks = Talks()
    async with (
        upstream(talks) as fake,
        served(folder, UPSTREAM_URL=fake.url, DATABASE_URL=url, **given) as server,
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{server.port}",
            timeout=60,
            trust_env=False,
            limits=httpx.Limits(max_connections=200),
        ) as http,
    ):
        yield Client(http, server.process.pid, talks)
        talks.on.set()


def broke_off(text: str) -> bool:
    """Whether a stream told an error that names the database, and not that all went well."""
    errors = [line for line in text.split("\n") if line.startswith('data: {"error"')]
    return "database" in "".join(errors) and "[DONE]" not in text and '"stop"' not in text


def stored(url: str) -> dict[str, str]:
    """What the database has of completions: id -> text; each has exactly one line in the accounts."""
    rows = queried(url, "SELECT id, response FROM chat_completions")
    counted = queried(url, "SELECT object_id FROM usage_records WHERE status = 'completed'")
    assert sorted(key for (key,) in counted) == sorted(key for key, _ in rows)
    return {key: json.loads(text)["choices"][0]["message"]["content"] for key, text in rows}
