"""Deletion of stored objects older than RETAIN_DAYS, in steps that hold no lock for long."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, delete, select
from sqlmodel import Session, col

from app.errors import Unavailable
from app.storage.conversation_repository import is_unheld
from app.storage.database import Database
from app.storage.ids import lower_bound
from app.storage.tables import ChatCompletion, Conversation, Project, Response

_log = logging.getLogger(__name__)
_PAUSE_SECONDS = 0.05
_INTERVAL_SECONDS = 3600.0


class _Kind(NamedTuple):
    """A table whose rows expire, with the rows that refer to them."""

    table: type[Any]
    is_older: Callable[[float], ColumnElement[bool]]
    """Whether a row is older than that Unix time."""
    step: int
    """The most rows of one transaction."""


# A conversation is as old as its newest item. A response expires by its own age, also in the middle of a
# chain: a later turn does not extend the time that the operator allows.
_KINDS = (
    _Kind(ChatCompletion, lambda bound: col(ChatCompletion.id) < lower_bound("chatcmpl-", bound), 500),
    _Kind(Response, lambda bound: col(Response.id) < lower_bound("resp_", bound), 100),
    _Kind(
        Conversation,
        lambda bound: and_(col(Conversation.active_at) < int(bound), is_unheld()),
        50,
    ),
)


async def expire_hourly(database: Database, days: int) -> None:
    """Deletes for as long as the server runs; after an error of the database it retries the next hour."""
    while True:
        try:
            count = await expire(database, days)
            if count:
                _log.info("objects older than RETAIN_DAYS are deleted", extra={"objects": count})
        except Unavailable as error:
            _log.warning("objects older than RETAIN_DAYS could not be deleted: %s", error.message)
        await asyncio.sleep(_INTERVAL_SECONDS)


async def expire(database: Database, days: int) -> int:
    """Deletes stored exchanges older than that many days and returns their number.

    Usage rows stay: they have no payload.
    """
    bound = time.time() - days * 86_400
    count = 0
    for project in await database.read(_projects):
        for kind in _KINDS:
            while True:
                step = await database.write(
                    partial(_step, project=project, kind=kind, bound=bound), uses_reserve=True
                )
                count += step
                if step < kind.step:
                    break
                await asyncio.sleep(_PAUSE_SECONDS)
    return count


def _projects(session: Session) -> list[str]:
    return list(session.execute(select(col(Project.id))).scalars())


def _step(session: Session, project: str, kind: _Kind, bound: float) -> int:
    table = kind.table
    oldest = (
        select(col(table.id))
        .where(col(table.project_id) == project, kind.is_older(bound))
        .order_by(col(table.id))
        .limit(kind.step)
    )
    expired = delete(table).where(
        col(table.project_id) == project,
        col(table.id).in_(oldest.scalar_subquery()),
        # Once more: PostgreSQL evaluates it again for a row that another transaction has just changed.
        kind.is_older(bound),
    )
    return int(session.connection().execute(expired).rowcount)
