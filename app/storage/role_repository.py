"""The custom roles of one organization and its projects."""

from __future__ import annotations

from sqlmodel import col

from app.storage.repository import Key
from app.storage.tables import Role
from app.storage.unit_of_work import AdministrativeRepository


class RoleRepository(AdministrativeRepository[Role]):
    """Reads and changes the roles that administrators have made."""

    table = Role
    key = Key(scope=col(Role.organization_id), id=col(Role.id))

    def of_scope(self, scope_id: str, role_id: str) -> Role | None:
        """The role of that id, if it is one of that organization or project."""
        return self.one(col(Role.id) == role_id, col(Role.scope_id) == scope_id)
