"""Writes the events of background responses in segments: one row per job and commit."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from app.contract.long_json import LongJson
from app.engine.responses.event_feed import EventFeed
from app.engine.translation.output_events import OutputEvent
from app.storage.event_segments import LONG_EVENT, StoredEvent, segments
from app.storage.fences import Fence
from app.storage.leased_repository import LeaseKey
from app.storage.rows import Row
from app.storage.tables import METADATA
from app.usage.recorder import UsageRecorder

_RESPONSES = METADATA.tables["responses"]

_INTERVAL = 0.05
"""Seconds between two commits of events; with the queries of another replica an event takes below 300 ms."""
_SEGMENT_BYTES = 64 * 1024


class EventWriter:
    """Lets the jobs of this process write their events together, every `_INTERVAL`."""

    def __init__(self, recorder: UsageRecorder, feed: EventFeed) -> None:
        self.recorder = recorder
        self.feed = feed
        self._due: list[EventLog] = []
        self._timer: asyncio.TimerHandle | None = None
        self._next_write = 0.0

    def schedule(self, log: EventLog) -> None:
        """Writes the log's events in the next round: at once, if the last one is long ago."""
        self._due.append(log)
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_at(max(loop.time(), self._next_write), self._write)

    def _write(self) -> None:
        self._timer = None
        self._next_write = asyncio.get_running_loop().time() + _INTERVAL
        due, self._due = self._due, []
        for log in due:
            log.write()


class EventLog:
    """The events of one attempt at a job, in their order."""

    def __init__(self, writer: EventWriter, key: LeaseKey, attempt: int) -> None:
        self._writer = writer
        self._key = key
        self._attempt = attempt
        self._waiting: list[StoredEvent] = []
        self._bytes = 0
        self._changes: dict[str, Any] = {}
        self._scheduled = False
        self._writing: asyncio.Future[None] | None = None
        self._error: BaseException | None = None

    @property
    def is_full(self) -> bool:
        """Whether so much waits that no more should be read before it is written."""
        return self._bytes >= _SEGMENT_BYTES

    def append(self, events: Sequence[OutputEvent], changes: Mapping[str, Any]) -> None:
        """Writes events and columns of the job's row soon. Raises what an earlier write raised."""
        self._raise_error()
        self._add(events)
        self._changes.update(changes)
        self._schedule()

    async def flush(self) -> None:
        """Returns when all events are committed. Raises LeaseLost or APIError."""
        while self._waiting and self._error is None:
            await self._written()
            self.write()
        await self._written()
        self._raise_error()

    async def finish(
        self,
        events: Sequence[OutputEvent],
        changes: Mapping[str, Any],
        rows: Sequence[Row],
        always: Sequence[Row],
    ) -> None:
        """Commits the last events with columns of the job's row and other rows; ends the readers' streams.

        Raises LeaseLost; `always` are committed in any case.
        """
        await self._written()
        self._add(events)
        last = self._take()
        rows = [*segments(self._key, self._attempt, last), *rows]
        fence = Fence(_RESPONSES, self._key, self._attempt, rows, changes)
        await self._writer.recorder.write(*always, fence=fence)
        self.published_end(last)

    def take_segments(self, events: Sequence[OutputEvent]) -> tuple[list[StoredEvent], list[Row]]:
        """The waiting events with the last ones, and their rows, for the caller's own transaction."""
        self._add(events)
        last = self._take()
        return last, segments(self._key, self._attempt, last)

    def published_end(self, last: Sequence[StoredEvent]) -> None:
        """The last events are committed: readers get them, and the end of their stream."""
        self._writer.feed.publish(self._key, last)
        self._writer.feed.end(self._key)

    def discard(self) -> None:
        """Drops the waiting events: another attempt continues, or none."""
        self._take()

    def write(self) -> None:
        """Writes what waits, unless a write is under way: its end starts the next one."""
        self._scheduled = False
        if self._writing is not None or not self._waiting or self._error is not None:
            return
        events, changes = self._take(), self._changes
        self._changes = {}
        fence = Fence(
            _RESPONSES, self._key, self._attempt, segments(self._key, self._attempt, events), changes
        )
        self._writing = self._writer.recorder.write(fence=fence)
        self._writing.add_done_callback(lambda done: self._on_written(events, done))

    def _on_written(self, events: Sequence[StoredEvent], done: asyncio.Future[None]) -> None:
        self._writing = None
        self._error = done.exception()
        if self._error is None:
            self._writer.feed.publish(self._key, events)
            if self._waiting:
                self._schedule()

    def _schedule(self) -> None:
        if not self._scheduled and self._writing is None:
            self._scheduled = True
            self._writer.schedule(self)

    async def _written(self) -> None:
        if self._writing is not None:
            await asyncio.wait((self._writing,))

    def _add(self, events: Sequence[OutputEvent]) -> None:
        for event in events:
            long = event.long_data()
            data = event.data() if long is None or long.length < LONG_EVENT else long
            self._waiting.append(StoredEvent(event.sequence_number, data))
            self._bytes += data.length if isinstance(data, LongJson) else len(data)

    def _take(self) -> list[StoredEvent]:
        events, self._waiting, self._bytes = self._waiting, [], 0
        return events

    def _raise_error(self) -> None:
        if self._error is not None:
            raise self._error
