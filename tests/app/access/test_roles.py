"""The predefined roles against OpenAI's guide to roles, for every operation of the contract."""

from __future__ import annotations

import pytest

from app.access.authorization import Authorization
from app.access.callers import Caller
from app.access.permissions import ADMIN_PERMISSIONS, PROJECT_PERMISSIONS, effective_permissions
from app.access.roles import CUSTOM_PERMISSIONS, PREDEFINED, predefined_role
from app.errors import Forbidden
from app.storage.tables.roles import (
    ORGANIZATION_OWNER,
    ORGANIZATION_READER,
    PROJECT_MEMBER,
    PROJECT_OWNER,
    PROJECT_VIEWER,
)
from generated.operations import OPERATIONS
from generated.runtime import Operation

_ROLES = (ORGANIZATION_OWNER, ORGANIZATION_READER, PROJECT_OWNER, PROJECT_MEMBER, PROJECT_VIEWER)
# The rows of the guide, by the paths of their operations; the longest path decides. The columns are those of
# _ROLES: R reads, W writes, Q calls a model, - has none of the row.
_GUIDE = {
    "/models": "R R R R R",
    "/chat/completions": "RW RW RW RW -",
    "/completions": "Q Q Q Q -",
    "/embeddings": "Q Q Q Q -",
    "/images": "Q Q Q Q -",
    "/moderations": "Q Q Q Q -",
    "/content_provenance_checks": "Q Q Q Q -",
    "/realtime": "Q Q Q Q -",
    "/audio": "Q Q Q Q -",
    "/audio/voices": "RW RW RW RW R",
    "/audio/voice_consents": "RW RW RW RW R",
    "/responses": "RW RW RW RW -",
    "/conversations": "RW RW RW RW -",
    "/vector_stores": "RW RW RW RW -",
    "/assistants": "RW RW RW RW R",
    "/threads": "RW RW RW RW R",
    "/evals": "RW RW RW RW R",
    "/fine_tuning": "RW RW RW RW R",
    "/files": "RW RW RW RW R",
    "/uploads": "RW RW RW RW R",
    "/containers": "RW RW RW RW R",
    "/skills": "RW RW RW RW R",
    "/batches": "RW RW RW RW R",
    "/videos": "RW RW RW RW -",
    "/chatkit": "RW R RW RW R",
    # Organization administration, certificates, the audit log.
    "/organization": "RW - - - -",
    "/organization/usage": "R - - - -",
    "/organization/costs": "R - - - -",
    "/organization/groups": "RW R RW RW R",
    "/organization/roles": "RW R RW RW R",
    "/organization/users/{user_id}/roles": "RW R RW RW R",
    "/projects/{project_id}": "RW R RW RW R",
    # Project administration, service accounts, keys.
    "/organization/projects/{project_id}": "RW - RW - -",
    "/organization/projects/{project_id}/archive": "RW - - - -",
    "/organization/projects/{project_id}/certificates": "RW - - - -",
    "/organization/projects/{project_id}/data_retention": "RW - - - -",
    "/organization/projects/{project_id}/rate_limits": "RW - - - -",
    "/organization/projects/{project_id}/spend_alerts": "RW - - - -",
    "/organization/projects/{project_id}/spend_limit": "RW - - - -",
}
# Rows that the path alone does not identify.
_BY_ID = {
    "create_chat_completion": "Q Q Q Q -",
    "delete_model": "RW RW RW RW R",
}
_READS_BY_POST = {"search_vector_store"}


def _guide(operation: Operation) -> str:
    if operation.id in _BY_ID:
        return _BY_ID[operation.id]
    paths = [p for p in _GUIDE if operation.path == p or operation.path.startswith(p + "/")]
    return _GUIDE[max(paths, key=len)]


def _is_allowed(operation: Operation, level: str) -> bool:
    reads = operation.method == "GET" or operation.id in _READS_BY_POST
    return level == "Q" or ("R" if reads else "W") in level


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_predefined_roles_permit_what_the_guide_says(operation: Operation) -> None:
    is_admin = operation.security == "admin_api_key"
    for role, level in zip(_ROLES, _guide(operation).split(), strict=True):
        permissions = effective_permissions(frozenset((role,)), is_admin=is_admin)
        caller = Caller("p", "admin" if is_admin else "project", permissions=permissions)
        authorize = Authorization(lambda key, caller=caller: caller)  # type: ignore[misc] # a default value binds
        if _is_allowed(operation, level):
            assert authorize(operation, None) is caller, role
        else:
            with pytest.raises(Forbidden, match=f"Missing scopes: {operation.permission}"):
                authorize(operation, None)


def test_organization_owner_has_exactly_the_permissions_of_all_operations() -> None:
    assert PREDEFINED[ORGANIZATION_OWNER].permissions == {each.permission for each in OPERATIONS}
    assert len(OPERATIONS) == 288


def test_effective_permissions_are_the_union_of_roles_within_kind_and_scopes() -> None:
    both = frozenset((ORGANIZATION_READER, PROJECT_OWNER))
    assert effective_permissions(both, is_admin=False) == PROJECT_PERMISSIONS
    viewer = frozenset((PROJECT_VIEWER,))
    assert "api.files.write" not in effective_permissions(viewer, is_admin=False)
    custom = frozenset(("api.files.write", "api.management.write"))
    found = effective_permissions(viewer, custom, is_admin=False)
    assert {"api.files.read", "api.files.write"} <= found
    assert found <= PROJECT_PERMISSIONS
    assert effective_permissions(viewer, custom, is_admin=True) <= ADMIN_PERMISSIONS
    scopes = frozenset(("api.files.read", "api.threads.write"))
    assert effective_permissions(viewer, custom, scopes, is_admin=False) == {"api.files.read"}
    assert effective_permissions(frozenset(("role_custom",)), is_admin=False) == frozenset()


def test_custom_roles_have_no_administration() -> None:
    administrative = CUSTOM_PERMISSIONS - PROJECT_PERMISSIONS
    assert administrative == {"api.usage.read"}
    assert "api.model.request" in CUSTOM_PERMISSIONS
    assert not [each for each in CUSTOM_PERMISSIONS if each.startswith(("api.batch", "api.videos"))]


@pytest.mark.parametrize(
    ("role_id", "scope", "found"),
    [
        ("role-api-project-member", "proj_1", PROJECT_MEMBER),
        ("role-api-project-member__api-project__proj_1", "proj_1", PROJECT_MEMBER),
        ("role-api-project-member__api-project__proj_2", "proj_1", None),
        ("role-api-organization-owner__api-organization__org-default", "org-default", ORGANIZATION_OWNER),
        ("role-api-organization-owner__api-project__org-default", "org-default", None),
        ("role_1", "proj_1", None),
    ],
)
def test_predefined_role_has_a_long_id_and_an_alias(role_id: str, scope: str, found: str | None) -> None:
    role = predefined_role(role_id, scope)
    assert (None if role is None else role.id) == found
    assert role is None or predefined_role(role.long_id(scope), scope) is role
