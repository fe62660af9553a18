"""Background responses over two replicas on one PostgreSQL, and over a restart: nothing is stuck, nothing is made twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

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
from tests.support.serve_process import ServeProcess, sdk_client, serve_process, wait_for_response
from tests.support.upstream_scripts import content_event

_LEASE = {"LEASE_SECONDS": "2"}


class Slow:
    """An upstream that answers differently each time; it says its first word when `speak` is set, its last when `on` is."""

    def __init__(self) -> None:
        self.asked = 0
        self.speak = asyncio.Event()
        self.on = asyncio.Event()

    async def __call__(self, fake: FakeUpstream, writer: Writer) -> None:
        if fake.current_request.head.startswith("GET"):
            # Each replica asks for the models when it starts.
            return await fixed_response("200 OK", b'{"object": "list", "data": []}')(fake, writer)
        self.asked += 1
        number = self.asked
        write_stream_head(writer)
        await writer.drain()
        await self.speak.wait()
        write_chunk(writer, content_event(f"answer {number}"))
        await writer.drain()
        await self.on.wait()
        write_chunk(writer, content_event(" whole") + content_event("", "stop") + b"data: [DONE]\n\n")
        return write_chunk(writer, b"")


async def _first_word(sdk: openai.AsyncOpenAI, response_id: str) -> int:
    """The number of the first event that says something."""
    stream: Any = await sdk.responses.retrieve(response_id, stream=True)
    async with stream:
        async for event in stream:
            if event.type == "response.output_text.delta":
                return int(event.sequence_number)
    raise AssertionError("nothing was said")


@asynccontextmanager
async def _two(
    folder: Path, database: str, slow: Slow
) -> AsyncGenerator[tuple[ServeProcess, ServeProcess, openai.AsyncOpenAI, openai.AsyncOpenAI], None]:
    await asyncio.to_thread(upgrade, database)
    async with fake_upstream(slow) as fake:
        given = {"UPSTREAM_URL": fake.url, "DATABASE_URL": database, **_LEASE}
        async with (
            serve_process(folder, **given) as one,
            serve_process(folder, **given) as other,
            sdk_client(one) as first,
            sdk_client(other) as second,
        ):
            yield one, other, first, second


async def test_a_response_of_one_replica_is_resumed_chained_and_cancelled_on_another(
    postgres_database: str, tmp_path: Path
) -> None:
    slow = Slow()
    slow.speak.set()
    async with _two(tmp_path, postgres_database, slow) as (_, _, first, second):
        made = await first.responses.create(model="m", input="one", background=True)
        after = await _first_word(second, made.id)
        rest: Any = await second.responses.retrieve(made.id, stream=True, starting_after=after)
        slow.on.set()
        events = [event async for event in rest]
        assert events[0].sequence_number == after + 1
        assert events[-1].type == "response.completed"
        chained = await second.responses.create(
            model="m", input="two", background=True, previous_response_id=made.id
        )
        assert (await wait_for_response(first, chained.id)).output_text == "answer 2 whole"
        slow.on.clear()
        third = await first.responses.create(model="m", input="three", background=True)
        await _first_word(second, third.id)
        assert (await second.responses.cancel(third.id)).status == "cancelled"
        assert (await first.responses.retrieve(third.id)).status == "cancelled"


@pytest.mark.parametrize("said_something", [False, True])
async def test_a_killed_replicas_job_goes_on_or_fails_elsewhere(
    postgres_database: str, tmp_path: Path, said_something: bool
) -> None:
    slow = Slow()
    async with _two(tmp_path, postgres_database, slow) as (one, _, first, second):
        made = await first.responses.create(model="m", input="one", background=True)
        for _ in range(200):
            if slow.asked:
                break
            await asyncio.sleep(0.05)
        if said_something:
            slow.speak.set()
            await _first_word(second, made.id)
        await one.kill()
        slow.speak.set()
        slow.on.set()
        ended = await wait_for_response(second, made.id)
        stream: Any = await second.responses.retrieve(made.id, stream=True)
        events = [event async for event in stream]
        assert [event.sequence_number for event in events] == list(range(len(events)))
        if said_something:
            assert (ended.status, ended.error.code, slow.asked) == ("failed", "server_error", 1)
            assert events[-1].type == "response.failed"
        else:
            assert (ended.status, ended.output_text, slow.asked) == ("completed", "answer 2 whole", 2)
            assert events[-1].type == "response.completed"


async def test_a_job_goes_on_after_a_restart_and_a_conversation_is_free_again(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/test.db"
    await asyncio.to_thread(upgrade, database)
    slow = Slow()
    async with fake_upstream(slow) as fake:
        given = {"UPSTREAM_URL": fake.url, "DATABASE_URL": database, **_LEASE}
        async with serve_process(tmp_path, **given) as server, sdk_client(server) as sdk:
            conversation = await sdk.conversations.create()
            made = await sdk.responses.create(
                model="m", input="one", background=True, conversation=conversation.id
            )
            for _ in range(200):
                if slow.asked:
                    break
                await asyncio.sleep(0.05)
            await server.kill()
        slow.speak.set()
        slow.on.set()
        async with serve_process(tmp_path, **given) as server, sdk_client(server) as sdk:
            assert (await wait_for_response(sdk, made.id)).output_text == "answer 2 whole"
            items = [item async for item in sdk.conversations.items.list(conversation.id, order="asc")]
            assert len(items) == 2
            again = await sdk.responses.create(
                model="m", input="two", background=True, conversation=conversation.id
            )
            assert (await wait_for_response(sdk, again.id)).status == "completed"


async def test_a_stop_gives_jobs_back_at_once(postgres_database: str, tmp_path: Path) -> None:
    """A deploy: the old replica is told to stop, and does not wait for its lease to run out."""
    slow = Slow()
    async with _two(tmp_path, postgres_database, slow) as (one, _, first, second):
        made = await first.responses.create(model="m", input="one", background=True)
        for _ in range(200):
            if slow.asked:
                break
            await asyncio.sleep(0.05)
        one.process.terminate()
        slow.speak.set()
        slow.on.set()
        assert (await wait_for_response(second, made.id)).status == "completed"
