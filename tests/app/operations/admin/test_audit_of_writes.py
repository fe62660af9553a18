"""Every administrative write has exactly one audit event, a refused one none; on both databases."""

from __future__ import annotations

import json
import re
from typing import Any

from app.main import answers
from app.settings import Settings
from generated.operations import BY_ID, OPERATIONS
from tests.support.administration import Administered, administered, insert_key

_ANSWERED_BY = answers(Settings())
_WRITES = {
    operation.id
    for operation in OPERATIONS
    if operation.security == "admin_api_key"
    and operation.method != "GET"
    and _ANSWERED_BY[operation.id] == "implemented"
}
_BODIES: dict[str, dict[str, Any]] = {
    "create_project": {"name": "A"},
    "modify_project": {"name": "B"},
    "update_project_model_permissions": {"mode": "deny_list", "model_ids": ["x"]},
    "update_project_hosted_tool_permissions": {"mcp": {"enabled": False}},
    "create_project_user": {"user_id": "{user_id}", "role": "member"},
    "modify_project_user": {"role": "owner"},
    "create_project_service_account": {"name": "robot"},
    "update_project_service_account": {"name": "Robot"},
    "create_service_account_api_key": {"scopes": ["api.files.read"]},
    "admin_api_keys_create": {"name": "admin"},
    "modify_user": {"role": "owner"},
}
"""In the order of the test: the bodies of the writes; `{user_id}` is the id of an object that exists."""
_ORDER = (
    *_BODIES, "delete_project_model_permissions", "delete_project_api_key", "delete_project_service_account",
    "delete_project_user", "delete_user", "admin_api_keys_delete", "archive_project",
)  # fmt: skip
# What exists before a write, by its parameter; the answer of a creation replaces it.
_CREATED = {
    "create_project": "project_id",
    "create_project_service_account": "service_account_id",
    "admin_api_keys_create": "key_id",
}


async def _write(
    a: Administered, operation_id: str, ids: dict[str, str], body: dict[str, Any] | None = None
) -> Any:
    operation = BY_ID[operation_id]
    path = re.sub(r"{(\w+)}", lambda match: ids[match[1]], operation.path)
    sent = _BODIES.get(operation_id) if body is None else body
    text = None if sent is None else json.dumps(sent).replace('"{user_id}"', json.dumps(ids["user_id"]))
    return await a.stack.client.request(
        operation.method, path, content=text, headers={**a.headers, "content-type": "application/json"}
    )


async def test_administrative_write_has_one_event_and_a_refused_one_none(database: str) -> None:
    assert set(_ORDER) == _WRITES
    async with administered(database) as a:
        user = await a.user("ann@example.com")
        ids = {"project_id": "proj_default", "user_id": user}
        unknown = dict.fromkeys(
            ("project_id", "user_id", "service_account_id", "key_id", "api_key_id"), "none"
        )
        secrets = [a.headers["authorization"].removeprefix("Bearer ")]
        for operation_id in _ORDER:
            if operation_id == "delete_project_api_key":
                ids["api_key_id"], key = await insert_key(database, "project", ids["project_id"])
                secrets.append(key)
            before = len(a.events())
            refused = [await _write(a, operation_id, unknown, {"name": 1, "role": 1, "scopes": 1})]
            if "{" in BY_ID[operation_id].path:
                refused.append(await _write(a, operation_id, unknown))
            for answered in refused:
                assert 400 <= answered.status_code < 500, (operation_id, answered.text)
            assert len(a.events()) == before, operation_id
            done = await _write(a, operation_id, ids)
            assert done.status_code == 200, (operation_id, done.text)
            answer = done.json()
            if operation_id in _CREATED:
                ids[_CREATED[operation_id]] = answer["id"]
            secrets += [answer["value"]] if "value" in answer else []
            secrets += [answer["api_key"]["value"]] if answer.get("api_key") else []
            events = a.events()
            assert len(events) == before + 1, operation_id
            event = events[-1]
            assert event["resource_id"] == answer.get("id", ids["project_id"])
            assert (event["actor_kind"], event["key_id"]) == ("api_key", a.key_id)
            assert event["ip_address"] == "127.0.0.1"
            assert event["request_id"] == done.headers["x-request-id"]
            in_project = "/projects" in BY_ID[operation_id].path
            assert event["project_id"] == (ids["project_id"] if in_project else None)
        hashes = [row["hash"] for row in a.stack.rows("api_keys")]
        stored = json.dumps(a.stack.rows("audit_log"), default=str)
        assert len(secrets) >= 4
        for secret in (*secrets, *hashes):
            assert secret not in stored
