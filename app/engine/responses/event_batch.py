"""Stored events of a background response as the server-sent events that its readers get."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby

import orjson

from app.contract.long_json import JsonPart, LongJson, LongText
from app.engine.responses.obfuscation import padded
from app.storage.event_segments import LONG_EVENT, StoredEvent

_TYPE = b'{"type":"'


class EventBatch:
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
