"""The events of responses that can be streamed again, stored in segments: one row per job and commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import orjson
from sqlalchemy import and_, false, or_, select
from sqlmodel import Session, col

from app.contract.long_json import LongJson
from app.storage.leased_repository import LeaseKey
from app.storage.long_reads import JsonReader
from app.storage.response_repository import UNFINISHED
from app.storage.rows import EventSegmentRow, Row
from app.storage.tables import METADATA, EventSegment, Response

_READ_BYTES = 8 * 1024 * 1024
_SEGMENTS = METADATA.tables["response_events"]
LONG_EVENT = 256 * 1024
"""An event of so many bytes is not joined with others."""


class StoredEvent(NamedTuple):
    """One event: `data` is the contract's `ResponseStreamEvent` as JSON."""

    sequence_number: int
    data: bytes | LongJson

    def value(self) -> Any:
        """The decoded event."""
        return orjson.loads(self.data.joined() if isinstance(self.data, LongJson) else self.data)


class StoredSegment(NamedTuple):
    """Consecutive events of one response."""

    key: LeaseKey
    attempt: int
    events: Sequence[StoredEvent]


class Progress(NamedTuple):
    """How far responses have come."""

    unfinished: frozenset[LeaseKey]
    """Those that exist and are not finished, by a status that was read before the events."""
    segments: Sequence[StoredSegment]
    """Ordered by response and number; the first of a response may begin before the requested place."""
    complete: bool
    """False where there are more segments."""


def segment(key: LeaseKey, attempt: int, first: int, events: Sequence[bytes | LongJson]) -> Row:
    """The row of events, each as JSON, that are numbered from `first`; a long one must be alone."""
    row: EventSegmentRow = {
        "project_id": key.scope,
        "response_id": key.id,
        "sequence_number": first + len(events) - 1,
        "attempt": attempt,
        "payload": _payload(events),
    }
    return _SEGMENTS, row


def segments(key: LeaseKey, attempt: int, events: Sequence[StoredEvent]) -> list[Row]:
    """The rows of consecutive events: one, and one for each long event, which is read and sent by itself."""
    found: list[Row] = []
    for _, group in groupby(events, _place):
        part = [*group]
        found.append(segment(key, attempt, part[0].sequence_number, [event.data for event in part]))
    return found


def read_progress(session: Session, positions: Mapping[LeaseKey, int], limit: int | None = None) -> Progress:
    """The segments with an event above each response's number, in order, at most `limit` in all.

    With a limit they end where they have become long, too.
    """
    one_of = or_(
        false(),
        *(and_(col(Response.project_id) == key.scope, col(Response.id) == key.id) for key in positions),
    )
    unfinished = select(col(Response.project_id), col(Response.id)).where(
        one_of, col(Response.status).in_(UNFINISHED)
    )
    keys = frozenset(LeaseKey(*row) for row in session.execute(unfinished))
    scope, response_id = col(EventSegment.project_id), col(EventSegment.response_id)
    number = col(EventSegment.sequence_number)
    above = or_(
        false(),
        *(
            and_(scope == key.scope, response_id == key.id, number > after)
            for key, after in positions.items()
        ),
    )
    reader = JsonReader(session, _SEGMENTS, "payload")
    found = select(scope, response_id, number, col(EventSegment.attempt), reader.handle)
    if limit is not None:
        found = found.limit(limit)
    rows = session.execute(found.where(above).order_by(scope, response_id, number)).all()
    read, total = list[StoredSegment](), 0
    for row in rows:
        data = reader.read(row[4], row[:3])
        read.append(StoredSegment(LeaseKey(row[0], row[1]), row[3], list(_events(row[2], data))))
        total += len(data)
        if limit is not None and total > _READ_BYTES:
            # The next ones are read when these were sent.
            break
    return Progress(keys, read, limit is None or len(read) == len(rows) < limit)


def _place(event: StoredEvent) -> int:
    return event.sequence_number if isinstance(event.data, LongJson) else -1


def _payload(events: Sequence[bytes | LongJson]) -> str | LongJson:
    if isinstance(events[0], LongJson):
        return events[0]
    return b"\n".join([event for event in events if isinstance(event, bytes)]).decode()


def _events(last: int, payload: bytes) -> Iterator[StoredEvent]:
    lines = payload.split(b"\n") if b"\n" in payload else [payload]
    for number, line in enumerate(lines, last - len(lines) + 1):
        yield StoredEvent(number, line)
