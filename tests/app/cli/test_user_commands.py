"""`llm-backend users`, and keys that belong to users; on both databases."""

from __future__ import annotations

import json
import re

import pytest

from app.cli import key_commands, user_commands
from app.cli.command_error import CommandError
from app.cli.parser import parser
from app.settings import Settings
from app.storage.schema import upgrade
from tests.support.rows import query_rows

_KEYS = "SELECT kind, owner_user_id, service_account_id FROM api_keys ORDER BY id"


def _run(url: str, *arguments: str) -> None:
    options = parser().parse_args(list(arguments))
    commands = {"users": user_commands, "keys": key_commands}
    commands[options.command].run(Settings(database_url=url, key_pepper="a pepper of this test"), options)


def test_users_create_adds_a_user_with_a_role_and_an_audit_event(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    upgrade(database)
    _run(database, "users", "create", "Ann@example.com")
    _run(database, "users", "create", "ben@example.com", "--name", "Ben", "--role", "owner")
    ann, ben = re.findall(r"^(user-\w+),", capsys.readouterr().out, re.M)
    _run(database, "users", "list")
    listed = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert listed[0][1:] == ["owner", "operator@localhost", "Operator"]
    assert listed[1:] == [[ann, "reader", "Ann@example.com", "Ann"], [ben, "owner", "ben@example.com", "Ben"]]
    events = query_rows(database, "SELECT type, resource_id, changes FROM audit_log ORDER BY id")
    found = [(kind, user, json.loads(data) if isinstance(data, str) else data) for kind, user, data in events]
    assert found == [
        ("user.added", ann, {"data": {"role": "reader"}}), ("user.added", ben, {"data": {"role": "owner"}}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("email", "message"), [("ann@EXAMPLE.com", "There is a user of the email"), ("ann", "no email address")]
)
def test_users_create_known_or_invalid_email_is_refused(database: str, email: str, message: str) -> None:
    upgrade(database)
    _run(database, "users", "create", "ann@example.com")
    with pytest.raises(CommandError, match=message):
        _run(database, "users", "create", email)
    assert query_rows(database, "SELECT count(*) FROM users") == [(2,)]


def test_keys_create_belongs_to_the_user_the_operator_or_a_new_service_account(database: str) -> None:
    upgrade(database)
    _run(database, "users", "create", "ann@example.com", "--role", "owner")
    [(operator,), (ann,)] = query_rows(database, "SELECT id FROM users ORDER BY id")
    _run(database, "keys", "create", "--project", "Default")
    _run(database, "keys", "create", "--project", "Default", "--user", "ann@example.com")
    _run(database, "keys", "create", "--kind", "admin", "--user", "ann@example.com")
    _run(database, "keys", "create", "--kind", "service_account", "--project", "Default", "--name", "ci")
    [(account, name)] = query_rows(database, "SELECT id, name FROM service_accounts")
    assert name == "ci"
    assert query_rows(database, _KEYS) == [
        ("project", operator, None),
        ("project", ann, None),
        ("admin", ann, None),
        ("service_account", None, account),
    ]
    roles = "SELECT role_id FROM role_assignments WHERE principal_type = 'service_account'"
    assert query_rows(database, roles) == [("role-api-project-member",)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--project", "Default", "--user", "none@example.com"), "llm-backend users create"),
        (("--project", "Default", "--user", "ann@example.com"), "does not belong to the project"),
        (("--project", "Default", "--kind", "service_account", "--user", "ann@example.com"), "remove --user"),
    ],
)
def test_keys_create_for_an_unsuitable_user_is_refused(
    database: str, arguments: tuple[str, ...], message: str
) -> None:
    upgrade(database)
    _run(database, "users", "create", "ann@example.com")
    with pytest.raises(CommandError, match=message):
        _run(database, "keys", "create", *arguments)
    assert query_rows(database, _KEYS) == []
