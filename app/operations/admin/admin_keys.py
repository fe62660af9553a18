"""Admin API keys: list, create, retrieve, delete."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from sqlmodel import Session
from typing_extensions import override

from app.access.callers import Call
from app.contract.json_types import JsonObject
from app.engine.admin import Administration, found
from app.engine.admin_keys import admin_keys, prepare_key
from app.engine.services import Services
from app.errors import Conflict
from app.storage.api_key_repository import ApiKeyRepository, NewKey
from app.storage.unit_of_work import UnitOfWork
from app.storage.user_repository import UserRepository
from generated.runtime import Relay
from generated.stubs.admin_api_keys import AdminApiKeysStub

if TYPE_CHECKING:
    from generated import models


class AdminKeysOperations(AdminApiKeysStub):
    """`/organization/admin_api_keys`. A new key belongs to the caller; a deleted one is no longer listed."""

    def __init__(self, services: Services) -> None:
        self._admin = Administration(services.database)
        self._hasher = services.key_hasher

    @override
    async def admin_api_keys_list(
        self, call: Call, *, after: str | None = None, order: Literal["asc", "desc"] = "asc", limit: int = 20
    ) -> Relay:
        search = partial(_search, call.caller.organization, after=after, order=order)
        return await self._admin.page(call, limit, search)

    @override
    async def admin_api_keys_create(
        self, call: Call, *, body: models.AdminApiKeysCreateRequest
    ) -> models.AdminApiKeyCreateResponse:
        from generated import models

        key, record = prepare_key(self._hasher, "admin", body.name)
        create = partial(_create, record, call.caller.principal, body.expires_in_seconds)
        view = await self._admin.write(call, create)
        return models.AdminApiKeyCreateResponse.model_validate(view | {"value": key})

    @override
    async def admin_api_keys_get(self, call: Call, *, key_id: str) -> models.AdminApiKey:
        from generated import models

        get = partial(_get, call.caller.organization, key_id)
        return models.AdminApiKey.model_validate(await self._admin.read(get))

    @override
    async def admin_api_keys_delete(self, call: Call, *, key_id: str) -> models.AdminApiKeysDeleteResponse200:
        from generated import models

        await self._admin.write(call, partial(_delete, key_id, call.caller.key_id))
        return models.AdminApiKeysDeleteResponse200(
            id=key_id, object="organization.admin_api_key.deleted", deleted=True
        )


def _search(
    organization: str, session: Session, *, after: str | None, order: Literal["asc", "desc"], limit: int
) -> Sequence[JsonObject]:
    rows = ApiKeyRepository(session, organization).search(None, after=after, limit=limit, order=order)
    return admin_keys(session, organization, rows)


def _create(record: NewKey, principal: str | None, seconds: int | None, unit: UnitOfWork) -> JsonObject:
    owner = principal or UserRepository(unit.session, unit.organization).operator().id
    expires_at = None if seconds is None else int(time.time()) + seconds
    keys = ApiKeyRepository(unit.session, unit.organization)
    row = keys.create(record, None, owner_user_id=owner, expires_at=expires_at)
    unit.audit("tenant.admin_api_key.created", row.id, {"data": {"name": row.name, "expires_at": expires_at}})
    (view,) = admin_keys(unit.session, unit.organization, [row])
    return view


def _get(organization: str, key_id: str, session: Session) -> JsonObject:
    row = ApiKeyRepository(session, organization).active_key(key_id, None)
    (view,) = admin_keys(session, organization, [found(row, "Admin API key", key_id, "key_id")])
    return view


def _delete(key_id: str, own_key_id: str | None, unit: UnitOfWork) -> None:
    unit.serialize()
    keys = ApiKeyRepository(unit.session, unit.organization)
    found(keys.active_key(key_id, None), "Admin API key", key_id, "key_id")
    if key_id == own_key_id and not keys.has_other_admin_key(key_id):
        raise Conflict(
            "The last admin API key cannot delete itself: create another one first.", param="key_id"
        )
    keys.revoke(key_id)
    unit.audit("tenant.admin_api_key.deleted", key_id)
