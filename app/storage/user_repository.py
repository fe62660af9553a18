"""Users of one organization."""

from __future__ import annotations

from sqlmodel import col

from app.storage.repository import Key
from app.storage.tables import User
from app.storage.unit_of_work import AdministrativeRepository


class UserRepository(AdministrativeRepository[User]):
    """Reads and changes the users of an organization."""

    table = User
    key = Key(scope=col(User.organization_id), id=col(User.id))

    def operator(self) -> User:
        """The user who runs the server, whom a migration adds. Raises NoResultFound without one."""
        found: User = self._session.execute(self.select(col(User.is_default).is_(True))).scalar_one()
        return found
