"""PostgreSQL answers, but cannot be written to: no call reaches the upstream until that is repaired."""

from __future__ import annotations

import asyncio
import uuid
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from app.storage.schema import upgrade
from tests.support.faulty_database import refused_until, serve_with_client, stored_texts

_TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{role}'"

# Name -> (what breaks it, what repairs it).
_STATES = {
    "read-only after a failover": (
        ["ALTER ROLE {role} SET default_transaction_read_only = on", _TERMINATE],
        ["ALTER ROLE {role} RESET default_transaction_read_only"],
    ),
    "right to insert missing": (
        ["REVOKE INSERT ON usage_records FROM {role}"],
        ["GRANT INSERT ON usage_records TO {role}"],
    ),
    "right to read missing": (
        ["REVOKE SELECT ON chat_completions FROM {role}"],
        ["GRANT SELECT ON chat_completions TO {role}"],
    ),
    "table missing": (
        ["ALTER TABLE usage_records RENAME TO elsewhere"],
        ["ALTER TABLE elsewhere RENAME TO usage_records"],
    ),
    "column missing": (
        ["ALTER TABLE chat_completions RENAME COLUMN response TO elsewhere"],
        ["ALTER TABLE chat_completions RENAME COLUMN elsewhere TO response"],
    ),
    "schema missing": (
        ["ALTER SCHEMA public RENAME TO elsewhere"],
        ["ALTER SCHEMA elsewhere RENAME TO public"],
    ),
    "too many connections": (
        ["ALTER ROLE {role} CONNECTION LIMIT 0", _TERMINATE],
        ["ALTER ROLE {role} CONNECTION LIMIT -1"],
    ),
    "login refused": (
        ["ALTER ROLE {role} NOLOGIN", _TERMINATE],
        ["ALTER ROLE {role} LOGIN"],
    ),
}  # fmt: skip


class _Administrator:
    """The owner of the tables, beside a role that has the rights of a server only."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.role = f"app_{uuid.uuid4().hex}"
        self.role_url = sa.make_url(url).set(username=self.role).render_as_string(hide_password=False)
        upgrade(url)
        self.execute(
            "CREATE ROLE {role} LOGIN",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        )

    def execute(self, *statements: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.format(role=self.role).encode())


@pytest.fixture
def administrator(postgres_database: str) -> _Administrator:
    return _Administrator(postgres_database)


@pytest.mark.parametrize("state", _STATES)
async def test_server_with_postgresql_that_refuses_writes_refuses_calls_and_recovers(
    administrator: _Administrator, tmp_path: Path, state: str
) -> None:
    breaks, repairs = _STATES[state]
    url = administrator.role_url
    async with serve_with_client(tmp_path, url, DATABASE_WAIT_SECONDS="0.5") as client:
        assert await client.chat() == 200
        await asyncio.to_thread(administrator.execute, *breaks)
        if state == "column missing":
            # Only a row that is lost shows it.
            assert await client.chat() == 503
        await refused_until(client, lambda: administrator.execute(*repairs))
    assert await asyncio.to_thread(stored_texts, url) == client.completed
