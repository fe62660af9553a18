"""What is older than RETAIN_DAYS is deleted, in steps that hold no lock for long."""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial

from sqlalchemy import delete, select
from sqlmodel import Session, col

from app.errors import Unavailable
from app.storage.database import Database
from app.storage.ids import least
from app.storage.tables import ChatCompletion, Project

_log = logging.getLogger(__name__)
_STEP = 500
_PAUSE_SECONDS = 0.05
_EVERY_SECONDS = 3600.0


async def keep(database: Database, days: int) -> None:
    """Deletes for as long as the server runs; a database that is away is tried again the next hour."""
    while True:
        try:
            count = await expire(database, days)
            if count:
                _log.info("deleted what was older than RETAIN_DAYS", extra={"completions": count})
        except Unavailable as error:
            _log.warning("nothing could be deleted: %s", error.message)
        await asyncio.sleep(_EVERY_SECONDS)


async def expire(database: Database, days: int) -> int:
    """Deletes stored exchanges older than that many days and says how many; usage records stay, they hold no payload."""
    bound = least("chatcmpl-", time.time() - days * 86_400)
    count = 0
    for project in await database.read(_projects):
        while True:
            step = await database.write(partial(_step, project=project, bound=bound))
            count += step
            if step < _STEP:
                break
            await asyncio.sleep(_PAUSE_SECONDS)
    return count


def _projects(session: Session) -> list[str]:
    return list(session.execute(select(col(Project.id))).scalars())


def _step(session: Session, project: str, bound: str) -> int:
    old = (
        select(col(ChatCompletion.id))
        .where(col(ChatCompletion.project_id) == project, col(ChatCompletion.id) < bound)
        .order_by(col(ChatCompletion.id))
        .limit(_STEP)
    )
    gone = delete(ChatCompletion).where(
        col(ChatCompletion.project_id) == project, col(ChatCompletion.id).in_(old.scalar_subquery())
    )
    return int(session.connection().execute(gone).rowcount)
