"""Users of the organization: list, retrieve, modify, delete."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col
from typing_extensions import override

from app.access.callers import Call
from app.access.roles import predefined_role
from app.contract.json_types import JsonObject
from app.engine.admin import Administration, choice, found
from app.engine.admin_roles import ORGANIZATION_ROLES, PREDEFINED_OF_ORGANIZATION, require_removable_owner
from app.engine.admin_users import organization_users
from app.engine.services import Services
from app.errors import BadRequest
from app.storage.api_key_repository import ApiKeyRepository
from app.storage.role_assignment_repository import RoleAssignmentRepository
from app.storage.role_repository import RoleRepository
from app.storage.tables import ApiKey, User
from app.storage.tables.roles import ORGANIZATION_OWNER
from app.storage.unit_of_work import UnitOfWork
from app.storage.user_repository import UserRepository
from generated.runtime import Relay
from generated.stubs.users import UsersStub

if TYPE_CHECKING:
    from generated import models


class UsersOperations(UsersStub):
    """`/organization/users`. A removed user loses its keys, and is no longer listed."""

    def __init__(self, services: Services) -> None:
        self._admin = Administration(services.database)

    @override
    async def list_users(
        self, call: Call, *, limit: int = 20, after: str | None = None, emails: list[str] | None = None
    ) -> Relay:
        search = partial(_search, call.caller.organization, emails=emails, after=after)
        return await self._admin.page(call, limit, search)

    @override
    async def retrieve_user(self, call: Call, *, user_id: str) -> models.User:
        from generated import models

        get = partial(_get, call.caller.organization, user_id)
        return models.User.model_validate(await self._admin.read(get))

    @override
    async def modify_user(
        self, call: Call, *, user_id: str, body: models.UserRoleUpdateRequest
    ) -> models.User:
        from generated import models

        return models.User.model_validate(await self._admin.write(call, partial(_modify, user_id, body)))

    @override
    async def delete_user(self, call: Call, *, user_id: str) -> models.UserDeleteResponse:
        from generated import models

        await self._admin.write(call, partial(_delete, user_id))
        return models.UserDeleteResponse(object="organization.user.deleted", id=user_id, deleted=True)


def _search(
    organization: str, session: Session, *, emails: list[str] | None, after: str | None, limit: int
) -> Sequence[JsonObject]:
    rows = UserRepository(session, organization).search(emails, after=after, limit=limit)
    return organization_users(session, organization, rows)


def _get(organization: str, user_id: str, session: Session) -> JsonObject:
    row = _existing(UserRepository(session, organization), user_id)
    (view,) = organization_users(session, organization, [row])
    return view


def _modify(user_id: str, body: models.UserRoleUpdateRequest, unit: UnitOfWork) -> JsonObject:
    users = UserRepository(unit.session, unit.organization)
    user = _existing(users, user_id)
    role_id = _role_id(body, unit)
    if role_id is not None:
        _give_role(user, role_id, unit)
    columns = {"technical_level": User.technical_level, "developer_persona": User.developer_persona}
    sent = {name: getattr(body, name) for name in columns if name in body.model_fields_set}
    changes: dict[Any, Any] = {col(columns[name]): value for name, value in sent.items()}
    users.update(user_id, changes)
    requested = body.model_dump(mode="json", exclude_unset=True, include=set(type(body).model_fields))
    unit.audit("user.updated", user_id, {"changes_requested": requested})
    return _get(unit.organization, user_id, unit.session)


def _role_id(body: models.UserRoleUpdateRequest, unit: UnitOfWork) -> str | None:
    """The role that the body names by a word or an id; None if it names none. Raises BadRequest."""
    if body.role is not None and body.role_id is not None:
        raise BadRequest("'role' and 'role_id' exclude each other.", param="role_id", code="invalid_value")
    if body.role is not None:
        return choice(body.role, ORGANIZATION_ROLES, "role")
    if body.role_id is None:
        return None
    predefined = predefined_role(body.role_id, unit.organization)
    if predefined is not None and predefined.id in PREDEFINED_OF_ORGANIZATION:
        return predefined.id
    custom = RoleRepository(unit.session, unit.organization).of_scope(unit.organization, body.role_id)
    if custom is None:
        raise BadRequest(
            f"'role_id' names no role of the organization: '{body.role_id[:100]}'.",
            param="role_id",
            code="invalid_value",
        )
    return custom.id


def _give_role(user: User, role_id: str, unit: UnitOfWork) -> None:
    """A predefined role replaces the other one, a custom role is added to it."""
    assignments = RoleAssignmentRepository(unit.session, unit.organization)
    if role_id not in PREDEFINED_OF_ORGANIZATION:
        assignments.assign("user", user.id, role_id)
        return
    if role_id != ORGANIZATION_OWNER:
        require_removable_owner(user)
    assignments.replace("user", user.id, role_id, PREDEFINED_OF_ORGANIZATION)


def _delete(user_id: str, unit: UnitOfWork) -> None:
    users = UserRepository(unit.session, unit.organization)
    require_removable_owner(_existing(users, user_id))
    users.remove_user(user_id)
    keys = ApiKeyRepository(unit.session, unit.organization)
    keys.revoke_all_of(col(ApiKey.owner_user_id), user_id)
    unit.audit("user.deleted", user_id)


def _existing(users: UserRepository, user_id: str) -> User:
    return found(users.active(user_id), "User", user_id, "user_id")
