"""What is older than RETAIN_DAYS is deleted, in steps that hold no lock for long."""

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
from app.storage.ids import least
from app.storage.tables import ChatCompletion, Conversation, Project, Response

_log = logging.getLogger(__name__)
_PAUSE_SECONDS = 0.05
_EVERY_SECONDS = 3600.0


class _Kind(NamedTuple):
    """A table whose rows grow old; what hangs on a row goes with it."""

    table: type[Any]
    is_older: Callable[[float], ColumnElement[bool]]
    """Than that Unix time."""
    step: int
    """How many go in one transaction."""


# A conversation is as old as its newest item. A response goes by its own age, also from the middle of a chain: what is
# older than the operator allows is not kept because somebody went on with it.
_KINDS = (
    _Kind(ChatCompletion, lambda bound: col(ChatCompletion.id) < least("chatcmpl-", bound), 500),
    _Kind(Response, lambda bound: col(Response.id) < least("resp_", bound), 100),
    _Kind(
        Conversation,
        lambda bound: and_(col(Conversation.active_at) < int(bound), is_unheld()),
        50,
    ),
)


async def keep(database: Database, days: int) -> None:
    """Deletes for as long as the server runs; a database that is away is tried again the next hour."""
    while True:
        try:
            count = await expire(database, days)
            if count:
                _log.info("deleted what was older than RETAIN_DAYS", extra={"objects": count})
        except Unavailable as error:
            _log.warning("nothing could be deleted: %s", error.message)
        await asyncio.sleep(_EVERY_SECONDS)


async def expire(database: Database, days: int) -> int:
    """Deletes stored exchanges older than that many days and says how many; usage records stay, they hold no payload."""
    bound = time.time() - days * 86_400
    count = 0
    for project in await database.read(_projects):
        for kind in _KINDS:
            while True:
                step = await database.write(partial(_step, project=project, kind=kind, bound=bound))
                count += step
                if step < kind.step:
                    break
                await asyncio.sleep(_PAUSE_SECONDS)
    return count


def _projects(session: Session) -> list[str]:
    return list(session.execute(select(col(Project.id))).scalars())


def _step(session: Session, project: str, kind: _Kind, bound: float) -> int:
    table = kind.table
    old = (
        select(col(table.id))
        .where(col(table.project_id) == project, kind.is_older(bound))
        .order_by(col(table.id))
        .limit(kind.step)
    )
    gone = delete(table).where(
        col(table.project_id) == project,
        col(table.id).in_(old.scalar_subquery()),
        # Once more: PostgreSQL asks it again of a row that another transaction has just changed.
        kind.is_older(bound),
    )
    return int(session.connection().execute(gone).rowcount)
