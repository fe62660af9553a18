"""The audit log: its list, with the contract's filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sqlmodel import Session
from typing_extensions import override

from app.access.callers import Call
from app.contract.json_types import JsonObject
from app.engine.admin import Administration
from app.engine.services import Services
from app.errors import BadRequest
from app.storage.audit_repository import AuditFilter, AuditRepository, is_of_tenant, project_of
from app.storage.project_repository import ProjectRepository
from app.storage.tables import AuditEvent, User
from app.storage.user_repository import UserRepository
from generated.runtime import Relay
from generated.stubs.audit_logs import AuditLogsStub


class AuditLogsOperations(AuditLogsStub):
    """`/organization/audit_logs`: newest first."""

    def __init__(self, services: Services) -> None:
        self._admin = Administration(services.database)

    @override
    async def list_audit_logs(
        self,
        call: Call,
        *,
        effective_at: dict[str, int] | None = None,
        project_ids: list[str] | None = None,
        event_types: Sequence[str] | None = None,
        actor_ids: list[str] | None = None,
        actor_emails: list[str] | None = None,
        resource_ids: list[str] | None = None,
        tenant_only: bool = False,
        limit: int = 20,
        after: str | None = None,
        before: str | None = None,
    ) -> Relay:
        if after is not None and before is not None:
            raise BadRequest("'after' and 'before' exclude each other.", param="before", code="invalid_value")
        others = [each for each in event_types or () if tenant_only and not is_of_tenant(each)]
        if others:
            raise BadRequest(
                f"With 'tenant_only' every type must be a tenant's; '{others[0]}' is none.",
                param="event_types",
                code="invalid_value",
            )
        wanted = partial(
            AuditFilter,
            seconds=effective_at or {},
            project_ids=project_ids,
            types=event_types,
            resource_ids=resource_ids,
            is_of_tenant=tenant_only,
        )
        search = partial(
            _search,
            call.caller.organization,
            wanted,
            actor_ids=actor_ids,
            actor_emails=actor_emails,
            after=after,
            before=before,
        )
        return await self._admin.page(call, limit, search)


def _search(
    organization: str,
    wanted: partial[AuditFilter],
    session: Session,
    *,
    actor_ids: list[str] | None,
    actor_emails: list[str] | None,
    after: str | None,
    before: str | None,
    limit: int,
) -> Sequence[JsonObject]:
    users = UserRepository(session, organization)
    actors = actor_ids
    if actor_emails is not None:
        # Both filters must hold.
        named = users.ids_by_email(actor_emails)
        actors = [each for each in named if actor_ids is None or each in actor_ids]
    rows = AuditRepository(session, organization).search(
        wanted(actors=actors), after=after, before=before, limit=limit
    )
    operator = users.operator()
    people = users.by_ids({row.actor_id for row in rows if row.actor_id is not None})
    names = ProjectRepository(session, organization).names({project_of(row) or "" for row in rows})
    return [_event(row, operator, people, names) for row in rows]


def _event(
    row: AuditEvent, operator: User, people: Mapping[str, User], names: Mapping[str, str]
) -> JsonObject:
    event: JsonObject = {
        "id": row.id,
        "type": row.type,
        "effective_at": row.created_at,
        "actor": _actor(row, operator, people),
        row.type: {"id": row.resource_id, **(row.changes or {})},
    }
    project = project_of(row)
    if project is not None:
        event["project"] = {"id": project} | ({"name": names[project]} if project in names else {})
    return event


def _actor(row: AuditEvent, operator: User, people: Mapping[str, User]) -> JsonObject:
    """The command line acts for the operator, like a session; without keys there is no key to name."""
    if row.actor_kind == "operator":
        return {"type": "session", "session": {"user": _user(operator)}}
    if row.actor_kind == "session":
        session: dict[str, Any] = {"user": _user(people.get(row.actor_id or "", operator))}
        return {"type": "session", "session": session | _given("ip_address", row.ip_address)}
    key = _given("id", row.key_id)
    user = people.get(row.actor_id or "")
    if user is not None:
        key |= {"type": "user", "user": _user(user)}
    elif row.actor_id is not None:
        key |= {"type": "service_account", "service_account": {"id": row.actor_id}}
    return {"type": "api_key", "api_key": key}


def _user(user: User) -> JsonObject:
    return {"id": user.id, "email": user.email}


def _given(name: str, value: str | None) -> JsonObject:
    return {} if value is None else {name: value}
