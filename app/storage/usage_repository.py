"""Usage records of one project."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from app.storage.repository import Key, Repository
from app.storage.rows import UsageRow
from app.storage.tables import UsageRecord

INTERRUPTED = "interrupted"
"""The status of a call whose process was killed."""
_KEY = ("project_id", "id")


class UsageRepository(Repository[UsageRecord]):
    """Reads and adds the usage records of a project."""

    table = UsageRecord
    key = Key(scope=col(UsageRecord.project_id), id=col(UsageRecord.id))

    def save(self, row: UsageRow) -> None:
        """Adds a record, in place of one that says no more than that the call was interrupted.

        Any other record of that id stays: it is of the same call.
        """
        self._require_scope(row["project_id"])
        connection = self._session.connection()
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        statement = insert(UsageRecord).values(**row)
        replaced = {name: statement.excluded[name] for name in row if name not in _KEY}
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=_KEY, set_=replaced, where=col(UsageRecord.status) == INTERRUPTED
            )
        )

    def of_job(self, prefix: str) -> Sequence[UsageRecord]:
        """The records of a background response, whose ids are that prefix, `a` and more, in their order."""
        return self.find(col(UsageRecord.id) >= f"{prefix}a", col(UsageRecord.id) < f"{prefix}b")
