"""The base of the repositories: rows of one table, read and written within the caller's scope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Literal, NamedTuple, TypeAlias, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Delete,
    Select,
    SQLColumnExpression,
    TextClause,
    Update,
    delete,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.base import ExecutableOption
from sqlmodel import Session, SQLModel

from app.storage.long_reads import JsonReader, short_json
from app.storage.tables import METADATA

Row = TypeVar("Row", bound=SQLModel)

Order: TypeAlias = Literal["asc", "desc"]
Condition: TypeAlias = ColumnElement[bool] | TextClause
Changes: TypeAlias = Mapping[SQLColumnExpression[Any], Any]
"""Column -> its new value."""


class Key(NamedTuple):
    """The columns by which a repository finds and sorts rows, each given as `col(Table.column)`."""

    scope: SQLColumnExpression[str]
    """The owner of the row: a project or an organization."""
    id: SQLColumnExpression[str]
    """The id that the contract's operations name."""
    order: tuple[SQLColumnExpression[Any], ...] = ()
    """The sort key of pages, unique among the rows of a page.

    Empty: the id, for ids of `mint` sort by time.
    """


@dataclass(frozen=True, slots=True)
class PayloadPage(Generic[Row]):
    """Rows of a page, each with the JSON of one of its columns."""

    rows: Sequence[Row]
    payloads: Sequence[bytes]
    has_more: bool
    """Whether another row follows."""


class Repository(Generic[Row]):
    """Reads and writes the rows of `table` that belong to `scope`; for every method the others do not exist.

    A subclass states `table` and `key` and adds its own queries as conditions; one whose rows belong to
    another object narrows `in_scope`. Helpers, not a framework: a method that needs another statement writes
    it, and starts from `select` or `in_scope`.
    """

    table: type[Row]
    key: ClassVar[Key]
    page_options: ClassVar[Sequence[ExecutableOption]] = ()
    """Loader options of pages: a list leaves payload columns out by `defer`."""

    def __init__(self, session: Session, scope: str) -> None:
        self._session = session
        self.scope = scope

    def in_scope(self) -> ColumnElement[bool]:
        """The condition that a row belongs to the scope."""
        return self.key.scope == self.scope

    def select(self, *conditions: Condition) -> Select[Row]:
        """Rows of the scope that meet all conditions, as they are in the database now."""
        statement = select(self.table).where(self.in_scope(), *conditions)
        return statement.execution_options(populate_existing=True)

    def find(self, *conditions: Condition) -> Sequence[Row]:
        """All rows that meet the conditions, in the order of pages."""
        statement = self.select(*conditions).order_by(*self._order())
        return self._session.execute(statement).scalars().all()

    def one(self, *conditions: Condition) -> Row | None:
        """The one row that meets the conditions, or None."""
        return self._session.execute(self.select(*conditions)).scalar_one_or_none()

    def get(self, row_id: str, *, options: Sequence[ExecutableOption] = ()) -> Row | None:
        """The row of that id, or None where the scope has none. Loader `options` leave columns out."""
        statement = self.select(self.key.id == row_id).options(*options)
        return self._session.execute(statement).scalar_one_or_none()

    def payloads(self, rows: Sequence[Row], column: str, most_bytes: int = 0) -> list[bytes]:
        """The JSON in a column of the rows, which need not have loaded it. See `JsonReader.read_rows`."""
        table = METADATA.tables[str(self.table.__tablename__)]
        names = [key.key for key in table.primary_key.columns]
        keys = [[getattr(row, name) for name in names] for row in rows]
        return JsonReader(self._session, table, column).read_rows(keys, most_bytes)

    def with_payloads(
        self, statement: Select[Row], column: str, *, skipped: ExecutableOption
    ) -> Iterator[tuple[Row, bytes]]:
        """The rows of a query and the JSON in a column of theirs; `skipped` keeps them from loading it.

        Most are short, and come with their rows; see `JsonReader` for the others.
        """
        short = short_json(METADATA.tables[str(self.table.__tablename__)].c[column])
        for row, data in self._session.execute(statement.add_columns(short).options(skipped)).all():
            yield row, self.payloads([row], column)[0] if data is None else data.encode()

    def page(
        self,
        *conditions: Condition,
        after: str | None = None,
        limit: int,
        order: Order = "asc",
        options: Sequence[ExecutableOption] | None = None,
    ) -> Sequence[Row]:
        """The `limit` rows after the row of the id `after`, and one row more where another page follows.

        Where the id is the sort key, that row may be deleted since. Otherwise its place is looked up in the
        scope, whatever the conditions, and an `after` that does not exist there has an empty page. `options`
        replace `page_options`.
        """
        columns = self._order()
        statement = self.select(*conditions).options(*(self.page_options if options is None else options))
        if after is not None:
            place = self._place(after)
            if place is None:
                return ()
            # A row value: one range of an index, where `a > x OR (a = x AND b > y)` is two.
            key, bound = tuple_(*columns), tuple_(*place)
            statement = statement.where(key > bound if order == "asc" else key < bound)
        sorted_by = [column.asc() if order == "asc" else column.desc() for column in columns]
        return self._session.execute(statement.order_by(*sorted_by).limit(limit + 1)).scalars().all()

    def payload_page(self, rows: Sequence[Row], column: str, limit: int, most_bytes: int) -> PayloadPage[Row]:
        """The first `limit` rows of what `page` has returned, fewer if they have more than `most_bytes`."""
        payloads = self.payloads(rows[:limit], column, most_bytes)
        return PayloadPage(rows[: len(payloads)], payloads, len(rows) > len(payloads))

    def add(self, row: Row) -> Row:
        """Inserts a row of the scope.

        Raises ValueError for one of another scope, IntegrityError for an id that exists.
        """
        self._require_scope(getattr(row, cast("InstrumentedAttribute[str]", self.key.scope).key))
        self._session.add(row)
        self._session.flush()
        return row

    def change(self, row_id: str, changes: Changes, *conditions: Condition) -> bool:
        """Updates the row of that id if it meets the conditions. Whether it did, even if nothing changes."""
        matching = (self.in_scope(), self.key.id == row_id, *conditions)
        values = dict(changes) or {self.key.id: self.key.id}
        return self._affects(update(self.table).where(*matching).values(values))

    def remove(self, row_id: str, *conditions: Condition) -> bool:
        """Deletes the row of that id if it meets the conditions. Whether it did."""
        return self._affects(delete(self.table).where(self.in_scope(), self.key.id == row_id, *conditions))

    def _affects(self, statement: Update | Delete) -> bool:
        """Executes the statement without the session's bookkeeping: `select` reads rows again."""
        return bool(self._session.connection().execute(statement).rowcount)

    def _require_scope(self, scope: str) -> None:
        if scope != self.scope:
            raise ValueError(f"a row of {scope!r} cannot be added in the scope of {self.scope!r}")

    def _order(self) -> tuple[SQLColumnExpression[Any], ...]:
        return self.key.order or (self.key.id,)

    def _place(self, row_id: str) -> Sequence[Any] | None:
        """The sort key of the row of that id."""
        if not self.key.order:
            return (row_id,)
        found = select(*self.key.order).where(self.in_scope(), self.key.id == row_id)
        return self._session.execute(found).one_or_none()
