"""The space that a database takes, and since when, for `doctor`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col

from app.storage import connection_errors
from app.storage.database_url import is_sqlite, parse
from app.storage.engine import connect
from app.storage.sqlite_files import SqliteFiles
from app.storage.tables import ChatCompletion, Project, Response


@dataclass(frozen=True, slots=True)
class Space:
    """Sizes in bytes, and the Unix time of the oldest stored exchange."""

    size: int
    log: int | None
    """Of SQLite's write-ahead log; None for PostgreSQL, which has one for all databases."""
    oldest: int | None
    """None where nothing is stored."""
    folder: Path | None
    """The folder of SQLite's file."""


def space(url: str) -> Space:
    """Reads the sizes of a database at head, and few rows of it. Raises StorageError."""
    engine = connect(url)
    try:
        with Session(engine) as session:
            oldest = _oldest(session)
            if not is_sqlite(url):
                size = session.connection().scalar(text("SELECT pg_database_size(current_database())"))
                return Space(int(size or 0), None, oldest, None)
            target = SqliteFiles(parse(url)).target
            log = Path(f"{target}-wal")
            log_size = log.stat().st_size if log.exists() else 0
            return Space(target.stat().st_size, log_size, oldest, target.parent)
    except SQLAlchemyError as error:
        raise connection_errors.storage_error(engine.url, error) from None
    finally:
        engine.dispose()


def _oldest(session: Session) -> int | None:
    times = [
        created
        for project in session.execute(select(col(Project.id))).scalars()
        for table in (ChatCompletion, Response)
        if (created := _first(session, table, project)) is not None
    ]
    return min(times, default=None)


def _first(session: Session, table: type[Any], project: str) -> int | None:
    """The time of a project's first row, by its id, which sorts by time: one step in an index."""
    first = select(col(table.created_at)).where(col(table.project_id) == project)
    found: int | None = session.execute(first.order_by(col(table.id)).limit(1)).scalar()
    return found
