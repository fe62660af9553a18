"""What `llm-backend migrate` would do to a database, without doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, inspect, select, table
from sqlalchemy.exc import SQLAlchemyError

from app.storage import connection_errors
from app.storage.engine import connect
from app.storage.schema import head, require_known, scripts


@dataclass(frozen=True, slots=True)
class Step:
    """One revision: its one-line description, and the rows that it reads or writes, by table."""

    revision: str
    about: str
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class MigrationPlan:
    """The revision of the database, None where it has none, that after the steps, and the steps."""

    current: str | None
    target: str
    steps: Sequence[Step]


def plan(url: str) -> MigrationPlan:
    """The steps from the database's revision to head. Raises StorageError."""
    current = require_known(url)
    walked = scripts().walk_revisions(base=current or "base", head="head")
    ahead = [
        (script.revision, str(script.doc).partition("\n")[0], getattr(script.module, "reads_all_rows", ()))
        for script in reversed(list(walked))
        if script.revision != current
    ]
    counts = {} if current is None else _count(url, {name for _, _, names in ahead for name in names})
    steps = [
        Step(revision, about, {name: counts[name] for name in names if name in counts})
        for revision, about, names in ahead
    ]
    return MigrationPlan(current, head(), steps)


def _count(url: str, names: set[str]) -> dict[str, int]:
    """The rows of those tables that exist."""
    engine = connect(url)
    try:
        with engine.connect() as connection:
            return {name: _rows(connection, name) for name in names if inspect(connection).has_table(name)}
    except SQLAlchemyError as error:
        raise connection_errors.storage_error(engine.url, error) from None
    finally:
        engine.dispose()


def _rows(connection: Connection, name: str) -> int:
    return connection.scalar(select(func.count()).select_from(table(name))) or 0
