"""The permission of an operation is checked right after authentication."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from app.access.authentication import allow_any, allow_any_operator
from app.access.authorization import Authorization
from app.access.callers import Caller, CallerKind
from app.access.permissions import ADMIN_PERMISSIONS, PROJECT_PERMISSIONS, asks_model
from app.errors import Forbidden
from app.main import create_app
from app.storage.schema import upgrade
from generated.operations import BY_ID, OPERATIONS
from generated.runtime import Operation
from tests.support.server import running, settings


def _caller(permissions: frozenset[str]) -> Authorization:
    return Authorization(lambda key: Caller(project="p", kind="project", permissions=permissions))


def test_permission_sets_are_disjoint_and_cover_every_operation() -> None:
    assert ADMIN_PERMISSIONS.isdisjoint(PROJECT_PERMISSIONS)
    assert {operation.permission for operation in OPERATIONS} == ADMIN_PERMISSIONS | PROJECT_PERMISSIONS


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_authorization_each_operation_requires_its_kind_of_key(operation: Operation) -> None:
    allowed, refused = (
        (ADMIN_PERMISSIONS, PROJECT_PERMISSIONS)
        if operation.security == "admin_api_key"
        else (PROJECT_PERMISSIONS, ADMIN_PERMISSIONS)
    )
    assert isinstance(_caller(allowed)(operation, None), Caller)
    with pytest.raises(Forbidden, match=f"Missing scopes: {operation.permission}"):
        _caller(refused)(operation, None)


async def test_authorization_looked_up_key_without_permission_is_forbidden() -> None:
    async def look_up(key: str | None) -> Caller:
        return Caller(project="p", kind="project", permissions=PROJECT_PERMISSIONS)

    authorize = Authorization(look_up)
    caller = authorize(BY_ID["list_models"], "sk-1")
    assert not isinstance(caller, Caller)
    assert (await caller).project == "p"
    refused = authorize(BY_ID["list_projects"], "sk-1")
    assert not isinstance(refused, Caller)
    with pytest.raises(Forbidden):
        await refused


def test_open_mode_administrative_permission_is_for_the_operator_only() -> None:
    projects, models = BY_ID["list_projects"], BY_ID["list_models"]
    assert isinstance(Authorization(allow_any_operator)(projects, None), Caller)
    for authenticate in (allow_any, allow_any_operator):
        assert isinstance(Authorization(authenticate)(models, None), Caller)
    with pytest.raises(Forbidden, match=r"api\.management\.read"):
        Authorization(allow_any)(projects, None)


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 200), ("0.0.0.0", 403)])
async def test_open_server_beyond_loopback_rejects_administration(
    tmp_path: Path, host: str, status: int
) -> None:
    url = f"sqlite:///{tmp_path}/state.db"
    upgrade(url)
    # The address is a setting of the application; the test's server listens on loopback in both cases.
    app = create_app(settings(database_url=url, host=host, allow_open="true", allowed_hosts="127.0.0.1"))
    async with running(app) as server, httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(f"{server.url}/v1/organization/projects")).status_code == status
        assert (await client.post(f"{server.url}/v1/conversations", json={})).status_code == 200


def test_asks_model_every_operation_that_sends_to_a_model_and_no_other_of_its_group() -> None:
    asking = {operation.id for operation in OPERATIONS if asks_model(operation)}
    assert {"create_chat_completion", "create_embedding", "create_response", "beta_create_response"} <= asking
    assert asking.isdisjoint({"delete_response", "cancel_response", "get_response", "list_chat_completions"})
    assert {operation.id for operation in OPERATIONS if operation.path.startswith("/responses")} & asking == {
        "create_response",
        "beta_create_response",
        "compact_conversation",
        "beta_compact_conversation",
        "get_input_token_counts",
        "beta_get_input_token_counts",
    }


def test_allow_any_caller_is_the_default_project() -> None:
    caller = allow_any(None)
    assert (caller.organization, caller.project, caller.kind, caller.key_id) == (
        "org-default",
        "proj_default",
        "open",
        None,
    )


@pytest.mark.parametrize(
    ("kind", "operation", "hint"),
    [
        ("project", "list_projects", "Use an admin API key"),
        ("admin", "list_models", "use a project's key"),
        ("project", "create_embedding", "Check the roles of the key's owner"),
        ("admin", "create_project", "Check the roles of the key's owner"),
    ],
)
def test_authorization_refusal_names_the_permission_and_the_fix(
    kind: CallerKind, operation: str, hint: str
) -> None:
    authorize = Authorization(lambda key: Caller(project="p", kind=kind))
    permission = BY_ID[operation].permission
    with pytest.raises(Forbidden, match=rf"Missing scopes: {permission}\. .*{hint}") as raised:
        authorize(BY_ID[operation], None)
    assert (raised.value.status, raised.value.code) == (403, "insufficient_permissions")
