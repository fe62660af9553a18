"""Responses of one project, with their items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, delete, literal, select
from sqlalchemy.orm import defer
from sqlmodel import Session, col
from typing_extensions import override

from app.contract.long_json import LongJson
from app.storage.inserts import insert_rows
from app.storage.items import Item, Side
from app.storage.long_inserts import update_long
from app.storage.repository import Key, Order, Repository
from app.storage.rows import ResponseItemRow, ResponseRow, Row
from app.storage.session_cursor import session_cursor
from app.storage.spool import spool_of
from app.storage.tables import METADATA, Response, ResponseItem

UNFINISHED = ("queued", "in_progress")
_STATE = (defer(Response.response),)  # type: ignore[arg-type]  # a column on the class
_NO_PAYLOAD = defer(ResponseItem.payload)  # type: ignore[arg-type]  # a column on the class
_RESPONSES = METADATA.tables["responses"]
_ITEMS = METADATA.tables["response_items"]


@dataclass(frozen=True, slots=True)
class Chain:
    """A response and all responses before it."""

    responses: Sequence[str]
    """Their ids, oldest first; empty where the last one does not exist."""
    items: Sequence[bytes]
    """The JSON of the items of each: its input, then its output."""
    complete: bool
    """False where one in the middle was deleted, or the chain is longer than the bound."""


def rows(
    response: ResponseRow,
    inputs: Sequence[Item] = (),
    outputs: Sequence[Item] = (),
) -> list[Row]:
    """A new response as rows for the group-commit writer."""
    project, response_id = response["project_id"], response["id"]
    return [
        (_RESPONSES, response),
        *((_ITEMS, row) for row in _items(project, response_id, "input", inputs)),
        *output_rows(project, response_id, outputs),
    ]


def output_rows(project: str, response_id: str, outputs: Sequence[Item]) -> list[Row]:
    """The output items of a response as rows for the group-commit writer."""
    return [(_ITEMS, row) for row in _items(project, response_id, "output", outputs)]


class ResponseItemRepository(Repository[ResponseItem]):
    """Reads the items of one response."""

    table = ResponseItem
    key = Key(
        scope=col(ResponseItem.project_id), id=col(ResponseItem.id), order=(col(ResponseItem.position),)
    )
    page_options = (_NO_PAYLOAD,)

    def __init__(self, session: Session, project: str, response_id: str) -> None:
        super().__init__(session, project)
        self._response_id = response_id

    @override
    def in_scope(self) -> ColumnElement[bool]:
        return super().in_scope() & (col(ResponseItem.response_id) == self._response_id)

    def all_of(self, side: Side) -> Sequence[ResponseItem]:
        """All items of one side, in their order."""
        return self.find(col(ResponseItem.side) == side)

    def page_of(self, side: Side, *, after: str | None, limit: int, order: Order) -> Sequence[ResponseItem]:
        """A page of the items of one side, without their payloads."""
        return self.page(col(ResponseItem.side) == side, after=after, limit=limit, order=order)


class ResponseRepository(Repository[Response]):
    """Reads and changes the responses of a project.

    `save` succeeds only while that attempt is the last one and the response is not finished: a runner that
    lost its job, or whose job was cancelled, gets False and must stop. A response that is no job has
    attempt 0.
    """

    table = Response
    key = Key(scope=col(Response.project_id), id=col(Response.id))

    def state(self, response_id: str) -> Response | None:
        """The row of that id without its snapshot, which `payloads` reads."""
        return self.get(response_id, options=_STATE)

    def create(
        self,
        response: ResponseRow,
        inputs: Sequence[Item] = (),
        outputs: Sequence[Item] = (),
    ) -> None:
        """Adds a response; see `rows`, which does the same by the group-commit writer."""
        self._require_scope(response["project_id"])
        for table, group in groupby(rows(response, inputs, outputs), key=itemgetter(0)):
            insert_rows(self._session, table, [values for _, values in group])

    def save(
        self,
        response_id: str,
        attempt: int,
        *,
        status: str,
        response: str | LongJson,
        upstream: str | None = None,
        provider_id: str | None = None,
        request: str | None = None,
        outputs: Sequence[Item] | None = None,
        more: Sequence[Row] = (),
    ) -> bool:
        """Replaces the snapshot and, unless they are None, upstream, provider id, request and output items.

        False: see the class.

        A finished status ends the lease. The rows `more` are added in the same transaction.
        """
        changes: dict[SQLColumnExpression[Any], Any] = {
            col(Response.status): status,
        }
        if isinstance(response, str):
            changes[col(Response.response)] = response
        if upstream is not None:
            changes[col(Response.upstream)] = upstream
        if provider_id is not None:
            changes[col(Response.provider_id)] = provider_id
        if request is not None:
            changes[col(Response.request)] = request
        if status not in UNFINISHED:
            changes |= {col(Response.owner): None, col(Response.lease_until): None}
        if not self.change(response_id, changes, *_writable(attempt)):
            return False
        if isinstance(response, LongJson):
            key = {"project_id": self.scope, "id": response_id}
            with session_cursor(self._session) as (cursor, dialect):
                update_long(cursor, dialect, _RESPONSES, key, {"response": response}, spool_of(self._session))
        if outputs is not None:
            items = self.items(response_id)
            output = delete(ResponseItem).where(items.in_scope(), col(ResponseItem.side) == "output")
            self._session.connection().execute(output)
            insert_rows(self._session, _ITEMS, _items(self.scope, response_id, "output", outputs))
        for table, row in more:
            insert_rows(self._session, table, [row])
        return True

    # Items.

    def items(self, response_id: str) -> ResponseItemRepository:
        """The items of that response, for reading."""
        return ResponseItemRepository(self._session, self.scope, response_id)

    def chain(self, response_id: str, most: int = 1000) -> Chain:
        """The response and all stored responses before it, at most so many."""
        one: Select[str, str | None, int] = select(
            col(Response.id), col(Response.previous_response_id).label("previous"), literal(1).label("depth")
        )
        links = one.where(self.in_scope(), col(Response.id) == response_id).cte("links", recursive=True)
        before = (
            select(col(Response.id), col(Response.previous_response_id), links.c.depth + 1)
            .join(links, col(Response.id) == links.c.previous)
            .where(self.in_scope(), links.c.depth < most)
        )
        links = links.union_all(before)
        found = self._session.execute(
            select(links.c.id, links.c.previous).order_by(links.c.depth.desc())
        ).all()
        places = {row.id: place for place, row in enumerate(found)}
        statement = (
            select(ResponseItem)
            .where(
                col(ResponseItem.project_id) == self.scope, col(ResponseItem.response_id).in_(list(places))
            )
            .order_by(col(ResponseItem.side), col(ResponseItem.position))
        )
        items = self.items(response_id).with_payloads(statement, "payload", skipped=_NO_PAYLOAD)
        return Chain(
            responses=list(places),
            items=[data for _, data in sorted(items, key=lambda item: places[item[0].response_id])],
            complete=bool(found) and found[0].previous is None,
        )


def _writable(attempt: int) -> tuple[ColumnElement[bool], ...]:
    return col(Response.attempt) == attempt, col(Response.status).in_(UNFINISHED)


def _items(project: str, response_id: str, side: Side, items: Sequence[Item]) -> list[ResponseItemRow]:
    return [
        {
            "project_id": project,
            "response_id": response_id,
            "side": side,
            "position": position,
            "id": item.id,
            "provider_id": item.provider_id,
            "payload": item.payload,
        }
        for position, item in enumerate(items)
    ]
