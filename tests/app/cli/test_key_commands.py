"""`llm-backend keys`: every change has an audit event of the operator."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.cli import key_commands
from app.cli.command_error import CommandError
from app.cli.parser import parser
from app.settings import Settings
from app.storage.schema import upgrade
from tests.support.rows import query_rows

_EVENTS = "SELECT type, resource_id, project_id, actor_kind, request_id, changes FROM audit_log ORDER BY id"


def _keys(url: str, *arguments: str) -> None:
    options = parser().parse_args(["keys", *arguments])
    key_commands.run(Settings(database_url=url, key_pepper="a pepper of this test"), options)


def test_keys_create_and_revoke_add_audit_events_without_the_key(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    upgrade(database)
    _keys(database, "create", "--project", "new", "--new-project", "--name", "ours")
    _keys(database, "create", "--kind", "admin")
    output = capsys.readouterr().out
    project_key, admin_key = re.findall(r"^(key_\w+)", output, re.MULTILINE)
    _keys(database, "revoke", project_key)
    _keys(database, "revoke", admin_key)
    events = query_rows(database, _EVENTS)
    project = str(events[0][1])
    assert [event[:3] for event in events] == [
        ("project.created", project, project),
        ("api_key.created", project_key, project),
        ("tenant.admin_api_key.created", admin_key, None),
        ("api_key.deleted", project_key, project),
        ("tenant.admin_api_key.deleted", admin_key, None),
    ]
    assert {event[3:5] for event in events} == {("operator", None)}
    hashes = [str(row[0]) for row in query_rows(database, "SELECT hash FROM api_keys")]
    for secret in (*re.findall(r"sk-\S+", output), *hashes):
        assert secret not in json.dumps([list(event) for event in events])


def test_keys_revoke_revoked_key_succeeds_without_another_event(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    upgrade(url)
    _keys(url, "create", "--kind", "admin")
    (key,) = re.findall(r"^(key_\w+)", capsys.readouterr().out, re.MULTILINE)
    for _ in range(2):
        _keys(url, "revoke", key)
        assert "is revoked" in capsys.readouterr().out
    created, deleted = query_rows(url, _EVENTS)
    assert (created[0], deleted[0]) == ("tenant.admin_api_key.created", "tenant.admin_api_key.deleted")


def test_keys_failed_command_adds_no_audit_event(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    upgrade(url)
    for arguments in (("create", "--project", "none"), ("revoke", "key_none")):
        with pytest.raises(CommandError):
            _keys(url, *arguments)
    assert query_rows(url, _EVENTS) == []
