"""Responses with their items and events, of one project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Select,
    Table,
    Update,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlmodel import Session, col

from app.storage.items import Item, Order, Side
from app.storage.tables import METADATA, Response, ResponseEvent, ResponseItem
from app.storage.writer import Row

UNFINISHED = ("queued", "in_progress")
_RESPONSES = METADATA.tables["responses"]
_ITEMS = METADATA.tables["response_items"]
_EVENTS = METADATA.tables["response_events"]


@dataclass(frozen=True, slots=True)
class Chain:
    """A response and all before it."""

    responses: Sequence[str]
    """Their ids, oldest first; empty where the last one is not there."""
    items: Sequence[ResponseItem]
    """What was said: each one's input, then its output."""
    complete: bool
    """False where one in the middle is not kept any more, or the chain is longer than it may be."""


def rows(
    response: Mapping[str, Any],
    inputs: Sequence[Item] = (),
    outputs: Sequence[Item] = (),
    events: Sequence[str] = (),
) -> list[Row]:
    """A new response, of which all columns are given, as rows for the group-commit writer. `events` are numbered from 0."""
    key = {"project_id": response["project_id"], "response_id": response["id"]}
    return [
        (_RESPONSES, response),
        *((_ITEMS, values) for values in _items(key, "input", inputs)),
        *((_ITEMS, values) for values in _items(key, "output", outputs)),
        *((_EVENTS, values) for values in _events(key, enumerate(events))),
    ]


