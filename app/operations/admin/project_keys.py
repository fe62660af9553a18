"""API keys of a project: list, retrieve, delete. The contract has no operation that creates a user's key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from sqlmodel import Session
from typing_extensions import override

from app.access.callers import Call
from app.contract.json_types import JsonObject
from app.engine.admin import Administration, existing_project, found
from app.engine.admin_keys import project_keys
from app.engine.services import Services
from app.errors import BadRequest
from app.storage.api_key_repository import ApiKeyRepository, OwnerAccess
from app.storage.tables import ApiKey
from app.storage.unit_of_work import UnitOfWork
from generated.runtime import Relay
from generated.stubs.projects import ProjectsStub

if TYPE_CHECKING:
    from generated import models


class ProjectKeysOperations(ProjectsStub):
    """`/organization/projects/{project_id}/api_keys`. A deleted key is revoked, and no longer listed."""

    def __init__(self, services: Services) -> None:
        self._admin = Administration(services.database)

    @override
    async def list_project_api_keys(
        self,
        call: Call,
        *,
        project_id: str,
        limit: int = 20,
        after: str | None = None,
        owner_project_access: Literal["active", "inactive", "any"] | None = None,
    ) -> Relay:
        access = owner_project_access or "any"
        search = partial(_search, call.caller.organization, project_id, owner_access=access, after=after)
        return await self._admin.page(call, limit, search)

    @override
    async def retrieve_project_api_key(
        self, call: Call, *, project_id: str, api_key_id: str
    ) -> models.ProjectApiKey:
        from generated import models

        get = partial(_get, call.caller.organization, project_id, api_key_id)
        return models.ProjectApiKey.model_validate(await self._admin.read(get))

    @override
    async def delete_project_api_key(
        self, call: Call, *, project_id: str, api_key_id: str
    ) -> models.ProjectApiKeyDeleteResponse:
        from generated import models

        await self._admin.write(call, partial(_delete, project_id, api_key_id))
        return models.ProjectApiKeyDeleteResponse(
            object="organization.project.api_key.deleted", id=api_key_id, deleted=True
        )


def _search(
    organization: str,
    project_id: str,
    session: Session,
    *,
    owner_access: OwnerAccess,
    after: str | None,
    limit: int,
) -> Sequence[JsonObject]:
    existing_project(session, organization, project_id)
    keys = ApiKeyRepository(session, organization)
    rows = keys.search(project_id, owner_access=owner_access, after=after, limit=limit)
    return project_keys(session, organization, project_id, rows)


def _get(organization: str, project_id: str, key_id: str, session: Session) -> JsonObject:
    row = _existing(session, organization, project_id, key_id)
    (view,) = project_keys(session, organization, project_id, [row])
    return view


def _delete(project_id: str, key_id: str, unit: UnitOfWork) -> None:
    row = _existing(unit.session, unit.organization, project_id, key_id)
    if row.service_account_id is not None:
        raise BadRequest(
            f"The API key '{row.id}' belongs to the service account '{row.service_account_id}'; delete that.",
            param="api_key_id",
        )
    ApiKeyRepository(unit.session, unit.organization).revoke(row.id)
    unit.audit("api_key.deleted", row.id, project_id=project_id)


def _existing(session: Session, organization: str, project_id: str, key_id: str) -> ApiKey:
    existing_project(session, organization, project_id)
    row = ApiKeyRepository(session, organization).active_key(key_id, project_id)
    return found(row, "API key", key_id, "api_key_id")
