"""Projects of one organization."""

from __future__ import annotations

import time
from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from app.storage.ids import mint
from app.storage.repository import Key, Order, Repository
from app.storage.tables import Organization, Project


def default_organization(session: Session) -> str:
    """The id of the operator's organization; a server has one."""
    return str(session.execute(select(col(Organization.id))).scalars().first())


class ProjectRepository(Repository[Project]):
    """Reads and changes the projects of an organization, archived ones too. A project is never deleted."""

    table = Project
    # The default project's id does not sort by time.
    key = Key(
        scope=col(Project.organization_id),
        id=col(Project.id),
        order=(col(Project.created_at), col(Project.id)),
    )

    def create(self, name: str) -> Project:
        """A new, active project."""
        return self.add(
            Project(id=mint("proj_"), organization_id=self.scope, name=name, created_at=int(time.time()))
        )

    def search(
        self, *, include_archived: bool, after: str | None, limit: int, order: Order = "asc"
    ) -> Sequence[Project]:
        """A page of active projects, or of all."""
        conditions = () if include_archived else (col(Project.archived_at).is_(None),)
        return self.page(*conditions, after=after, limit=limit, order=order)

    def by_id_or_name(self, text: str) -> Project | None:
        """The project of that id, else the oldest of that name."""
        return self.get(text) or next(iter(self.find(col(Project.name) == text)), None)

    def archive(self, project_id: str) -> bool:
        """Archives an active project: its keys stop to authenticate. Whether there was one."""
        active = col(Project.archived_at).is_(None)
        return self.change(project_id, {col(Project.archived_at): int(time.time())}, active)