class ResponseRepository:
    """Reads and changes the responses of `project`; another project's are not there.

    What one attempt writes (`save`, `append_events`) applies only while that attempt is the last one and the response is not
    finished: a runner whose job was taken over, or cancelled, is told False and must stop. What is no job has attempt 0.
    """

    def __init__(self, session: Session, project: str) -> None:
        self._session = session
        self._project = project

    def add(
        self,
        response: Mapping[str, Any],
        inputs: Sequence[Item] = (),
        outputs: Sequence[Item] = (),
        events: Sequence[str] = (),
    ) -> None:
        """A new one of this project; see `rows`, which does the same by the group-commit writer."""
        own = {**response, "project_id": self._project}
        for table, group in groupby(rows(own, inputs, outputs, events), key=itemgetter(0)):
            self._session.execute(insert(table), [dict(values) for _, values in group])

    def get(self, response_id: str) -> Response | None:
        """One, or None where this project has none of that id."""
        return self._session.get(Response, (self._project, response_id), populate_existing=True)

    def delete(self, response_id: str) -> bool:
        """Deletes it with its items and events, finished or not. Whether there was one."""
        return self._changes(delete(Response).where(self._is(response_id)))

    def save(
        self,
        response_id: str,
        attempt: int,
        *,
        status: str,
        response: str,
        upstream: str | None = None,
        provider_id: str | None = None,
        outputs: Sequence[Item] | None = None,
        events: Sequence[tuple[int, str]] = (),
    ) -> bool:
        """Replaces the snapshot; None leaves what is there, `outputs` take the place of those before. False: see the class.

        A finished status ends the lease. `events` are added in the same transaction, each with its sequence number.
        """
        values: dict[str, Any] = {"status": status, "response": response}
        if upstream is not None:
            values["upstream"] = upstream
        if provider_id is not None:
            values["provider_id"] = provider_id
        if status not in UNFINISHED:
            values |= {"owner": None, "lease_until": None}
        if not self._changes(update(Response).where(*self._writable(response_id, attempt)).values(values)):
            return False
        if outputs is not None:
            outputs_before = self._of(response_id, "output")
            self._session.connection().execute(delete(ResponseItem).where(outputs_before))
            self._insert(_ITEMS, _items(self._key(response_id), "output", outputs))
        self._insert(_EVENTS, _events(self._key(response_id), events))
        return True

    # Items.

    def items(
        self,
        response_id: str,
        side: Side,
        *,
        after: int | None = None,
        limit: int | None = None,
        order: Order = "asc",
    ) -> Sequence[ResponseItem]:
        """At most `limit` of one side, or all; `after` is the position of the last one seen."""
        position = col(ResponseItem.position)
        found = select(ResponseItem).where(self._of(response_id, side))
        if after is not None:
            found = found.where(position > after if order == "asc" else position < after)
        found = found.order_by(position.asc() if order == "asc" else position.desc()).limit(limit)
        return self._session.execute(found).scalars().all()

    def item(self, response_id: str, item_id: str) -> ResponseItem | None:
        """One item of that response, or None."""
        return self._session.execute(
            select(ResponseItem).where(
                col(ResponseItem.project_id) == self._project,
                col(ResponseItem.response_id) == response_id,
                col(ResponseItem.id) == item_id,
            )
        ).scalar_one_or_none()

    def chain(self, response_id: str, most: int = 1000) -> Chain:
        """The response and all before it that are kept, at most so many."""
        one: Select[str, str | None, int] = select(
            col(Response.id), col(Response.previous_response_id).label("previous"), literal(1).label("depth")
        )
        links = one.where(self._is(response_id)).cte("links", recursive=True)
        before = (
            select(col(Response.id), col(Response.previous_response_id), links.c.depth + 1)
            .join(links, col(Response.id) == links.c.previous)
            .where(col(Response.project_id) == self._project, links.c.depth < most)
        )
        links = links.union_all(before)
        found = self._session.execute(
            select(links.c.id, links.c.previous).order_by(links.c.depth.desc())
        ).all()
        places = {row.id: place for place, row in enumerate(found)}
        items = self._session.execute(
            select(ResponseItem)
            .where(
                col(ResponseItem.project_id) == self._project, col(ResponseItem.response_id).in_(list(places))
            )
            .order_by(col(ResponseItem.side), col(ResponseItem.position))
        ).scalars()
        return Chain(
            responses=list(places),
            items=sorted(items, key=lambda item: places[item.response_id]),
            complete=bool(found) and found[0].previous is None,
        )

    # Events.

    def append_events(self, response_id: str, attempt: int, events: Sequence[tuple[int, str]]) -> bool:
        """Adds events, each with its sequence number. False: see the class."""
        fenced = (
            select(col(Response.id))
            .where(*self._writable(response_id, attempt))
            # Until the transaction ends nobody takes the job over; SQLite's writers are alone anyway.
            .with_for_update(key_share=True)
        )
        if self._session.execute(fenced).first() is None:
            return False
        self._insert(_EVENTS, _events(self._key(response_id), events))
        return True

    def events(self, response_id: str, *, after: int = -1, limit: int) -> Sequence[ResponseEvent]:
        """At most `limit` events with a sequence number above that one."""
        number = col(ResponseEvent.sequence_number)
        found = select(ResponseEvent).where(
            col(ResponseEvent.project_id) == self._project,
            col(ResponseEvent.response_id) == response_id,
            number > after,
        )
        return self._session.execute(found.order_by(number).limit(limit)).scalars().all()

    def last_event(self, response_id: str) -> int:
        """The highest sequence number there is; -1 where there are no events."""
        found = select(func.max(col(ResponseEvent.sequence_number))).where(
            col(ResponseEvent.project_id) == self._project, col(ResponseEvent.response_id) == response_id
        )
        last = self._session.execute(found).scalar_one()
        return -1 if last is None else last

    def _insert(self, table: Table, values: list[dict[str, Any]]) -> None:
        if values:
            self._session.execute(insert(table), values)

    def _changes(self, statement: Update | Delete) -> bool:
        return bool(self._session.connection().execute(statement).rowcount)

    def _key(self, response_id: str) -> dict[str, Any]:
        return {"project_id": self._project, "response_id": response_id}

    def _is(self, response_id: str) -> ColumnElement[bool]:
        return (col(Response.project_id) == self._project) & (col(Response.id) == response_id)

    def _of(self, response_id: str, side: Side) -> ColumnElement[bool]:
        return (
            (col(ResponseItem.project_id) == self._project)
            & (col(ResponseItem.response_id) == response_id)
            & (col(ResponseItem.side) == side)
        )

    def _writable(self, response_id: str, attempt: int) -> tuple[ColumnElement[bool], ...]:
        return (
            self._is(response_id),
            col(Response.attempt) == attempt,
            col(Response.status).in_(UNFINISHED),
        )


def _items(key: Mapping[str, Any], side: Side, items: Sequence[Item]) -> list[dict[str, Any]]:
    return [
        {
            **key,
            "side": side,
            "position": position,
            "id": item.id,
            "provider_id": item.provider_id,
            "payload": item.payload,
        }
        for position, item in enumerate(items)
    ]


def _events(key: Mapping[str, Any], events: Iterable[tuple[int, str]]) -> list[dict[str, Any]]:
    return [{**key, "sequence_number": number, "payload": payload} for number, payload in events]
