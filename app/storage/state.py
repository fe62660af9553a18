"""The state of a database, for `doctor`."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app.storage import connection_errors
from app.storage.api_key_repository import ApiKeyRepository
from app.storage.engine import connect
from app.storage.open_history import is_out_of_reach
from app.storage.organizations import default_organization


@dataclass(frozen=True, slots=True)
class State:
    """Product and version, clock, number of active keys, what they do not reach, and a bound of its own."""

    product: str
    clock_offset: float | None
    """Its clock less this machine's, in seconds; None where it has no clock of its own."""
    keys: int
    has_open_history: bool
    """Whether calls without keys stored something that no key gives access to."""
    max_connections: int | None = None
    """Of all clients without superusers; None where it has no such bound."""


def state(url: str) -> State:
    """Reads the state of a database at head. Raises StorageError."""
    engine = connect(url)
    try:
        with Session(engine) as session:
            keys = len(ApiKeyRepository(session, default_organization(session)).active())
            lost = is_out_of_reach(session)
            if engine.dialect.name == "sqlite":
                version = session.connection().scalar(text("SELECT sqlite_version()"))
                return State(f"SQLite {version}", None, keys, lost)
            version, now, most = session.connection().execute(text(_OF_THE_SERVER)).one()
            offset = float(now) - time.time()
            return State(f"PostgreSQL {str(version).split()[0]}", offset, keys, lost, int(most))
    except SQLAlchemyError as error:
        raise connection_errors.storage_error(engine.url, error) from None
    finally:
        engine.dispose()


def has_open_history(url: str) -> bool:
    """Whether calls without keys stored something that no key gives access to. Raises StorageError."""
    engine = connect(url)
    try:
        with Session(engine) as session:
            return is_out_of_reach(session)
    except SQLAlchemyError as error:
        raise connection_errors.storage_error(engine.url, error) from None
    finally:
        engine.dispose()


_OF_THE_SERVER = """
SELECT current_setting('server_version'), extract(epoch FROM clock_timestamp()),
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
"""
