"""What calls without keys stored: the rows of the default project, which another project can take over."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Table, delete, exists, false, func, insert, literal, select, update
from sqlmodel import Session, col

from app.storage.tables import DEFAULT_PROJECT, METADATA, ApiKey, Conversation, Response


class _Kind(NamedTuple):
    """A table of a project's objects, and the tables of their parts with the column that names the object."""

    table: Table
    parts: Mapping[str, str]
    in_use: ColumnElement[bool]
    """Whether a running server works on the row: it would look for it in the old project."""


def _kinds() -> Mapping[str, _Kind]:
    tables = METADATA.tables
    now = int(time.time() * 1000)
    running = (col(Response.background)) & col(Response.status).in_(("queued", "in_progress"))
    turn = col(Conversation.lock_owner).is_not(None) & (func.coalesce(col(Conversation.lock_until), 0) > now)
    return {
        "chats": _Kind(tables["chat_completions"], {"chat_completion_metadata": "completion_id"}, false()),
        "responses": _Kind(
            tables["responses"], {"response_items": "response_id", "response_events": "response_id"}, running
        ),
        "conversations": _Kind(tables["conversations"], {"conversation_items": "conversation_id"}, turn),
        "usage records": _Kind(tables["usage_records"], {}, false()),
    }


def is_out_of_reach(session: Session) -> bool:
    """Whether calls without keys stored something, and no key gives access to it."""
    active = select(col(ApiKey.id)).where(
        col(ApiKey.project_id) == DEFAULT_PROJECT, col(ApiKey.revoked_at).is_(None)
    )
    if session.execute(active.limit(1)).first() is not None:
        return False
    stored = [kind.table for name, kind in _kinds().items() if name != "usage records"]
    return any(
        session.execute(select(exists().where(table.c.project_id == DEFAULT_PROJECT))).scalar_one()
        for table in stored
    )


def count(session: Session) -> dict[str, int]:
    """How many objects of each kind the default project has."""
    return {
        name: session.execute(
            select(func.count()).select_from(kind.table).where(kind.table.c.project_id == DEFAULT_PROJECT)
        ).scalar_one()
        for name, kind in _kinds().items()
    }


def adopt_batch(session: Session, project: str, limit: int) -> tuple[str, int] | None:
    """Moves up to `limit` objects of one kind, with their parts, to a project; returns the kind and how many.

    None if nothing is left to move. Objects that a server works on are left where they are.
    """
    for name, kind in _kinds().items():
        table = kind.table
        own = table.c.project_id == DEFAULT_PROJECT
        found = select(table.c.id).where(own, ~kind.in_use).order_by(table.c.id).limit(limit)
        ids = session.execute(found).scalars().all()
        if ids:
            _move(session, kind, project, ids)
            return name, len(ids)
    return None


def _move(session: Session, kind: _Kind, project: str, ids: Sequence[str]) -> None:
    table = kind.table
    moved = (table.c.project_id == DEFAULT_PROJECT) & table.c.id.in_(ids)
    if not kind.parts:
        session.execute(update(table).where(moved).values(project_id=project))
        return
    # A copy, to which the parts then belong: their foreign key has the project.
    others = [column for column in table.columns if column.name != "project_id"]
    copy = select(literal(project), *others).where(moved)
    session.execute(insert(table).from_select([table.c.project_id, *others], copy))
    for name, owner in kind.parts.items():
        part = METADATA.tables[name]
        of_moved = (part.c.project_id == DEFAULT_PROJECT) & part.c[owner].in_(ids)
        session.execute(update(part).where(of_moved).values(project_id=project))
    session.execute(delete(table).where(moved))
