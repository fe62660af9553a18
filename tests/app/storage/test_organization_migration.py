"""The organization's migration gives the keys of earlier versions their owners, on both databases."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.storage.engine import connect
from app.storage.schema import upgrade
from tests.support.rows import query_rows


def _key(number: int, kind: str, project: str | None) -> dict[str, Any]:
    return {
        "id": f"key_{number}",
        "organization_id": "org-default",
        "project_id": project,
        "kind": kind,
        "name": f"name {number}" if number != 4 else "",
        "hash": f"hash {number}",
        "pepper_id": "pepper",
        "redacted": "sk-...",
        "created_at": number,
        "revoked_at": 9 if number == 3 else None,
    }


_KEYS = [
    _key(1, "project", "proj_default"),
    _key(2, "admin", None),
    _key(3, "service_account", "proj_default"),
    _key(4, "service_account", "proj_team"),
]
_COLUMNS = ", ".join(_KEYS[0])


def _upgraded(database: str) -> None:
    upgrade(database, "0008")
    engine = connect(database)
    before = sa.MetaData()
    with engine.begin() as connection:
        before.reflect(connection, only=["api_keys", "projects"])
        team = {"id": "proj_team", "organization_id": "org-default", "name": "Team", "created_at": 1}
        connection.execute(sa.insert(before.tables["projects"]), [team])
        connection.execute(sa.insert(before.tables["api_keys"]), _KEYS)
    engine.dispose()
    upgrade(database)


def test_upgrade_keys_of_an_earlier_version_have_owners(database: str) -> None:
    _upgraded(database)
    [(operator, email, is_default)] = query_rows(database, "SELECT id, email, is_default FROM users")
    assert operator.startswith("user-")
    assert (email, bool(is_default)) == ("operator@localhost", True)
    accounts = query_rows(
        database, "SELECT project_id, name, created_at, id FROM service_accounts ORDER BY id"
    )
    assert [account[:3] for account in accounts] == [
        ("proj_default", "name 3", 3), ("proj_team", "Service account", 4),
    ]  # fmt: skip
    owners = query_rows(database, "SELECT id, owner_user_id, service_account_id FROM api_keys ORDER BY id")
    assert owners == [
        ("key_1", operator, None),
        ("key_2", operator, None),
        ("key_3", None, accounts[0][3]),
        ("key_4", None, accounts[1][3]),
    ]
    query = "SELECT scope_id, principal_type, principal_id, role_id FROM role_assignments"
    assert set(query_rows(database, query)) == {
        ("org-default", "user", operator, "role-api-organization-owner"),
        ("proj_default", "service_account", accounts[0][3], "role-api-project-member"),
        ("proj_team", "service_account", accounts[1][3], "role-api-project-member"),
    }


def test_upgrade_keys_of_an_earlier_version_are_otherwise_the_same(database: str) -> None:
    _upgraded(database)
    rows = query_rows(database, f"SELECT {_COLUMNS} FROM api_keys ORDER BY id")  # noqa: S608 - our own columns
    assert rows == [tuple(key.values()) for key in _KEYS]


def test_upgrade_key_that_an_earlier_version_adds_afterwards_is_accepted(database: str) -> None:
    _upgraded(database)
    engine = connect(database)
    with engine.begin() as connection:
        columns: list[Any] = [sa.column(name) for name in _KEYS[0]]
        connection.execute(sa.insert(sa.table("api_keys", *columns)), [_key(5, "project", "proj_default")])
    engine.dispose()
    query = "SELECT owner_user_id, service_account_id, scopes, expires_at FROM api_keys WHERE id = 'key_5'"
    assert query_rows(database, query) == [(None, None, None, None)]
