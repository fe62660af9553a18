"""API keys of one organization, for administration."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, not_, or_, select, update
from sqlmodel import col

from app.storage.ids import mint
from app.storage.key_grants import users_with_access
from app.storage.repository import Key, Order
from app.storage.tables import ApiKey, Project, RoleAssignment
from app.storage.unit_of_work import AdministrativeRepository

OwnerAccess: TypeAlias = Literal["active", "inactive", "any"]
_IS_ACTIVE = col(ApiKey.revoked_at).is_(None)


@dataclass(frozen=True, slots=True)
class NewKey:
    """What the database stores of a new key."""

    kind: str
    name: str
    hash: str
    pepper_id: str
    redacted: str


class ApiKeyRepository(AdministrativeRepository[ApiKey]):
    """Reads and changes the keys of an organization: for administrators, not for the project of a key."""

    table = ApiKey
    key = Key(scope=col(ApiKey.organization_id), id=col(ApiKey.id))

    def create(
        self,
        key: NewKey,
        project_id: str | None,
        *,
        owner_user_id: str | None = None,
        service_account_id: str | None = None,
        scopes: list[str] | None = None,
        expires_at: int | None = None,
    ) -> ApiKey:
        """Adds a key of that project, or of the administrators where that is None.

        Without an owner it is the operator's. Raises IntegrityError for a known hash.
        """
        return self.add(
            ApiKey(
                id=mint("key_"),
                organization_id=self.scope,
                project_id=project_id,
                kind=key.kind,
                name=key.name,
                hash=key.hash,
                pepper_id=key.pepper_id,
                redacted=key.redacted,
                created_at=int(time.time()),
                owner_user_id=owner_user_id,
                service_account_id=service_account_id,
                scopes=scopes,
                expires_at=expires_at,
            )
        )

    def with_projects(self, project_id: str | None = None) -> Sequence[tuple[ApiKey, Project | None]]:
        """Keys of a project, or all, oldest first, each with its project."""
        statement = (
            select(ApiKey, Project)
            .outerjoin(Project, col(Project.id) == col(ApiKey.project_id))
            .where(self.in_scope())
            .order_by(col(ApiKey.id))
        )
        if project_id is not None:
            statement = statement.where(col(ApiKey.project_id) == project_id)
        return [(key, project) for key, project in self._session.execute(statement)]

    def active(self) -> Sequence[ApiKey]:
        """The keys that are not revoked."""
        return self.find(_IS_ACTIVE)

    def active_key(self, key_id: str, project_id: str | None) -> ApiKey | None:
        """The key of that id, unless it is revoked, of that project, or of the administrators."""
        return self.one(col(ApiKey.id) == key_id, _of_project(project_id), _IS_ACTIVE)

    def search(
        self,
        project_id: str | None,
        *,
        owner_access: OwnerAccess = "any",
        after: str | None,
        limit: int,
        order: Order = "asc",
    ) -> Sequence[ApiKey]:
        """A page of the keys that are not revoked, of a project or of the administrators.

        `owner_access`: only those whose owner belongs to the project, or those whose owner does not.
        """
        conditions: list[ColumnElement[bool]] = [_of_project(project_id), _IS_ACTIVE]
        if project_id is not None and owner_access != "any":
            has_access = self._owner_has_access(project_id)
            conditions.append(has_access if owner_access == "active" else not_(has_access))
        return self.page(*conditions, after=after, limit=limit, order=order)

    def revoke(self, key_id: str) -> bool:
        """Ends the authentication by that key. Whether it was active."""
        return self.change(key_id, {col(ApiKey.revoked_at): int(time.time())}, _IS_ACTIVE)

    def revoke_all_of(self, column: SQLColumnExpression[str | None], owner: str) -> None:
        """Ends the authentication by all keys of a user (`owner_user_id`) or a service account."""
        now = int(time.time())
        statement = update(ApiKey).where(self.in_scope(), column == owner, _IS_ACTIVE)
        self._affects(statement.values({col(ApiKey.revoked_at): now}))

    def has_other_admin_key(self, key_id: str) -> bool:
        """Whether an admin key other than that one authenticates."""
        expires_at = col(ApiKey.expires_at)
        authenticates = or_(expires_at.is_(None), expires_at > int(time.time()))
        others = self.select(_of_project(None), _IS_ACTIVE, authenticates, col(ApiKey.id) != key_id)
        return self._session.execute(others.limit(1)).first() is not None

    def _owner_has_access(self, project_id: str) -> ColumnElement[bool]:
        members = users_with_access(self.scope, project_id).subquery()
        accounts = select(col(RoleAssignment.principal_id)).where(
            col(RoleAssignment.scope_id) == project_id,
            col(RoleAssignment.principal_type) == "service_account",
        )
        owner, account = col(ApiKey.owner_user_id), col(ApiKey.service_account_id)
        return or_(
            and_(owner.is_not(None), owner.in_(select(members.c.id))),
            and_(account.is_not(None), account.in_(accounts)),
            # The operator's.
            and_(owner.is_(None), account.is_(None)),
        )


def _of_project(project_id: str | None) -> ColumnElement[bool]:
    column = col(ApiKey.project_id)
    return column.is_(None) if project_id is None else column == project_id
