"""Attempts at background responses that end without a final response: their usage is recorded."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from app.engine.leased_work import LeasedWork
from app.storage.database import Database
from app.storage.event_segments import segment
from app.storage.leased_repository import LeaseKey
from app.storage.tables import Response
from tests.support.fake_upstream import (
    FakeUpstream,
    Writer,
    fake_upstream,
    write_chunk,
    write_stream_head,
)
from tests.support.rows import now_ms
from tests.support.stack import Stack, stack
from tests.support.upstream_scripts import content_event, never_respond, stream_then_stall

_TEXT_DELTA = "response.output_text.delta"


async def _start_job(s: Stack, **fields: Any) -> str:
    """The id of a background response whose first text is committed."""
    queued = await s.sdk.responses.create(model="m", input="Hello", background=True, **fields)
    async for event in await s.sdk.responses.retrieve(queued.id, stream=True):
        if event.type == _TEXT_DELTA:
            break
    return str(queued.id)


async def _give_to_another_runner(url: str) -> None:
    def claim(session: Session) -> None:
        session.execute(
            update(Response).values(
                attempt=col(Response.attempt) + 1, owner="another", lease_until=now_ms() + 60_000
            )
        )

    database = Database(url)
    await database.write(claim)
    await database.close()


@pytest.mark.parametrize("next_event", [False, True], ids=["by heartbeat", "by event"])
async def test_job_lost_to_another_runner_records_its_usage(database: str, next_event: bool) -> None:
    lost = asyncio.Event()

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, content_event("one two three"))
        await writer.drain()
        await lost.wait()
        write_chunk(writer, content_event("four"))
        await asyncio.sleep(60)

    async with stack(database, script, lease_seconds="1") as s:
        response_id = await _start_job(s)
        await _give_to_another_runner(database)
        if next_event:
            lost.set()
        [row] = await s.wait_for_rows("usage_records", 1)
        assert (row["object_id"], row["status"], row["http_status"]) == (response_id, "cancelled", 499)
        assert (row["input_tokens"] > 0, row["output_tokens"] > 0) == (True, True)
        assert s.fake is not None
        await asyncio.wait_for(s.fake.client_disconnected.wait(), 2)
        [job] = s.rows("responses")
        assert (job["owner"], job["status"]) == ("another", "in_progress")
        assert [
            event for event in s.rows("response_events", "sequence_number") if "four" in event["payload"]
        ] == []
        # The other runner's response is not finished by this one.
        assert "output" in json.loads(job["response"])
    assert len(s.rows("usage_records")) == 1


async def test_job_released_at_shutdown_records_its_usage(database: str) -> None:
    async with stack(database, stream_then_stall, drain_seconds="1") as s:
        response_id = await _start_job(s)
        assert s.rows("usage_records") == []
    [row] = s.rows("usage_records")
    assert (row["object_id"], row["status"], bool(row["estimated"])) == (response_id, "cancelled", True)
    assert (row["input_tokens"] > 0, row["output_tokens"] > 0) == (True, True)
    [job] = s.rows("responses")
    assert (job["status"], job["owner"], job["lease_until"]) == ("in_progress", None, None)


async def test_job_cancelled_records_its_usage_once_with_its_input(database: str) -> None:
    async with stack(database, stream_then_stall) as s:
        response_id = await _start_job(s)
        cancelled = await s.sdk.responses.cancel(response_id)
        assert cancelled.usage is not None
        assert cancelled.usage.input_tokens > 0
        await s.wait_for_rows("usage_records", 1)
    [row] = s.rows("usage_records")
    assert (row["status"], row["input_tokens"]) == ("cancelled", cancelled.usage.input_tokens)


async def test_job_of_crashed_runner_with_output_fails_and_without_output_runs_again(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_waiting = LeasedWork._claim_waiting

    async def claim_nothing(work: LeasedWork[Response]) -> None:
        pass

    monkeypatch.setattr(LeasedWork, "_claim_waiting", claim_nothing)

    def expire(session: Session) -> None:
        session.execute(update(Response).values(attempt=1, owner="crashed", lease_until=now_ms() - 1))

    async with stack(database) as s:
        with_output = await s.sdk.responses.create(model="builtin", input="a", background=True)
        without = await s.sdk.responses.create(model="builtin", input="b", background=True)
        opened = Database(database)

        key = LeaseKey("proj_default", with_output.id)
        delta = json.dumps({"type": _TEXT_DELTA, "sequence_number": 2, "delta": "x"}).encode()
        await opened.write(expire)
        await opened.writer.write(segment(key, 1, 2, [delta]))
        await opened.close()
        monkeypatch.setattr(LeasedWork, "_claim_waiting", claim_waiting)
        last = {}
        for response_id in (with_output.id, without.id):
            async for event in await s.sdk.responses.retrieve(response_id, stream=True, starting_after=2):
                last[response_id] = event
        assert last[with_output.id].type == "response.failed"
        assert last[with_output.id].sequence_number == 3
        assert last[without.id].type == "response.completed"
        # The output of the crashed attempt has a record, from its events; the other attempt sent none.
        rows = {row["object_id"]: row for row in await s.wait_for_rows("usage_records", 2)}
    assert (rows[with_output.id]["status"], rows[without.id]["status"]) == ("failed", "completed")
    assert rows[with_output.id]["id"] == f"use_{with_output.id.removeprefix('resp_')}a1n1"
    assert (rows[with_output.id]["output_tokens"], rows[with_output.id]["input_tokens"] > 0) == (1, True)
    assert (rows[with_output.id]["estimated"], rows[with_output.id]["model_request"]) == (True, True)


async def test_jobs_of_a_silent_upstream_do_not_delay_those_of_another(database: str, tmp_path: Path) -> None:
    async with fake_upstream(never_respond) as silent:
        file = tmp_path / "upstreams.toml"
        file.write_text(
            f'[[upstream]]\nname = "silent"\nurl = "{silent.url}"\nmodels = ["silent"]\n'
            '[[upstream]]\nname = "good"\nbuiltin = true\nmodels = ["builtin"]\n'
        )
        async with stack(database, upstreams_file=str(file), background_slots="4", drain_seconds="0") as s:
            stuck = [
                await s.sdk.responses.create(model="silent", input="a", background=True) for _ in range(6)
            ]
            for _ in range(3):
                queued = await s.sdk.responses.create(model="builtin", input="b", background=True)
                stream = await s.sdk.responses.retrieve(queued.id, stream=True)
                assert [event.type async for event in stream][-1] == "response.completed"
            statuses = [(await s.sdk.responses.retrieve(job.id)).status for job in stuck]
            assert set(statuses) <= {"queued", "in_progress"}
            # Half of the slots.
            assert len(silent.requests) == 2
