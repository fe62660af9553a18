"""Leased work: which runner has a row of a table with the columns of `Leased`, and until when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import ClassVar, Generic, Literal, NamedTuple, TypeAlias, TypeVar, cast

from sqlalchemy import ColumnElement, and_, false, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute
from sqlmodel import Session, col

from app.storage.leases import is_free, lease_end
from app.storage.repository import Changes, Condition, Repository
from app.storage.tables.leased import Leased

LeasedRow = TypeVar("LeasedRow", bound=Leased)

HeartbeatResult: TypeAlias = Literal["held", "cancel", "lost"]
"""For the runner: continue; end the work as cancelled; stop, for another runner has it or it was deleted."""


class LeaseKey(NamedTuple):
    """The scope and the id of a leased row."""

    scope: str
    id: str


class Waiting(NamedTuple):
    """A row without a runner."""

    key: LeaseKey
    lane: str


class LeasedRepository(Repository[LeasedRow]):
    """The leased rows of one scope. A subclass states which rows are `unfinished`."""

    unfinished: ClassVar[Condition]

    def release(self, row_id: str, attempt: int) -> bool:
        """Ends the attempt's lease, so that another runner acquires the row at once.

        False: it was lost before.
        """
        no_lease: Changes = {col(self.table.owner): None, col(self.table.lease_until): None}
        return self.change(row_id, no_lease, *self.held(attempt))

    def request_cancel(self, row_id: str) -> LeasedRow | None:
        """Marks an unfinished row to be cancelled by its runner or the next one. None: no such row."""
        self.change(row_id, {col(self.table.cancel_requested): True}, self.unfinished)
        return self.get(row_id)

    def count_waiting(self, most: int) -> int:
        """How many unfinished rows wait for their first runner, or for the next one after a release.

        `most` if there are more.
        """
        waiting = (
            select(self.key.id)
            .where(self.in_scope(), self.unfinished, col(self.table.lease_until).is_(None))
            .limit(most)
            .subquery()
        )
        found: int = self._session.execute(select(func.count()).select_from(waiting)).scalar_one()
        return found

    @classmethod
    def key_of(cls, row: LeasedRow) -> LeaseKey:
        """The key of a row."""
        scope, row_id = (cast("InstrumentedAttribute[str]", column).key for column in cls.key[:2])
        return LeaseKey(getattr(row, scope), getattr(row, row_id))

    @classmethod
    def held(cls, attempt: int) -> tuple[Condition, ...]:
        """That the attempt holds the row. The lease may have expired, if no other runner has acquired it."""
        return (col(cls.table.attempt) == attempt, col(cls.table.owner).is_not(None))


class LeaseQueue(Generic[LeasedRow]):
    """The leased rows of all scopes, for the server's own runners, which have no scope."""

    def __init__(self, session: Session, repository: type[LeasedRepository[LeasedRow]]) -> None:
        self._session = session
        self._repository = repository
        self._table = repository.table

    def waiting(self, most: int) -> list[Waiting]:
        """Unfinished rows without a runner: new, released, or left by a crash.

        At most so many of each scope and lane, the oldest ones: a long queue does not hide a short one.
        """
        scope, row_id = self._repository.key.scope, self._repository.key.id
        queue = (scope, col(self._table.lane))
        place = func.row_number().over(partition_by=queue, order_by=row_id).label("place")
        ranked = (
            select(scope.label("scope"), row_id.label("id"), queue[1].label("lane"), place)
            .where(self._repository.unfinished, is_free(col(self._table.lease_until)))
            .subquery()
        )
        found = select(ranked.c.scope, ranked.c.id, ranked.c.lane).where(ranked.c.place <= most)
        return [
            Waiting(LeaseKey(row.scope, row.id), row.lane)
            for row in self._session.execute(found.order_by(ranked.c.id))
        ]

    def claim(self, keys: Collection[LeaseKey], owner: str, duration_ms: int) -> Sequence[LeasedRow]:
        """Acquires those of the rows that are unfinished and have no runner, each as a new attempt."""
        free = (self._repository.unfinished, is_free(col(self._table.lease_until)))
        # Another runner that claims the same rows is not waited for.
        claimed = [row.key for row in self._lock(keys, *free, skip_locked=True)]
        if not claimed:
            return ()
        self._change(
            claimed,
            {
                col(self._table.attempt): col(self._table.attempt) + 1,
                col(self._table.owner): owner,
                col(self._table.lease_until): lease_end(duration_ms),
            },
        )
        rows = select(self._table).where(self._any_of(claimed)).order_by(self._repository.key.id)
        return self._session.execute(rows.execution_options(populate_existing=True)).scalars().all()

    def heartbeat(
        self, attempts: Mapping[LeaseKey, int], duration_ms: int
    ) -> dict[LeaseKey, HeartbeatResult]:
        """Extends the leases of these attempts, also those that have expired and have no new holder.

        A released row has no lease to extend: the heartbeat may have waited for the release in a thread.
        """
        results: dict[LeaseKey, HeartbeatResult] = dict.fromkeys(attempts, "lost")
        for row in self._lock(attempts, col(self._table.owner).is_not(None)):
            if row.attempt == attempts[row.key]:
                results[row.key] = "cancel" if row.cancel_requested else "held"
        held = [key for key, result in results.items() if result != "lost"]
        self._change(held, {col(self._table.lease_until): lease_end(duration_ms)})
        return results

    def _lock(
        self, keys: Iterable[LeaseKey], *conditions: Condition, skip_locked: bool = False
    ) -> list[_Locked]:
        """The rows that meet the conditions, locked in one order, as the group-commit writer locks them."""
        scope, row_id = self._repository.key.scope, self._repository.key.id
        found = (
            select(scope, row_id, col(self._table.attempt), col(self._table.cancel_requested))
            .where(self._any_of(keys), *conditions)
            .order_by(scope, row_id)
            .with_for_update(key_share=True, skip_locked=skip_locked)
        )
        return [
            _Locked(LeaseKey(row[0], row[1]), row[2], row[3]) for row in self._session.execute(found).all()
        ]

    def _change(self, keys: Sequence[LeaseKey], changes: Changes) -> None:
        if keys:
            statement = update(self._table).where(self._any_of(keys)).values(dict(changes))
            self._session.connection().execute(statement)

    def _any_of(self, keys: Iterable[LeaseKey]) -> ColumnElement[bool]:
        """Not a list of tuples: SQLite would read the whole table."""
        scope, row_id = self._repository.key.scope, self._repository.key.id
        return or_(false(), *(and_(scope == key.scope, row_id == key.id) for key in keys))


class _Locked(NamedTuple):
    key: LeaseKey
    attempt: int
    cancel_requested: bool
