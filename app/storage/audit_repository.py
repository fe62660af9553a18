"""The audit log of one organization."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col

from app.storage.repository import Key
from app.storage.tables import DEFAULT_PROJECT, AuditEvent
from app.storage.unit_of_work import AdministrativeRepository

_MOST_SECONDS = 2**62
_OF_TENANT = ("role.bound_to_resource", "role.unbound_from_resource")


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which events are searched for; an empty or missing condition excludes none."""

    seconds: Mapping[str, int] = field(default_factory=dict)
    """Bounds of the event's Unix seconds: `gt`, `gte`, `lt`, `lte`."""
    project_ids: Sequence[str] | None = None
    types: Sequence[str] | None = None
    actors: Sequence[str] | None = None
    """Ids of users, of service accounts, or of keys."""
    resource_ids: Sequence[str] | None = None
    is_of_tenant: bool = False
    """Only types that the contract counts as a tenant's."""


class AuditRepository(AdministrativeRepository[AuditEvent]):
    """Reads the events of an organization. `UnitOfWork.audit` adds them; nothing changes or deletes one."""

    table = AuditEvent
    key = Key(scope=col(AuditEvent.organization_id), id=col(AuditEvent.id))

    def search(
        self, wanted: AuditFilter, *, after: str | None, before: str | None, limit: int
    ) -> Sequence[AuditEvent]:
        """A page of events, newest first, and one event more at its end where the direction has more.

        `before` has the page that ends right before that event.
        """
        conditions = _conditions(wanted)
        if before is None:
            return self.page(*conditions, after=after, limit=limit, order="desc")
        rows = self.page(*conditions, after=before, limit=limit, order="asc")
        return [*rows[:limit][::-1], *rows[limit:]]


def project_of(event: AuditEvent) -> str | None:
    """The project that an event is shown with: actions of admin keys belong to the default project."""
    return DEFAULT_PROJECT if event.project_id is None and event.actor_kind == "api_key" else event.project_id


def is_of_tenant(event_type: str) -> bool:
    """Whether the contract counts a type as a tenant's."""
    return event_type.startswith("tenant.") or event_type in _OF_TENANT


def _conditions(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    found = [_bound(name, seconds) for name, seconds in wanted.seconds.items()]
    if wanted.project_ids is not None:
        found.append(_of_projects(wanted.project_ids))
    if wanted.types is not None:
        found.append(col(AuditEvent.type).in_(wanted.types))
    if wanted.actors is not None:
        ids = wanted.actors
        found.append(or_(col(AuditEvent.actor_id).in_(ids), col(AuditEvent.key_id).in_(ids)))
    if wanted.resource_ids is not None:
        found.append(col(AuditEvent.resource_id).in_(wanted.resource_ids))
    if wanted.is_of_tenant:
        found.append(or_(col(AuditEvent.type).startswith("tenant."), col(AuditEvent.type).in_(_OF_TENANT)))
    return found


def _bound(name: str, seconds: int) -> ColumnElement[bool]:
    column = col(AuditEvent.created_at)
    # More than a database's integer holds is beyond all events.
    seconds = max(-_MOST_SECONDS, min(seconds, _MOST_SECONDS))
    bounds = {
        "gt": column > seconds, "gte": column >= seconds, "lt": column < seconds, "lte": column <= seconds,
    }  # fmt: skip
    return bounds[name]


def _of_projects(project_ids: Sequence[str]) -> ColumnElement[bool]:
    """As `project_of`."""
    project = col(AuditEvent.project_id)
    is_own = project.in_(project_ids)
    if DEFAULT_PROJECT not in project_ids:
        return is_own
    return or_(is_own, and_(project.is_(None), col(AuditEvent.actor_kind) == "api_key"))
