"""Projects of one organization."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement
from sqlmodel import col

from app.storage.ids import mint
from app.storage.repository import Changes, Key, Order
from app.storage.tables import Project
from app.storage.unit_of_work import AdministrativeRepository


class ProjectRepository(AdministrativeRepository[Project]):
    """Reads and changes the projects of an organization, archived ones too. A project is never deleted."""

    table = Project
    # The default project's id does not sort by time.
    key = Key(
        scope=col(Project.organization_id),
        id=col(Project.id),
        order=(col(Project.created_at), col(Project.id)),
    )

    def create(
        self,
        name: str,
        *,
        external_key_id: str | None = None,
        residency: str | None = None,
        geography: str | None = None,
    ) -> Project:
        """Adds an active project."""
        return self.add(
            Project(
                id=mint("proj_"),
                organization_id=self.scope,
                name=name,
                created_at=int(time.time()),
                external_key_id=external_key_id,
                residency=residency,
                geography=geography,
            )
        )

    def search(
        self, *, include_archived: bool, after: str | None, limit: int, order: Order = "asc"
    ) -> Sequence[Project]:
        """A page of active projects, or of all."""
        conditions = () if include_archived else (_is_active(),)
        return self.page(*conditions, after=after, limit=limit, order=order)

    def names(self, project_ids: Collection[str]) -> dict[str, str]:
        """Id -> name, also of archived projects."""
        return {each.id: each.name for each in self.find(col(Project.id).in_(project_ids))}

    def by_id_or_name(self, text: str) -> Sequence[Project]:
        """The project of that id, else the active projects of that name, else the archived ones."""
        project = self.get(text)
        if project is not None:
            return [project]
        named = self.find(col(Project.name) == text)
        return [each for each in named if each.archived_at is None] or named

    def update(self, project_id: str, changes: Changes) -> Project | None:
        """Changes an active project; None where there is none of that id, or it is archived."""
        return self.get(project_id) if self.change(project_id, changes, _is_active()) else None

    def archive(self, project_id: str) -> Project | None:
        """Archives an active project, whose keys then no longer authenticate; None as for `update`."""
        return self.update(project_id, {col(Project.archived_at): int(time.time())})


def _is_active() -> ColumnElement[bool]:
    return col(Project.archived_at).is_(None)
