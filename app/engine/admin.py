"""The base of administrative operations: reads, and writes that commit together with their audit event."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlmodel import Session

from app.access.callers import Call
from app.storage.database import Database
from app.storage.unit_of_work import Actor, AuditContext, UnitOfWork

T = TypeVar("T")


class Administration:
    """Reads and writes administrative rows. `work` is a plain function that runs in a thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, work: Callable[[Session], T]) -> T:
        """Runs `work` in a transaction that writes nothing. Raises Unavailable."""
        return await self._database.read(work)

    async def write(self, call: Call, work: Callable[[UnitOfWork], T]) -> T:
        """Runs `work` in one transaction that commits only with an audit event. Raises Unavailable."""
        return await self._database.administer(_audit_context(call), work)


def _audit_context(call: Call) -> AuditContext:
    caller = call.caller
    actor = Actor("api_key", id=caller.principal, key_id=caller.key_id, ip_address=call.client_address)
    return AuditContext(caller.organization, actor, call.request_id)
