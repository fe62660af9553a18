"""The rows of keys, for the operator's command line and for whoever knows a caller."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlmodel import Session, col

from app.storage.ids import mint
from app.storage.tables import ApiKey, Organization, Project


@dataclass(frozen=True, slots=True)
class NewKey:
    """What is kept of a key that was just made."""

    kind: str
    name: str
    hash: str
    pepper_id: str
    redacted: str


class ApiKeyRepository:
    """Keys of the whole organization: not for callers, whose own project bounds what they see."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def by_hash(self, hashed: str) -> ApiKey | None:
        """The key that opens: not revoked, of a project that is not archived."""
        found = self._session.execute(
            select(ApiKey)
            .outerjoin(Project, col(Project.id) == col(ApiKey.project_id))
            .where(
                col(ApiKey.hash) == hashed,
                col(ApiKey.revoked_at).is_(None),
                col(Project.archived_at).is_(None),
            )
        )
        return found.scalar_one_or_none()

    def add(self, key: NewKey, project: str | None) -> ApiKey:
        """A key of that project, or of the administrators."""
        organization = self._session.execute(select(col(Organization.id))).scalars().first()
        row = ApiKey(
            id=mint("key_"),
            organization_id=str(organization),
            project_id=project,
            kind=key.kind,
            name=key.name,
            hash=key.hash,
            pepper_id=key.pepper_id,
            redacted=key.redacted,
            created_at=int(time.time()),
        )
        self._session.add(row)
        self._session.flush()
        return row

    def all(self, project: str | None = None) -> Sequence[tuple[ApiKey, str | None]]:
        """Every key with its project's name, oldest first; of one project where that is given."""
        found = select(ApiKey, col(Project.name)).outerjoin(
            Project, col(Project.id) == col(ApiKey.project_id)
        )
        if project is not None:
            found = found.where(col(ApiKey.project_id) == project)
        return [(key, name) for key, name in self._session.execute(found.order_by(col(ApiKey.id)))]

    def revoke(self, key_id: str) -> bool:
        """Whether there is such a key; it does not open any more."""
        key = self._session.get(ApiKey, key_id)
        if key is not None and key.revoked_at is None:
            key.revoked_at = int(time.time())
        return key is not None

    def project(self, named: str) -> Project | None:
        """The project of that id or name."""
        found = select(Project).where(or_(col(Project.id) == named, col(Project.name) == named))
        return self._session.execute(found.order_by(col(Project.id))).scalars().first()

    def projects(self) -> Sequence[Project]:
        """All of them."""
        return self._session.execute(select(Project).order_by(col(Project.id))).scalars().all()

    def new_project(self, name: str) -> Project:
        """A project of that name."""
        organization = self._session.execute(select(col(Organization.id))).scalars().first()
        row = Project(
            id=mint("proj_"), organization_id=str(organization), name=name, created_at=int(time.time())
        )
        self._session.add(row)
        self._session.flush()
        return row
