"""Background responses over two replicas and over a restart: none is stuck, none runs twice."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
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
from tests.support.rows import query_rows
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


@dataclass(slots=True)
class _Job:
    """A job that replica `one` runs; `first` and `second` are clients of both replicas."""

    id: str
    one: ServeProcess
    first: openai.AsyncOpenAI
    second: openai.AsyncOpenAI


@asynccontextmanager
async def _running_job(
    folder: Path, database: str, slow: SteppedUpstream, *, has_output: bool, **fields: Any
) -> AsyncGenerator[_Job, None]:
    """The second replica starts when the first one has the job. `fields` are the request's."""
    await asyncio.to_thread(upgrade, database)
    async with fake_upstream(slow) as fake:
        variables = {"UPSTREAM_URL": fake.url, "DATABASE_URL": database, **_LEASE}
        async with serve_process(folder, **variables) as one, sdk_client(one) as first:
            fields = {"model": "m", "input": "one", **fields}
            response = await first.responses.create(background=True, **fields)
            for _ in range(200):
                if slow.request_count:
                    break
                await asyncio.sleep(0.05)
            if has_output:
                slow.may_start.set()
                await _first_text_number(first, response.id)
            async with serve_process(folder, **variables) as other, sdk_client(other) as second:
                yield _Job(response.id, one, first, second)


async def test_job_on_other_replica_is_resumed_chained_and_cancelled(database: str, tmp_path: Path) -> None:
    slow = SteppedUpstream()
    async with _running_job(tmp_path, database, slow, has_output=True) as job:
        first, second = job.first, job.second
        after = await _first_text_number(second, job.id)
        rest: Any = await second.responses.retrieve(job.id, stream=True, starting_after=after)
        slow.may_finish.set()
        events = [event async for event in rest]
        assert events[0].sequence_number == after + 1
        assert events[-1].type == "response.completed"
        chained = await second.responses.create(
            model="m", input="two", background=True, previous_response_id=job.id
        )
        assert (await wait_for_response(first, chained.id)).output_text == "answer 2 whole"
        slow.may_finish.clear()
        third = await first.responses.create(model="m", input="three", background=True)
        await _first_text_number(second, third.id)
        assert (await second.responses.cancel(third.id)).status == "cancelled"
        assert (await first.responses.retrieve(third.id)).status == "cancelled"


async def _require_one_end(job: _Job, slow: SteppedUpstream, *, has_output: bool) -> None:
    """The job failed if its first attempt had output, else the second one completed it; no event is twice."""
    final = await wait_for_response(job.second, job.id)
    stream: Any = await job.second.responses.retrieve(job.id, stream=True)
    events = [event async for event in stream]
    assert [event.sequence_number for event in events] == list(range(len(events)))
    if has_output:
        assert (final.status, final.error.code, slow.request_count) == ("failed", "server_error", 1)
        assert events[-1].type == "response.failed"
    else:
        assert (final.status, final.output_text, slow.request_count) == ("completed", "answer 2 whole", 2)
        assert events[-1].type == "response.completed"


@pytest.mark.parametrize("has_output", [False, True])
async def test_job_of_killed_replica_restarts_without_output_and_fails_with_it(
    database: str, tmp_path: Path, has_output: bool
) -> None:
    slow = SteppedUpstream()
    async with _running_job(tmp_path, database, slow, has_output=has_output) as job:
        await job.one.kill()
        slow.may_start.set()
        slow.may_finish.set()
        await _require_one_end(job, slow, has_output=has_output)


@pytest.mark.parametrize("has_output", [False, True])
async def test_job_of_suspended_replica_is_taken_over_and_gets_none_of_its_later_events(
    database: str, tmp_path: Path, has_output: bool
) -> None:
    """A partition: the first replica continues after its lease has ended, and does not know it."""
    slow = SteppedUpstream()
    async with _running_job(tmp_path, database, slow, has_output=has_output) as job:
        os.kill(job.one.process.pid, signal.SIGSTOP)
        slow.may_start.set()
        slow.may_finish.set()
        await _require_one_end(job, slow, has_output=has_output)
        os.kill(job.one.process.pid, signal.SIGCONT)
        for _ in range(200):
            recorded = await asyncio.to_thread(query_rows, database, "SELECT object_id FROM usage_records")
            if len(recorded) >= slow.request_count:
                break
            await asyncio.sleep(0.05)
        # Also the attempt that lost the job has its usage recorded.
        assert recorded == [(job.id,)] * slow.request_count
        await _require_one_end(job, slow, has_output=has_output)
        # The first replica works again.
        again = await job.first.responses.create(model="m", input="two", background=True)
        assert (await wait_for_response(job.first, again.id)).status == "completed"


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


async def test_job_of_stopped_replica_is_released_at_once(database: str, tmp_path: Path) -> None:
    """A deployment: the old replica releases its jobs when it is stopped, before their leases expire."""
    slow = SteppedUpstream()
    async with _running_job(tmp_path, database, slow, has_output=False) as job:
        job.one.process.terminate()
        slow.may_start.set()
        slow.may_finish.set()
        assert (await wait_for_response(job.second, job.id)).status == "completed"


class SummaryThenSteps(SteppedUpstream):
    """Its first answer, a summary, goes on by itself; it stops in the others."""

    async def __call__(self, fake: FakeUpstream, writer: Writer) -> None:
        await super().__call__(fake, writer)
        if self.request_count == 1:
            self.may_finish.clear()


async def test_compaction_of_killed_replica_restarts_and_is_one(database: str, tmp_path: Path) -> None:
    slow = SteppedUpstream()
    given = [{"role": "user", "content": "one"}, {"type": "compaction_trigger"}]
    async with _running_job(tmp_path, database, slow, has_output=False, input=given) as job:
        # Half of a summary has no event: another attempt can write another one.
        slow.may_start.set()
        await job.one.kill()
        slow.may_finish.set()
        final = await wait_for_response(job.second, job.id)
        assert [item.type for item in final.output] == ["compaction"]
        assert (final.status, slow.request_count) == ("completed", 2)
        go_on = await job.second.responses.create(model="m", input="two", previous_response_id=job.id)
        assert go_on.output_text == "answer 3 whole"


async def test_answer_of_killed_replica_behind_a_compaction_has_its_usage_beside_the_compactions(
    database: str, tmp_path: Path
) -> None:
    slow = SummaryThenSteps()
    slow.may_start.set()
    slow.may_finish.set()
    managed = [{"type": "compaction", "compact_threshold": 1000}]
    fields = {"input": "word " * 1500, "context_management": managed}
    async with _running_job(tmp_path, database, slow, has_output=True, **fields) as job:
        await job.one.kill()
        final = await wait_for_response(job.second, job.id)
        assert (final.status, slow.request_count) == ("failed", 2)
        query = "SELECT status, output_tokens > 0 FROM usage_records ORDER BY id"
        for _ in range(200):
            rows = await asyncio.to_thread(query_rows, database, query)
            if len(rows) == 2:
                break
            await asyncio.sleep(0.05)
        assert [(status, bool(counted)) for status, counted in rows] == [
            ("completed", True),
            ("failed", True),
        ]
