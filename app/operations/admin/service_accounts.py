"""Service accounts of a project, and their keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col
from typing_extensions import override

from app.access.callers import Call
from app.access.permissions import PROJECT_PERMISSIONS
from app.contract.json_types import JsonObject
from app.engine.admin import Administration, active_project, found
from app.engine.admin_keys import prepare_key
from app.engine.admin_roles import PREDEFINED_OF_PROJECT, PROJECT_ROLES, require_known, role_word
from app.engine.services import Services
from app.storage.api_key_repository import ApiKeyRepository, NewKey
from app.storage.service_account_repository import ServiceAccountRepository
from app.storage.tables import ApiKey, ServiceAccount
from app.storage.tables.roles import PROJECT_MEMBER
from app.storage.unit_of_work import UnitOfWork
from generated.runtime import Relay
from generated.stubs.projects import ProjectsStub

if TYPE_CHECKING:
    from generated import models

_KEY_NAME = "Secret Key"


class ServiceAccountsOperations(ProjectsStub):
    """`/organization/projects/{project_id}/service_accounts`. An archived project has none."""

    def __init__(self, services: Services) -> None:
        self._admin = Administration(services.database)
        self._hasher = services.key_hasher

    @override
    async def list_project_service_accounts(
        self, call: Call, *, project_id: str, limit: int = 20, after: str | None = None
    ) -> Relay:
        search = partial(_search, call.caller.organization, project_id, after=after)
        return await self._admin.page(call, limit, search)

    @override
    async def create_project_service_account(
        self, call: Call, *, project_id: str, body: models.ProjectServiceAccountCreateRequest
    ) -> models.ProjectServiceAccountCreateResponse:
        from generated import models

        key = None
        if not body.create_service_account_only:
            key = prepare_key(self._hasher, "service_account", _KEY_NAME)
        created = await self._admin.write(call, partial(_create, project_id, body.name, key))
        return models.ProjectServiceAccountCreateResponse.model_validate(created)

    @override
    async def retrieve_project_service_account(
        self, call: Call, *, project_id: str, service_account_id: str
    ) -> models.ProjectServiceAccount:
        from generated import models

        get = partial(_get, call.caller.organization, project_id, service_account_id)
        return models.ProjectServiceAccount.model_validate(await self._admin.read(get))

    @override
    async def update_project_service_account(
        self,
        call: Call,
        *,
        project_id: str,
        service_account_id: str,
        body: models.UpdateProjectServiceAccountBody,
    ) -> models.ProjectServiceAccount:
        from generated import models

        update = partial(_update, project_id, service_account_id, body.name, body.role)
        return models.ProjectServiceAccount.model_validate(await self._admin.write(call, update))

    @override
    async def delete_project_service_account(
        self, call: Call, *, project_id: str, service_account_id: str
    ) -> models.ProjectServiceAccountDeleteResponse:
        from generated import models

        await self._admin.write(call, partial(_delete, project_id, service_account_id))
        return models.ProjectServiceAccountDeleteResponse(
            object="organization.project.service_account.deleted", id=service_account_id, deleted=True
        )

    @override
    async def create_service_account_api_key(
        self,
        call: Call,
        *,
        project_id: str,
        service_account_id: str,
        body: models.CreateProjectServiceAccountApiKeyBody | None = None,
    ) -> models.ServiceAccountApiKeyBody:
        from generated import models

        scopes = None if body is None else body.scopes
        require_known(scopes or (), PROJECT_PERMISSIONS, "scopes")
        name = _KEY_NAME if body is None or body.name is None else body.name
        key, record = prepare_key(self._hasher, "service_account", name)
        create = partial(_create_key, project_id, service_account_id, record, scopes)
        return models.ServiceAccountApiKeyBody.model_validate(
            _key(await self._admin.write(call, create), key)
        )


def _search(
    organization: str, project_id: str, session: Session, *, after: str | None, limit: int
) -> Sequence[JsonObject]:
    active_project(session, organization, project_id)
    accounts = ServiceAccountRepository(session, project_id)
    rows = accounts.search(after=after, limit=limit)
    return _accounts(accounts, rows)


def _get(organization: str, project_id: str, account_id: str, session: Session) -> JsonObject:
    active_project(session, organization, project_id)
    accounts = ServiceAccountRepository(session, project_id)
    (view,) = _accounts(accounts, [_existing(accounts, account_id)])
    return view


def _create(project_id: str, name: str, key: tuple[str, NewKey] | None, unit: UnitOfWork) -> JsonObject:
    """An account without a role; with a key that key, and the role that it needs."""
    active_project(unit.session, unit.organization, project_id)
    accounts = ServiceAccountRepository(unit.session, project_id)
    account = accounts.create(name, None if key is None else PROJECT_MEMBER)
    (view,) = _accounts(accounts, [account])
    data: dict[str, Any] = {"name": name, "role": view["role"]}
    view["api_key"] = None
    if key is not None:
        value, record = key
        keys = ApiKeyRepository(unit.session, unit.organization)
        row = keys.create(record, project_id, service_account_id=account.id)
        view["api_key"] = _key(row, value)
        data["api_key_id"] = row.id
    unit.audit("service_account.created", account.id, {"data": data}, project_id=project_id)
    return view


def _update(
    project_id: str, account_id: str, name: str | None, role: str | None, unit: UnitOfWork
) -> JsonObject:
    active_project(unit.session, unit.organization, project_id)
    accounts = ServiceAccountRepository(unit.session, project_id)
    _existing(accounts, account_id)
    if name is not None:
        accounts.update(account_id, {col(ServiceAccount.name): name})
    if role is not None:
        role_id = PROJECT_ROLES[role]
        accounts.roles.replace("service_account", account_id, role_id, PREDEFINED_OF_PROJECT)
    requested = {k: v for k, v in {"name": name, "role": role}.items() if v is not None}
    unit.audit("service_account.updated", account_id, {"changes_requested": requested}, project_id=project_id)
    (view,) = _accounts(accounts, [_existing(accounts, account_id)])
    return view


def _delete(project_id: str, account_id: str, unit: UnitOfWork) -> None:
    active_project(unit.session, unit.organization, project_id)
    accounts = ServiceAccountRepository(unit.session, project_id)
    _existing(accounts, account_id)
    accounts.delete(account_id)
    keys = ApiKeyRepository(unit.session, unit.organization)
    keys.revoke_all_of(col(ApiKey.service_account_id), account_id)
    unit.audit("service_account.deleted", account_id, project_id=project_id)


def _create_key(
    project_id: str, account_id: str, record: NewKey, scopes: list[str] | None, unit: UnitOfWork
) -> ApiKey:
    active_project(unit.session, unit.organization, project_id)
    _existing(ServiceAccountRepository(unit.session, project_id), account_id)
    keys = ApiKeyRepository(unit.session, unit.organization)
    row = keys.create(record, project_id, service_account_id=account_id, scopes=scopes)
    data = {"service_account_id": account_id} | ({} if scopes is None else {"scopes": scopes})
    unit.audit("api_key.created", row.id, {"data": data}, project_id=project_id)
    return row


def _existing(accounts: ServiceAccountRepository, account_id: str) -> ServiceAccount:
    return found(accounts.active(account_id), "Service account", account_id, "service_account_id")


def _accounts(accounts: ServiceAccountRepository, rows: Sequence[ServiceAccount]) -> list[JsonObject]:
    roles = accounts.roles.role_ids("service_account", [row.id for row in rows])
    return [
        {
            "object": "organization.project.service_account",
            "id": row.id,
            "name": row.name,
            "role": role_word(roles[row.id], PROJECT_ROLES, "none"),
            "created_at": row.created_at,
        }
        for row in rows
    ]


def _key(row: ApiKey, value: str) -> JsonObject:
    return {
        "object": "organization.project.service_account.api_key",
        "id": row.id,
        "name": row.name,
        "value": value,
        "created_at": row.created_at,
    }
