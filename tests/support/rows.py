"""A migrated database with two projects, and rows for it."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar, cast

from sqlalchemy import text
from sqlmodel import Session

from app.storage.database import Database
from app.storage.engine import connect
from app.storage.ids import mint
from app.storage.items import Item
from app.storage.rows import ResponseRow
from app.storage.schema import upgrade
from app.storage.tables import Project
from app.storage.unit_of_work import OPERATOR, AuditContext, UnitOfWork

T = TypeVar("T")

OWN = "proj_default"
OTHER = "proj_other"


def response(**columns: Any) -> ResponseRow:
    """A response of the default project with these columns."""
    values: dict[str, Any] = {
        "project_id": OWN, "id": mint("resp_"), "created_at": int(time.time()), "status": "completed",
        "model": "gpt-4", "previous_response_id": None, "conversation_id": None, "background": False,
        "request": "{}", "response": "{}", "upstream": "x", "provider_id": None, "metadata_": None,
        "lane": "", "attempt": 0, "owner": None, "lease_until": None, "cancel_requested": False,
    }  # fmt: skip
    return cast("ResponseRow", values | columns)


def now_ms() -> int:
    """Unix milliseconds by this machine's clock, which is that of the tests' databases."""
    return time.time_ns() // 1_000_000


def items(*payloads: str) -> list[Item]:
    """Items with these payloads, as an upstream's output."""
    return [Item(mint("msg_"), payload, "theirs") for payload in payloads]


def query_rows(url: str, query: str) -> list[tuple[Any, ...]]:
    """The rows that a SQL query returns."""
    engine = connect(url)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return rows


@asynccontextmanager
async def open_database(url: str) -> AsyncGenerator[Database, None]:
    """The database, migrated, with the default project and `OTHER`."""
    upgrade(url)
    database = Database(url)
    await database.write(_add_other)
    try:
        yield database
    finally:
        await database.close()


async def administer(database: Database, work: Callable[[Session], T]) -> T:
    """Runs `work` as the operator, with an audit event."""

    def audited(unit: UnitOfWork) -> T:
        unit.audit("organization.updated", unit.organization)
        return work(unit.session)

    return await database.administer(AuditContext("org-default", OPERATOR), audited)


def _add_other(session: Session) -> None:
    if session.get(Project, OTHER) is None:
        session.add(Project(id=OTHER, organization_id="org-default", name="Other", created_at=1))
