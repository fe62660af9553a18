"""Background responses over two replicas and over a restart: none is stuck, none runs twice."""

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


class SteppedUpstream:
    """Sends unique texts: the first part when `may_start` is set, the rest when `may_finish` is."""

    def __init__(self) -> None:
        self.request_count = 0
        self.may_start = asyncio.Event()
        self.may_finish = asyncio.Event()

    async def __call__(self, fake: FakeUpstream, writer: Writer) -> None:
        if fake.current_request.head.startswith("GET"):
            # Each replica lists the models when it starts.
            return await fixed_response("200 OK", b'{"object": "list", "data": []}')(fake, writer)
        self.request_count += 1
        number = self.request_count
        write_stream_head(writer)
        await writer.drain()
        await self.may_start.wait()
        write_chunk(writer, content_event(f"answer {number}"))
        await writer.drain()
        await self.may_finish.wait()
        write_chunk(writer, content_event(" whole") + content_event("", "stop") + b"data: [DONE]\n\n")
        return write_chunk(writer, b"")


async def _first_text_number(sdk: openai.AsyncOpenAI, response_id: str) -> int:
    """The sequence number of the first text delta."""
    stream: Any = await sdk.responses.retrieve(response_id, stream=True)
    async with stream:
        async for event in stream:
            if event.type == "response.output_text.delta":
                return int(event.sequence_number)
    raise AssertionError("the stream has no text")


@asynccontextmanager
async def _two_replicas(
    folder: Path, database: str, slow: SteppedUpstream
) -> AsyncGenerator[tuple[ServeProcess, ServeProcess, openai.AsyncOpenAI, openai.AsyncOpenAI], None]:
    await asyncio.to_thread(upgrade, database)
    async with fake_upstream(slow) as fake:
        variables = {"UPSTREAM_URL": fake.url, "DATABASE_URL": database, **_LEASE}
        async with (
            serve_process(folder, **variables) as one,
            serve_process(folder, **variables) as other,
            sdk_client(one) as first,
            sdk_client(other) as second,
        ):
            yield one, other, first, second


async def test_job_on_other_replica_is_resumed_chained_and_cancelled(
    postgres_database: str, tmp_path: Path
) -> None:
    slow = SteppedUpstream()
    slow.may_start.set()
    async with _two_replicas(tmp_path, postgres_database, slow) as (_, _, first, second):
        response = await first.responses.create(model="m", input="one", background=True)
        after = await _first_text_number(second, response.id)
        rest: Any = await second.responses.retrieve(response.id, stream=True, starting_after=after)
        slow.may_finish.set()
        events = [event async for event in rest]
        assert events[0].sequence_number == after + 1
        assert events[-1].type == "response.completed"
        chained = await second.responses.create(
            model="m", input="two", background=True, previous_response_id=response.id
        )
        assert (await wait_for_response(first, chained.id)).output_text == "answer 2 whole"
        slow.may_finish.clear()
        third = await first.responses.create(model="m", input="three", background=True)
        await _first_text_number(second, third.id)
        assert (await second.responses.cancel(third.id)).status == "cancelled"
        assert (await first.responses.retrieve(third.id)).status == "cancelled"


@pytest.mark.parametrize("has_output", [False, True])
async def test_job_of_killed_replica_restarts_without_output_and_fails_with_it(
    postgres_database: str, tmp_path: Path, has_output: bool
) -> None:
    slow = SteppedUpstream()
    async with _two_replicas(tmp_path, postgres_database, slow) as (one, _, first, second):
        response = await first.responses.create(model="m", input="one", background=True)
        for _ in range(200):
            if slow.request_count:
                break
            await asyncio.sleep(0.05)
        if has_output:
            slow.may_start.set()
            await _first_text_number(second, response.id)
        await one.kill()
        slow.may_start.set()
        slow.may_finish.set()
        final = await wait_for_response(second, response.id)
        stream: Any = await second.responses.retrieve(response.id, stream=True)
        events = [event async for event in stream]
        assert [event.sequence_number for event in events] == list(range(len(events)))
        if has_output:
            assert (final.status, final.error.code, slow.request_count) == ("failed", "server_error", 1)
            assert events[-1].type == "response.failed"
        else:
            assert (final.status, final.output_text, slow.request_count) == ("completed", "answer 2 whole", 2)
            assert events[-1].type == "response.completed"


async def test_job_after_restart_completes_and_unlocks_its_conversation(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/test.db"
    await asyncio.to_thread(upgrade, database)
    slow = SteppedUpstream()
    async with fake_upstream(slow) as fake:
        variables = {"UPSTREAM_URL": fake.url, "DATABASE_URL": database, **_LEASE}
        async with serve_process(tmp_path, **variables) as server, sdk_client(server) as sdk:
            conversation = await sdk.conversations.create()
            response = await sdk.responses.create(
                model="m", input="one", background=True, conversation=conversation.id
            )
            for _ in range(200):
                if slow.request_count:
                    break
                await asyncio.sleep(0.05)
            await server.kill()
        slow.may_start.set()
        slow.may_finish.set()
        async with serve_process(tmp_path, **variables) as server, sdk_client(server) as sdk:
            assert (await wait_for_response(sdk, response.id)).output_text == "answer 2 whole"
            items = [item async for item in sdk.conversations.items.list(conversation.id, order="asc")]
            assert len(items) == 2
            second = await sdk.responses.create(
                model="m", input="two", background=True, conversation=conversation.id
            )
            assert (await wait_for_response(sdk, second.id)).status == "completed"


async def test_job_of_stopped_replica_is_released_at_once(postgres_database: str, tmp_path: Path) -> None:
    """A deployment: the old replica releases its jobs when it is stopped, before their leases expire."""
    slow = SteppedUpstream()
    async with _two_replicas(tmp_path, postgres_database, slow) as (one, _, first, second):
        response = await first.responses.create(model="m", input="one", background=True)
        for _ in range(200):
            if slow.request_count:
                break
            await asyncio.sleep(0.05)
        one.process.terminate()
        slow.may_start.set()
        slow.may_finish.set()
        assert (await wait_for_response(second, response.id)).status == "completed"
