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
from functools import cached_property, partial
from itertools import groupby, islice

import orjson

from app.contract.long_json import JsonPart, LongJson, LongText
from app.engine.responses.obfuscation import padded
from app.errors import APIError
from app.storage.database import Database
from app.storage.event_segments import LONG_EVENT, Progress, StoredEvent, read_progress
from app.storage.leased_repository import LeaseKey

_log = logging.getLogger(__name__)

_POLL_SECONDS = 0.1
_SEGMENTS_PER_READ = 100
_RESPONSES_PER_POLL = 100
_CHANNEL_BYTES = 256 * 1024
_TYPE = b'{"type":"'


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
                        batch = _Batch(segments.popleft().events)
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
            channel.publish(_Batch(events))

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


class _Batch:
    """Consecutive events, serialised once for all readers but for long ones."""

    def __init__(self, events: Sequence[StoredEvent]) -> None:
        self._events = events
        self.first = events[0].sequence_number
        self.last = events[-1].sequence_number

    @cached_property
    def frames(self) -> Sequence[bytes | LongJson]:
        """All events as server-sent events, the short ones joined."""
        return _frames(self._events)

    @property
    def length(self) -> int:
        """How many bytes of memory it takes; texts of long events are shared with their writer."""
        return sum(len(frame) for frame in self.frames if isinstance(frame, bytes))

    def frames_after(self, number: int, *, obfuscates: bool) -> Iterator[bytes]:
        """The events above that number, in pieces."""
        frames = self.frames
        if number >= self.first or obfuscates:
            events = [event for event in self._events if event.sequence_number > number]
            frames = _frames(events, obfuscates=obfuscates)
        for frame in frames:
            if isinstance(frame, LongJson):
                yield from frame.pieces()
            else:
                yield frame


class _Channel:
    """The latest events of one response, for its readers on this replica."""

    def __init__(self) -> None:
        self.readers = 0
        self.ended = False
        self.changed = asyncio.Event()
        """Set with the next change; each change brings another."""
        self.position: int | None = None
        """The number above which queries read; None until the first reader has read what there was."""
        self._tail: deque[_Batch] = deque()
        self._bytes = 0

    def start_poll_at(self, number: int) -> None:
        """A reader has read the events up to that number. The first one counts: others may be behind it."""
        if self.position is None:
            self.position = number

    def publish(self, batch: _Batch) -> None:
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

    def after(self, number: int) -> list[_Batch] | None:
        """The events above that number; None if some of them are not here."""
        batches = [batch for batch in self._tail if batch.last > number]
        return None if batches and batches[0].first > number + 1 else batches

    def _change(self) -> None:
        changed, self.changed = self.changed, asyncio.Event()
        changed.set()


def _frames(events: Sequence[StoredEvent], *, obfuscates: bool = False) -> list[bytes | LongJson]:
    """As server-sent events, padded if asked for; of a long one its length says nothing about a token."""
    frame = _padded_frame if obfuscates else _frame
    frames: list[bytes | LongJson] = []
    for is_long, group in groupby(events, _is_long):
        if is_long:
            frames += [_long_frame(event.data) for event in group]
        else:
            frames.append(b"".join([frame(event.data) for event in group if isinstance(event.data, bytes)]))
    return frames


def _is_long(event: StoredEvent) -> bool:
    return isinstance(event.data, LongJson) or len(event.data) > LONG_EVENT


def _frame(data: bytes) -> bytes:
    return b"event: %b\ndata: %b\n\n" % (_type_of(data), data)


def _padded_frame(data: bytes) -> bytes:
    return _frame(padded(data) if _type_of(data).endswith(b".delta") else data)


def _long_frame(data: bytes | LongJson) -> LongJson:
    parts: list[JsonPart] = data.parts if isinstance(data, LongJson) else [LongText((data,))]
    start = next(LongJson(parts).pieces())
    event_type = _type_of(start if start.startswith(_TYPE) or isinstance(data, LongJson) else data)
    return LongJson([b"event: %b\ndata: " % event_type, *parts, b"\n\n"])


def _type_of(data: bytes) -> bytes:
    """The event's type: events of this server begin with it, an upstream's may have it anywhere."""
    if data.startswith(_TYPE):
        return data[len(_TYPE) : data.index(b'"', len(_TYPE))]
    event_type: str = orjson.loads(data)["type"]
    return event_type.encode()
