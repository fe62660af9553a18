"""Administrative writes: rows and their audit events in one transaction."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from sqlalchemy import Delete, Update, event, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute
from sqlmodel import Session, col
from typing_extensions import override

from app.storage.ids import mint
from app.storage.repository import Repository, Row
from app.storage.tables import AuditEvent, Organization

if TYPE_CHECKING:
    from generated import models

ActorKind: TypeAlias = Literal["api_key", "session", "operator"]
_UNIT = "unit_of_work"


class UnauditedWrite(RuntimeError):
    """An administrative write that would have no audit event: a fault of this program, not of the caller."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts; see the columns of `AuditEvent`."""

    kind: ActorKind
    id: str | None = None
    key_id: str | None = None
    ip_address: str | None = None


OPERATOR = Actor("operator")
"""The command line on the server's machine, and the server at its start."""


@dataclass(frozen=True, slots=True)
class AuditContext:
    """What all events of one call have in common."""

    organization: str
    actor: Actor
    request_id: str | None = None


class UnitOfWork:
    """One transaction of `Database.administer`: it commits with an audit event or not at all."""

    def __init__(self, session: Session, context: AuditContext) -> None:
        self.session = session
        self.organization = context.organization
        self._context = context
        self._audited = False
        session.info[_UNIT] = self
        event.listen(session, "before_commit", self._require_event)

    def serialize(self) -> None:
        """Waits for other administrative transactions of the organization, and makes them wait.

        For a write that is allowed only as long as another row exists. SQLite has one writer anyway.
        """
        is_own = col(Organization.id) == self.organization
        self.session.execute(select(col(Organization.id)).where(is_own).with_for_update())

    def audit(
        self,
        event_type: models.AuditLogEventType,
        resource_id: str,
        changes: Mapping[str, Any] | None = None,
        *,
        project_id: str | None = None,
    ) -> None:
        """Adds an event to the transaction.

        `changes`: the contract's details of that type without `id`, and no secret.
        """
        actor = self._context.actor
        self.session.add(
            AuditEvent(
                id=mint("audit_log-"),
                organization_id=self.organization,
                project_id=project_id,
                type=event_type,
                actor_kind=actor.kind,
                actor_id=actor.id,
                key_id=actor.key_id,
                ip_address=actor.ip_address,
                request_id=self._context.request_id,
                resource_id=resource_id,
                changes=None if changes is None else dict(changes),
                created_at=int(time.time()),
            )
        )
        self._audited = True

    def _require_event(self, session: Session) -> None:
        if not self._audited:
            raise UnauditedWrite("an administrative transaction commits only with an audit event")
        # Last of all: transactions of one organization wait for each other here.
        raised = {col(Organization.generation): col(Organization.generation) + 1}
        statement = update(Organization).where(col(Organization.id) == self.organization).values(raised)
        session.connection().execute(statement)


class AdministrativeRepository(Repository[Row]):
    """A repository whose rows are written in a unit of work only; any session may read them."""

    @override
    def add(self, row: Row) -> Row:
        self._require_unit()
        return super().add(row)

    def add_missing(self, row: Mapping[str, Any]) -> bool:
        """Inserts a row of the scope unless its key exists. Whether it did not."""
        self._require_scope(row[cast("InstrumentedAttribute[str]", self.key.scope).key])
        self._require_unit()
        connection = self._session.connection()
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        statement = insert(self.table).values(row).on_conflict_do_nothing()
        # PostgreSQL's driver reports no count of inserted rows.
        return connection.execute(statement.returning(self.key.scope)).first() is not None

    @override
    def _affects(self, statement: Update | Delete) -> bool:
        self._require_unit()
        return super()._affects(statement)

    def _require_unit(self) -> None:
        if _UNIT not in self._session.info:
            raise UnauditedWrite(f"{type(self).__name__} writes within Database.administer only")
