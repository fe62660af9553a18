"""The base of administrative operations: reads, and writes that commit together with their audit event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

from pydantic import BaseModel
from sqlmodel import Session

from app.access.callers import Call
from app.contract.json_types import JsonObject
from app.engine.list_page import list_page, validate_limit
from app.errors import BadRequest, NotFound
from app.storage.database import Database
from app.storage.project_repository import ProjectRepository
from app.storage.tables import Project
from app.storage.unit_of_work import Actor, AuditContext, UnitOfWork
from generated.runtime import Relay

T = TypeVar("T")


class PageWork(Protocol):
    """Reads the objects of a page, and one more where another page follows."""

    def __call__(self, session: Session, *, limit: int) -> Sequence[JsonObject | BaseModel]: ...


class Administration:
    """Reads and writes administrative rows. `work` is a plain function that runs in a thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, work: Callable[[Session], T]) -> T:
        """Runs `work` in a transaction that writes nothing. Raises Unavailable."""
        return await self._database.read(work)

    async def page(self, call: Call, limit: int, work: PageWork) -> Relay:
        """The contract's list of what `work` reads. Raises BadRequest for a `limit` out of bounds."""
        limit = validate_limit(call, limit)
        return list_page(call, await self.read(partial(work, limit=limit)), limit)

    async def write(self, call: Call, work: Callable[[UnitOfWork], T]) -> T:
        """Runs `work` in one transaction that commits only with an audit event. Raises Unavailable."""
        return await self._database.administer(_audit_context(call), work)


def found(row: T | None, kind: str, row_id: str, param: str) -> T:
    """The row. Raises NotFound, which names the parameter, where there is none."""
    if row is None:
        raise NotFound(f"{kind} with id '{row_id[:100]}' not found.", param=param)
    return row


def existing_project(session: Session, organization: str, project_id: str) -> Project:
    """The project of that id, also an archived one. Raises NotFound."""
    row = ProjectRepository(session, organization).get(project_id)
    return found(row, "Project", project_id, "project_id")


def active_project(session: Session, organization: str, project_id: str) -> Project:
    """The project of that id. Raises NotFound, or BadRequest where it is archived."""
    project = existing_project(session, organization, project_id)
    if project.archived_at is not None:
        raise BadRequest(f"Project '{project_id[:100]}' is archived.", param="project_id")
    return project


def choice(value: str, choices: Mapping[str, T], param: str) -> T:
    """What the value stands for, of a field that the contract declares as any text. Raises BadRequest."""
    if value not in choices:
        known = " or ".join(f"'{each}'" for each in choices)
        raise BadRequest(
            f"'{param}' must be {known}, not '{value[:100]}'.", param=param, code="invalid_value"
        )
    return choices[value]


def require_keys(call: Call) -> None:
    """Raises BadRequest without keys: then every caller is the same, and nothing restricts it."""
    if call.caller.kind == "open":
        raise BadRequest("With AUTH=open nothing restricts calls; this needs AUTH=keys.")


def _audit_context(call: Call) -> AuditContext:
    caller = call.caller
    actor = Actor("api_key", id=caller.principal, key_id=caller.key_id, ip_address=call.client_address)
    return AuditContext(caller.organization, actor, call.request_id)
