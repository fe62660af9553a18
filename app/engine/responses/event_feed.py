"""The readers of background responses on this replica: fed from memory, whoever runs the job.

All readers of a response share one channel. The job's runner publishes what it has committed; for jobs of
other replicas, one query at a time reads the new events of all channels. A reader reads the database itself
only at its start, and if it is too slow for the channel.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice

from app.engine.responses.event_batch import EventBatch
from app.errors import APIError
from app.storage.database import Database
from app.storage.event_segments import Progress, StoredEvent, read_progress
from app.storage.leased_repository import LeaseKey

_log = logging.getLogger(__name__)

_POLL_SECONDS = 0.1
_SEGMENTS_PER_READ = 100
_RESPONSES_PER_POLL = 100
_CHANNEL_BYTES = 256 * 1024


class EventFeed:
    """`is_fed` is whether this replica runs a job and publishes its events."""

    def __init__(self, database: Database, is_fed: Callable[[LeaseKey], bool]) -> None:
        self._database = database
        self._is_fed = is_fed
        self._channels: dict[LeaseKey, _Channel] = {}
        self._poll: asyncio.Task[None] | None = None

    async def follow(
        self, key: LeaseKey, after: int, *, obfuscates: bool = False
    ) -> AsyncGenerator[bytes, None]:
        """All events with a number above `after` as server-sent events, until the response is finished.

        `obfuscates` pads the deltas; the stored events have no padding of this server.
        """
        with self._channel(key) as channel:
            while True:
                # The channel may have lost events, or not have had them: read until there are no more.
                while True:
                    progress = await self._read({key: after})
                    segments = deque(progress.segments)
                    is_complete, is_unfinished = progress.complete, bool(progress.unfinished)
                    del progress
                    while segments:
                        batch = EventBatch(segments.popleft().events)
                        for piece in batch.frames_after(after, obfuscates=obfuscates):
                            yield piece
                        after = batch.last
                        # It may be long, and so may the next one.
                        del batch
                    if is_complete:
                        break
                if not is_unfinished:
                    return
                channel.start_poll_at(after)
                while True:
                    changed = channel.changed
                    batches = channel.after(after)
                    if batches is None:
                        break
                    for batch in batches:
                        for piece in batch.frames_after(after, obfuscates=obfuscates):
                            yield piece
                        after = batch.last
                    if channel.ended and not batches:
                        return
                    if not batches:
                        await changed.wait()

    def publish(self, key: LeaseKey, events: Sequence[StoredEvent]) -> None:
        """Sends events, which are committed, to the readers."""
        channel = self._channels.get(key)
        if channel is not None and events:
            channel.publish(EventBatch(events))

    def end(self, key: LeaseKey) -> None:
        """The response is finished, and all its events are published."""
        channel = self._channels.get(key)
        if channel is not None:
            channel.end()

    def close(self) -> None:
        """Ends the queries."""
        if self._poll is not None:
            self._poll.cancel()

    @contextmanager
    def _channel(self, key: LeaseKey) -> Iterator[_Channel]:
        channel = self._channels.setdefault(key, _Channel())
        channel.readers += 1
        if self._poll is None:
            self._poll = asyncio.create_task(self._poll_others())
        try:
            yield channel
        finally:
            channel.readers -= 1
            if not channel.readers:
                del self._channels[key]

    async def _poll_others(self) -> None:
        """Reads the new events of jobs that other replicas run, or none, while there are channels."""
        try:
            while self._channels:
                await asyncio.sleep(_POLL_SECONDS)
                positions = {
                    key: channel.position
                    for key, channel in self._channels.items()
                    if channel.position is not None and not channel.ended and not self._is_fed(key)
                }
                remaining = iter(positions.items())
                while part := dict(islice(remaining, _RESPONSES_PER_POLL)):
                    try:
                        self._distribute(part, await self._read(part))
                    except APIError as error:
                        # The readers wait: the database may be back before their clients leave.
                        _log.warning("events could not be read: %s", error.message)
                    except Exception:
                        _log.exception("events could not be read")
        finally:
            self._poll = None

    def _distribute(self, positions: Mapping[LeaseKey, int], progress: Progress) -> None:
        for stored in progress.segments:
            self.publish(stored.key, stored.events)
        if progress.complete:
            for key in positions:
                if key not in progress.unfinished and not self._is_fed(key):
                    self.end(key)

    async def _read(self, positions: Mapping[LeaseKey, int]) -> Progress:
        return await self._database.read(
            partial(read_progress, positions=positions, limit=_SEGMENTS_PER_READ)
        )


class _Channel:
    """The latest events of one response, for its readers on this replica."""

    def __init__(self) -> None:
        self.readers = 0
        self.ended = False
        self.changed = asyncio.Event()
        """Set with the next change; each change brings another."""
        self.position: int | None = None
        """The number above which queries read; None until the first reader has read what there was."""
        self._tail: deque[EventBatch] = deque()
        self._bytes = 0

    def start_poll_at(self, number: int) -> None:
        """A reader has read the events up to that number. The first one counts: others may be behind it."""
        if self.position is None:
            self.position = number

    def publish(self, batch: EventBatch) -> None:
        """Adds events, unless a reader's query and the runner bring them twice."""
        if self._tail and batch.last <= self._tail[-1].last:
            return
        self.position = max(batch.last, -1 if self.position is None else self.position)
        self._tail.append(batch)
        self._bytes += batch.length
        while self._bytes > _CHANNEL_BYTES and len(self._tail) > 1:
            self._bytes -= self._tail.popleft().length
        self._change()

    def end(self) -> None:
        """No more events will come."""
        self.ended = True
        self._change()

    def after(self, number: int) -> list[EventBatch] | None:
        """The events above that number; None if some of them are not here."""
        batches = [batch for batch in self._tail if batch.last > number]
        return None if batches and batches[0].first > number + 1 else batches

    def _change(self) -> None:
        changed, self.changed = self.changed, asyncio.Event()
        changed.set()
