"""Who has which role in one organization or project."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Literal, TypeAlias

from sqlalchemy import ColumnElement, and_, delete, select
from sqlmodel import col

from app.storage.repository import Key
from app.storage.tables import RoleAssignment
from app.storage.unit_of_work import AdministrativeRepository

PrincipalType: TypeAlias = Literal["user", "group", "service_account"]


class RoleAssignmentRepository(AdministrativeRepository[RoleAssignment]):
    """Reads and changes the assignments of roles. The scope is the organization or the project."""

    table = RoleAssignment
    key = Key(scope=col(RoleAssignment.scope_id), id=col(RoleAssignment.role_id))

    def role_ids(self, kind: PrincipalType, principals: Collection[str]) -> Mapping[str, list[str]]:
        """Principal -> the ids of its own roles here; an empty list for one without a role."""
        statement = (
            select(col(RoleAssignment.principal_id), col(RoleAssignment.role_id))
            .where(self.in_scope(), _is_principal(kind, principals))
            .order_by(col(RoleAssignment.role_id))
        )
        found: defaultdict[str, list[str]] = defaultdict(list)
        for principal, role_id in self._session.execute(statement):
            found[principal].append(role_id)
        return found

    def assign(self, kind: PrincipalType, principal: str, role_id: str) -> bool:
        """Gives the principal a role. Whether it did not have it."""
        row = {"scope_id": self.scope, "principal_type": kind, "principal_id": principal, "role_id": role_id}
        return self.add_missing(row | {"created_at": int(time.time())})

    def unassign(
        self, kind: PrincipalType, principals: Collection[str], role_ids: Collection[str] | None = None
    ) -> bool:
        """Takes those roles, or all, away from the principals. Whether any had one."""
        statement = delete(RoleAssignment).where(self.in_scope(), _is_principal(kind, principals))
        if role_ids is not None:
            statement = statement.where(col(RoleAssignment.role_id).in_(role_ids))
        return self._affects(statement)

    def replace(self, kind: PrincipalType, principal: str, role_id: str, others: Collection[str]) -> None:
        """Gives the principal that one of several roles, of which it then has no other."""
        self.unassign(kind, (principal,), [each for each in others if each != role_id])
        self.assign(kind, principal, role_id)


def _is_principal(kind: str, principals: Collection[str]) -> ColumnElement[bool]:
    return and_(col(RoleAssignment.principal_type) == kind, col(RoleAssignment.principal_id).in_(principals))
