"""Service accounts of one project."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence

from sqlmodel import col

from app.storage.ids import mint
from app.storage.repository import Changes, Key
from app.storage.role_assignment_repository import RoleAssignmentRepository
from app.storage.tables import ServiceAccount
from app.storage.unit_of_work import AdministrativeRepository

_IS_ACTIVE = col(ServiceAccount.deleted_at).is_(None)


class ServiceAccountRepository(AdministrativeRepository[ServiceAccount]):
    """Reads and changes the service accounts of a project; deleted ones stay as rows."""

    table = ServiceAccount
    key = Key(scope=col(ServiceAccount.project_id), id=col(ServiceAccount.id))

    def create(self, name: str, role_id: str | None) -> ServiceAccount:
        """Adds an account with that role in the project, or with none."""
        row = ServiceAccount(
            project_id=self.scope, id=mint("svc_acct_"), name=name, created_at=int(time.time())
        )
        if role_id is not None:
            self.roles.assign("service_account", row.id, role_id)
        return self.add(row)

    @property
    def roles(self) -> RoleAssignmentRepository:
        """The roles in the project."""
        return RoleAssignmentRepository(self._session, self.scope)

    def active(self, account_id: str) -> ServiceAccount | None:
        """The account of that id, unless it is deleted."""
        return self.one(col(ServiceAccount.id) == account_id, _IS_ACTIVE)

    def by_ids(self, account_ids: Collection[str]) -> Sequence[ServiceAccount]:
        """The accounts of those ids, also deleted ones."""
        return self.find(col(ServiceAccount.id).in_(account_ids))

    def search(self, *, after: str | None, limit: int) -> Sequence[ServiceAccount]:
        """A page of the accounts that are not deleted."""
        return self.page(_IS_ACTIVE, after=after, limit=limit)

    def update(self, account_id: str, changes: Changes) -> bool:
        """Changes an account that is not deleted. Whether there is one."""
        return self.change(account_id, changes, _IS_ACTIVE)

    def delete(self, account_id: str) -> bool:
        """Deletes an account, whose keys then no longer authenticate. Whether there was one."""
        self.roles.unassign("service_account", (account_id,))
        return self.update(account_id, {col(ServiceAccount.deleted_at): int(time.time())})
