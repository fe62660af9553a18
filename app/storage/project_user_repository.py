"""The users who were added to one project."""

from __future__ import annotations

import time

from sqlmodel import col

from app.storage.repository import Key
from app.storage.role_assignment_repository import RoleAssignmentRepository
from app.storage.tables import ProjectUser
from app.storage.unit_of_work import AdministrativeRepository


class ProjectUserRepository(AdministrativeRepository[ProjectUser]):
    """Reads and changes the memberships of a project."""

    table = ProjectUser
    key = Key(scope=col(ProjectUser.project_id), id=col(ProjectUser.user_id))

    @property
    def roles(self) -> RoleAssignmentRepository:
        """The roles in the project."""
        return RoleAssignmentRepository(self._session, self.scope)

    def join(self, user_id: str) -> bool:
        """Adds a user. Whether the user did not belong to the project."""
        row = {"project_id": self.scope, "user_id": user_id, "added_at": int(time.time())}
        return self.add_missing(row)

    def leave(self, user_id: str) -> bool:
        """Ends a membership, and takes the user's own roles in the project away. Whether there was one."""
        self.roles.unassign("user", (user_id,))
        return self.remove(user_id)
