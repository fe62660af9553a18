"""The driver's cursor within a session's transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlmodel import Session

from app.storage.engine import wrapped


@contextmanager
def session_cursor(session: Session) -> Iterator[tuple[DBAPICursor, Dialect]]:
    """A cursor of the session's connection. Errors are SQLAlchemy's, as those of the session are."""
    connection = session.connection()
    dialect = connection.dialect
    cursor = connection.connection.cursor()
    try:
        yield cursor, dialect
    except dialect.loaded_dbapi.Error as error:
        raise wrapped(error, dialect) from error
    finally:
        cursor.close()
