"""A database at head with two projects, and work on it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlmodel import Session

from app.storage.database import Database
from app.storage.schema import upgrade
from app.storage.tables import Project

OWN = "proj_default"
OTHER = "proj_other"
Answer = TypeVar("Answer")


@asynccontextmanager
async def opened(url: str) -> AsyncGenerator[Database, None]:
    """The database at head, with the default project and `OTHER`."""
    upgrade(url)
    database = Database(url)
    await database.write(_add_other)
    try:
        yield database
    finally:
        await database.close()


def _add_other(session: Session) -> None:
    if session.get(Project, OTHER) is None:
        session.add(Project(id=OTHER, organization_id="org-default", name="Other", created_at=1))
