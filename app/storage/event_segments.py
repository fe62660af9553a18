"""The events of responses that can be streamed again, stored in segments: one row per job and commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import and_, false, or_, select
from sqlmodel import Session, col

from app.storage.leased_repository import LeaseKey
from app.storage.response_repository import UNFINISHED
from app.storage.rows import EventSegmentRow, Row
from app.storage.tables import METADATA, EventSegment, Response

_SEGMENTS = METADATA.tables["response_events"]


class StoredEvent(NamedTuple):
    """One event: `data` is the contract's `ResponseStreamEvent` as JSON."""

    sequence_number: int
    data: bytes


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
    """False where there are more segments than the limit."""


def segment(key: LeaseKey, attempt: int, first: int, events: Sequence[bytes]) -> Row:
    """The row of events, each as JSON, that are numbered from `first`."""
    row: EventSegmentRow = {
        "project_id": key.scope,
        "response_id": key.id,
        "sequence_number": first + len(events) - 1,
        "attempt": attempt,
        "payload": b"\n".join(events).decode(),
    }
    return _SEGMENTS, row


def read_progress(session: Session, positions: Mapping[LeaseKey, int], limit: int | None = None) -> Progress:
    """The segments with an event above each response's number, at most `limit` in all."""
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
    found = select(scope, response_id, number, col(EventSegment.attempt), col(EventSegment.payload))
    if limit is not None:
        found = found.limit(limit)
    rows = session.execute(found.where(above).order_by(scope, response_id, number)).all()
    segments = [
        StoredSegment(LeaseKey(row[0], row[1]), row[3], list(_events(row[2], row[4]))) for row in rows
    ]
    return Progress(keys, segments, limit is None or len(rows) < limit)


def _events(last: int, payload: str) -> Iterator[StoredEvent]:
    lines = payload.encode().split(b"\n")
    for number, line in enumerate(lines, last - len(lines) + 1):
        yield StoredEvent(number, line)
