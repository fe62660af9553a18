"""API keys of one organization, for administration."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from app.storage.ids import mint
from app.storage.repository import Key
from app.storage.tables import ApiKey, Project
from app.storage.unit_of_work import AdministrativeRepository


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
        return self.find(col(ApiKey.revoked_at).is_(None))

    def revoke(self, key_id: str) -> bool:
        """Ends the authentication by that key. Whether it was active."""
        active = col(ApiKey.revoked_at).is_(None)
        return self.change(key_id, {col(ApiKey.revoked_at): int(time.time())}, active)
