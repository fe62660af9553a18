"""Users of one organization."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence

from sqlalchemy import delete
from sqlmodel import col

from app.storage.ids import mint
from app.storage.repository import Changes, Key
from app.storage.tables import GroupMember, ProjectUser, RoleAssignment, User
from app.storage.unit_of_work import AdministrativeRepository

_IS_ACTIVE = col(User.disabled_at).is_(None)


class UserRepository(AdministrativeRepository[User]):
    """Reads and changes the users of an organization; removed ones stay as rows."""

    table = User
    key = Key(scope=col(User.organization_id), id=col(User.id))

    def operator(self) -> User:
        """The user who runs the server, whom a migration adds. Raises NoResultFound without one."""
        found: User = self._session.execute(self.select(col(User.is_default).is_(True))).scalar_one()
        return found

    def active(self, user_id: str) -> User | None:
        """The user of that id, unless it was removed."""
        return self.one(col(User.id) == user_id, _IS_ACTIVE)

    def by_email(self, email: str) -> User | None:
        """The user of that email, in capital letters or small ones, unless it was removed."""
        return self.one(col(User.email_key) == email_key(email), _IS_ACTIVE)

    def by_ids(self, user_ids: Collection[str]) -> dict[str, User]:
        """Id -> user, also of removed ones."""
        return {user.id: user for user in self.find(col(User.id).in_(user_ids))}

    def ids_by_email(self, emails: Collection[str]) -> list[str]:
        """The ids of the users of those emails, also of removed ones."""
        return [user.id for user in self.find(col(User.email_key).in_([email_key(each) for each in emails]))]

    def owners(self, user_ids: Sequence[str | None]) -> list[User]:
        """The users of those ids, the operator for None, which is the owner of a key without one."""
        users = self.by_ids([each for each in user_ids if each is not None])
        operator = self.operator()
        return [operator if each is None else users.get(each, operator) for each in user_ids]

    def all_active(self) -> Sequence[User]:
        """The users who were not removed, oldest first."""
        return self.find(_IS_ACTIVE)

    def search(self, emails: Sequence[str] | None, *, after: str | None, limit: int) -> Sequence[User]:
        """A page of the users who were not removed; of these emails only."""
        conditions = [_IS_ACTIVE]
        if emails is not None:
            conditions.append(col(User.email_key).in_([email_key(each) for each in emails]))
        return self.page(*conditions, after=after, limit=limit)

    def create(self, email: str, name: str) -> User:
        """Adds a user, or a removed one of that email again, who keeps the id.

        Raises IntegrityError where there is a user of that email.
        """
        removed = self.one(col(User.email_key) == email_key(email), col(User.disabled_at).is_not(None))
        if removed is not None:
            again: Changes = {col(User.disabled_at): None, col(User.email): email, col(User.name): name}
            self.change(removed.id, again)
            self._session.refresh(removed)
            return removed
        row = User(
            id=mint("user-"),
            organization_id=self.scope,
            email=email,
            email_key=email_key(email),
            name=name,
            added_at=int(time.time()),
        )
        return self.add(row)

    def update(self, user_id: str, changes: Changes) -> bool:
        """Changes a user who was not removed. Whether there is one."""
        return self.change(user_id, changes, _IS_ACTIVE)

    def remove_user(self, user_id: str) -> bool:
        """Removes a user from the organization, its projects and groups. Whether there was one."""
        if not self.update(user_id, {col(User.disabled_at): int(time.time())}):
            return False
        of_user = (col(RoleAssignment.principal_type) == "user", col(RoleAssignment.principal_id) == user_id)
        self._affects(delete(RoleAssignment).where(*of_user))
        self._affects(delete(ProjectUser).where(col(ProjectUser.user_id) == user_id))
        self._affects(delete(GroupMember).where(col(GroupMember.user_id) == user_id))
        return True


def email_key(email: str) -> str:
    """It identifies a user."""
    return email.strip().lower()
