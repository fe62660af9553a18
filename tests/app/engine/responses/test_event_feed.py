"""Readers of background responses: fed from memory on the same replica, by one query for all on another."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from openai.types.responses import Response as SdkResponse

from app.engine.responses import event_feed
from app.engine.responses.event_feed import EventFeed
from app.storage.event_segments import Progress, StoredEvent, read_progress, segment
from app.storage.leased_repository import LeaseKey
from app.storage.response_repository import rows
from app.storage.tables import METADATA
from app.storage.writer import Writer
from tests.support.fake_upstream import FakeUpstream, write_chunk, write_stream_head
from tests.support.fake_upstream import Writer as SocketWriter
from tests.support.rows import OWN, open_database, response
from tests.support.stack import Stack, stack
from tests.support.upstream_scripts import content_event

_READERS = 8
_WORDS = 5


class _Stepped:
    """An upstream that sends a word, and another one to all of its callers at each step, then the end."""

    def __init__(self) -> None:
        self._steps = [asyncio.Event() for _ in range(_WORDS)]

    def step(self) -> None:
        next(step for step in self._steps if not step.is_set()).set()

    async def __call__(self, fake: FakeUpstream, writer: SocketWriter) -> None:
        write_stream_head(writer)
        for number in range(_WORDS):
            write_chunk(writer, content_event(f"word{number} "))
            await writer.drain()
            await self._steps[number].wait()
        write_chunk(writer, content_event("", "stop") + b"data: [DONE]\n\n")
        write_chunk(writer, b"")


class _Reader:
    """Follows a response; `texts` are the deltas so far."""

    def __init__(self, s: Stack, job: SdkResponse) -> None:
        self.texts: list[str] = []
        self.numbers: list[int] = []
        self.last = ""
        self.task = asyncio.create_task(self._read(s, job))

    async def _read(self, s: Stack, job: SdkResponse) -> None:
        stream: Any = await s.sdk.responses.retrieve(job.id, stream=True)
        async for event in stream:
            self.numbers.append(event.sequence_number)
            self.last = event.type
            if event.type == "response.output_text.delta":
                self.texts.append(event.delta)


async def _wait_for_texts(readers: list[_Reader], count: int) -> None:
    for _ in range(1000):
        if all(len(reader.texts) >= count for reader in readers):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"not all readers have {count} texts: {[len(reader.texts) for reader in readers]}")


@asynccontextmanager
async def _counted_reads(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[list[int], None]:
    """The numbers of responses that each query of a feed reads."""
    reads: list[int] = []

    def counting(session: Any, positions: Any, limit: int | None = None) -> Progress:
        reads.append(len(positions))
        return read_progress(session, positions, limit)

    monkeypatch.setattr(event_feed, "read_progress", counting)
    yield reads


async def test_readers_on_the_replica_of_the_job_are_fed_without_queries(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stepped = _Stepped()
    async with stack(database, stepped) as s, _counted_reads(monkeypatch) as reads:
        job = await s.sdk.responses.create(model="m", input="a", background=True)
        readers = [_Reader(s, job) for _ in range(_READERS)]
        await _wait_for_texts(readers, 1)
        reads.clear()
        for number in range(1, _WORDS):
            stepped.step()
            await _wait_for_texts(readers, number + 1)
        stepped.step()
        await asyncio.gather(*(reader.task for reader in readers))
        assert reads == []
    for reader in readers:
        assert "".join(reader.texts) == "".join(f"word{number} " for number in range(_WORDS))
        assert reader.numbers == list(range(len(reader.numbers)))
        assert reader.last == "response.completed"


async def test_readers_on_another_replica_share_one_query(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stepped = _Stepped()
    # The second replica starts later, so that it does not run the jobs.
    async with stack(database, stepped) as s:
        jobs = [await s.sdk.responses.create(model="m", input="a", background=True) for _ in range(2)]
        own = [_Reader(s, job) for job in jobs]
        await _wait_for_texts(own, 1)
        async with stack(database, stepped) as other, _counted_reads(monkeypatch) as reads:
            readers = [_Reader(other, job) for job in jobs for _ in range(_READERS // 2)]
            await _wait_for_texts(readers, 1)
            reads.clear()
            started = time.monotonic()
            for number in range(1, _WORDS):
                stepped.step()
                await _wait_for_texts(readers, number + 1)
            polls = len(reads)
            assert polls <= (time.monotonic() - started) / event_feed._POLL_SECONDS + 1
            assert set(reads) == {len(jobs)}
            stepped.step()
            await asyncio.gather(*(reader.task for reader in [*own, *readers]))
    for reader in [*own, *readers]:
        assert reader.numbers == own[0].numbers
        assert reader.last == "response.completed"


async def test_events_of_a_fast_answer_are_few_rows(database: str) -> None:
    async def fast(fake: FakeUpstream, writer: SocketWriter) -> None:
        write_stream_head(writer)
        for number in range(300):
            write_chunk(writer, content_event(f"{number} "))
        write_chunk(writer, content_event("", "stop") + b"data: [DONE]\n\n")
        write_chunk(writer, b"")

    async with stack(database, fast) as s:
        stream = await s.sdk.responses.create(model="m", input="a", background=True, stream=True)
        numbers = [event.sequence_number async for event in stream]
        segments = s.rows("response_events", "sequence_number")
    assert numbers == list(range(len(numbers)))
    assert len(numbers) > 300
    assert len(segments) < 30
    assert sum(row["payload"].count("\n") + 1 for row in segments) == len(numbers)
    assert [row["attempt"] for row in segments] == [0] + [1] * (len(segments) - 1)


async def test_end_is_sent_when_it_is_committed(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stepped, may_commit, asked = _Stepped(), asyncio.Event(), asyncio.Event()
    write = Writer.write

    def hold(self: Writer, *given: Any, fence: Any = None) -> Any:
        if fence is None or fence.changes.get("status") != "completed":
            return write(self, *given, fence=fence)

        async def later() -> None:
            asked.set()
            await may_commit.wait()
            await write(self, *given, fence=fence)

        return asyncio.ensure_future(later())

    monkeypatch.setattr(Writer, "write", hold)
    async with stack(database, stepped, drain_seconds="1") as s:
        job = await s.sdk.responses.create(model="m", input="a", background=True)
        reader = _Reader(s, job)
        await _wait_for_texts([reader], 1)
        for _ in range(_WORDS):
            stepped.step()
        await asyncio.wait_for(asked.wait(), 10)
        assert (await s.sdk.responses.retrieve(job.id)).status == "in_progress"
        assert reader.last != "response.completed"
        may_commit.set()
        await reader.task
        assert reader.last == "response.completed"


async def test_reader_slower_than_the_channel_reads_all_events(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_feed, "_CHANNEL_BYTES", 100)
    monkeypatch.setattr(event_feed, "_SEGMENTS_PER_READ", 2)
    one = response(status="in_progress", background=True)
    key = LeaseKey(OWN, one["id"])
    async with open_database(database) as db:
        feed = EventFeed(db, lambda key: True)

        async def publish(first: int, count: int) -> None:
            events = [b'{"type":"x","n":%d}' % number for number in range(first, first + count)]
            await db.writer.write(segment(key, 1, first, events))
            feed.publish(key, [StoredEvent(number, data) for number, data in enumerate(events, first)])

        await db.writer.write(*rows(one), segment(key, 0, 0, [b'{"type":"x","n":0}']))
        reader = feed.follow(key, -1)
        received = await anext(reader)
        waiting = asyncio.ensure_future(anext(reader))
        await asyncio.sleep(0)
        await publish(1, 2)
        received += await waiting
        for first in range(3, 30, 3):
            await publish(first, 3)
        table = METADATA.tables["responses"]
        await db.write(lambda session: session.execute(table.update().values(status="completed")))
        feed.end(key)
        async for frames in reader:
            received += frames
        feed.close()
    expected = b"".join(b'event: x\ndata: {"type":"x","n":%d}\n\n' % number for number in range(30))
    assert received == expected


async def test_follow_resumes_within_a_segment(database: str) -> None:
    one = response(status="completed", background=True)
    key = LeaseKey(OWN, one["id"])
    async with open_database(database) as db:
        # An upstream's own event may have its type anywhere.
        events = [b'{"n":%d,"type":"x"}' % number for number in range(6)]
        await db.writer.write(*rows(one), segment(key, 0, 0, events[:4]), segment(key, 1, 4, events[4:]))
        feed = EventFeed(db, lambda key: False)
        for after in range(-1, 7):
            received = b"".join([frames async for frames in feed.follow(key, after)])
            assert received == b"".join(b"event: x\ndata: %b\n\n" % data for data in events[after + 1 :])
        assert [frames async for frames in feed.follow(LeaseKey(OWN, "resp_none"), -1)] == []
        feed.close()
