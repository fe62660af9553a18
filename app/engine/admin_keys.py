"""API keys as the organization API shows them, and new ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from sqlmodel import Session

from app.access.key_hasher import KeyHasher, KeyKind, new_key
from app.contract.json_types import JsonObject
from app.engine.admin_roles import ORGANIZATION_ROLES, PROJECT_ROLES, role_word
from app.errors import BadRequest
from app.settings import SettingsError
from app.storage.api_key_repository import NewKey
from app.storage.key_grants import with_access
from app.storage.role_assignment_repository import RoleAssignmentRepository
from app.storage.service_account_repository import ServiceAccountRepository
from app.storage.tables import ApiKey, User
from app.storage.tables.roles import ORGANIZATION_OWNER
from app.storage.user_repository import UserRepository

Hasher: TypeAlias = Callable[[], KeyHasher]
"""The hasher of keys. Raises SettingsError where no pepper is set: calls without keys need none."""


def prepare_key(hasher: Hasher, kind: KeyKind, name: str) -> tuple[str, NewKey]:
    """A new key, and what is stored of it. Raises BadRequest where no pepper is set."""
    key = new_key(kind)
    try:
        return key, hasher().record(key, kind, name)
    except SettingsError as error:
        raise BadRequest(str(error)) from None


def project_keys(
    session: Session, organization: str, project_id: str, keys: Sequence[ApiKey]
) -> list[JsonObject]:
    """The contract's `ProjectApiKey` of keys of one project."""
    owners = _Owners(session, organization, project_id, keys)
    return [
        {
            "object": "organization.project.api_key",
            "id": key.id,
            "name": key.name,
            "redacted_value": key.redacted,
            "created_at": key.created_at,
            "last_used_at": key.last_used_at,
            "owner_project_access": "active" if owners.has_access(key) else "inactive",
            "owner": owners.of(key),
        }
        for key in keys
    ]


def admin_keys(session: Session, organization: str, keys: Sequence[ApiKey]) -> list[JsonObject]:
    """The contract's `AdminApiKey`."""
    users = UserRepository(session, organization)
    owners = users.owners([key.owner_user_id for key in keys])
    roles = RoleAssignmentRepository(session, organization).role_ids("user", [user.id for user in owners])
    return [
        {
            "object": "organization.admin_api_key",
            "id": key.id,
            "name": key.name,
            "redacted_value": key.redacted,
            "created_at": key.created_at,
            "expires_at": key.expires_at,
            "last_used_at": key.last_used_at,
            "owner": {
                "type": "user",
                "object": "organization.user",
                "id": owner.id,
                "name": owner.name,
                "created_at": owner.added_at,
                "role": role_word(roles[owner.id], ORGANIZATION_ROLES, "reader"),
            },
        }
        for key, owner in zip(keys, owners, strict=True)
    ]


class _Owners:
    """The owners of some keys of one project, in a few queries."""

    def __init__(self, session: Session, organization: str, project_id: str, keys: Sequence[ApiKey]) -> None:
        users = UserRepository(session, organization).owners([key.owner_user_id for key in keys])
        self._users = dict(zip((key.id for key in keys), users, strict=True))
        accounts = ServiceAccountRepository(session, project_id)
        account_ids = [key.service_account_id for key in keys if key.service_account_id is not None]
        self._accounts = {each.id: each for each in accounts.by_ids(account_ids)}
        self._account_roles = accounts.roles.role_ids("service_account", account_ids)
        user_ids = {user.id for user in users}
        self._user_roles = accounts.roles.role_ids("user", user_ids)
        self._organization_roles = RoleAssignmentRepository(session, organization).role_ids("user", user_ids)
        self._with_access = with_access(session, organization, project_id, user_ids)

    def has_access(self, key: ApiKey) -> bool:
        if key.service_account_id is not None:
            return bool(self._account_roles[key.service_account_id])
        return self._users[key.id].id in self._with_access

    def of(self, key: ApiKey) -> JsonObject:
        if key.service_account_id is not None:
            account = self._accounts[key.service_account_id]
            role = role_word(self._account_roles[account.id], PROJECT_ROLES, "none")
            fields = {"id": account.id, "name": account.name, "created_at": account.created_at, "role": role}
            return {"type": "service_account", "service_account": fields}
        user: User = self._users[key.id]
        fields = {"id": user.id, "name": user.name, "created_at": user.added_at, "email": user.email}
        is_owner = ORGANIZATION_OWNER in self._organization_roles[user.id]
        fields["role"] = (
            "owner" if is_owner else role_word(self._user_roles[user.id], PROJECT_ROLES, "member")
        )
        return {"type": "user", "user": fields}
