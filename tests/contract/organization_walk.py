"""The organization's operations on a server with keys: it is managed by its operator, with an admin key."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx

from generated.operations import BY_ID
from generated.runtime import Operation
from tests.support.commands import run
from tests.support.process import server_process

_EMAIL = "ann@example.com"


def walk_organization(tally: Callable[[Operation, httpx.Response], None], seconds: float) -> None:
    """Starts the server and sends a valid request to each operation on its people, keys and permissions."""
    with server_process("serve", AUTH="keys", VALIDATION="contract") as server:

        def command(*arguments: str) -> str:
            done = run(server.folder, *arguments)
            assert done.returncode == 0, done.stderr
            return done.stdout

        # The contract has no operation that creates a user, or a user's key.
        command("users", "create", _EMAIL)
        key = re.search(r"sk-\S+", command("keys", "create", "--kind", "admin", "--name", "walk"))
        assert key is not None
        headers = {"authorization": f"Bearer {key[0]}"}
        with httpx.Client(base_url=server.url, headers=headers, timeout=seconds, trust_env=False) as client:
            _walk(client, tally, command)


def _walk(
    client: httpx.Client,
    tally: Callable[[Operation, httpx.Response], None],
    command: Callable[..., str],
) -> None:
    def call(name: str, body: Any = None, **ids: str) -> Any:
        operation = BY_ID[name]
        response = client.request(operation.method, operation.path.format(**ids), json=body)
        tally(operation, response)
        return response.json()

    user = next(found["id"] for found in call("list_users")["data"] if found["email"] == _EMAIL)
    call("retrieve_user", user_id=user)
    call("modify_user", {"role": "reader"}, user_id=user)

    admin_key = call("admin_api_keys_create", {"name": "second"})["id"]
    call("admin_api_keys_list")
    call("admin_api_keys_get", key_id=admin_key)
    call("admin_api_keys_delete", key_id=admin_key)

    project = call("create_project", {"name": "Other"})["id"]
    call("create_project_user", {"user_id": user, "role": "member"}, project_id=project)
    call("list_project_users", project_id=project)
    call("retrieve_project_user", project_id=project, user_id=user)
    call("modify_project_user", {"role": "owner"}, project_id=project, user_id=user)
    command("keys", "create", "--project", "Other", "--user", _EMAIL, "--name", "laptop")
    key = call("list_project_api_keys", project_id=project)["data"][0]["id"]
    call("retrieve_project_api_key", project_id=project, api_key_id=key)
    call("delete_project_api_key", project_id=project, api_key_id=key)
    call("delete_project_user", project_id=project, user_id=user)

    account = call("create_project_service_account", {"name": "robot"}, project_id=project)["id"]
    ids = {"project_id": project, "service_account_id": account}
    call("list_project_service_accounts", project_id=project)
    call("retrieve_project_service_account", **ids)
    call("update_project_service_account", {"name": "Robot"}, **ids)
    call("create_service_account_api_key", {}, **ids)
    call("delete_project_service_account", **ids)

    call("update_project_model_permissions", {"mode": "deny_list", "model_ids": ["a"]}, project_id=project)
    call("retrieve_project_model_permissions", project_id=project)
    call("delete_project_model_permissions", project_id=project)
    call("update_project_hosted_tool_permissions", {"mcp": {"enabled": False}}, project_id=project)
    call("retrieve_project_hosted_tool_permissions", project_id=project)

    call("delete_user", user_id=user)
    call("list_audit_logs")
