"""Roles, groups, memberships and keys in any order, against a model of unions."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import delete, insert
from sqlmodel import Session

from app.access.permissions import PROJECT_PERMISSIONS, effective_permissions
from app.access.roles import PREDEFINED
from app.storage.engine import WRITES, connect
from app.storage.key_grants import key_grant
from app.storage.schema import upgrade
from app.storage.tables import METADATA
from app.storage.tables.roles import ORGANIZATION_OWNER
from tests.support.properties import property_settings

_ORGANIZATION = "org-default"
_USERS = ("user-1", "user-2")
_GROUPS = ("group-1", "group-2")
_PROJECTS = ("proj_default", "proj_2")
_CUSTOM = {
    "role_1": frozenset(("api.files.read", "api.usage.read")),
    "role_2": frozenset(("api.batch.read",)),
}
_Edge = tuple[str, str]

_users, _groups, _projects = st.sampled_from(_USERS), st.sampled_from(_GROUPS), st.sampled_from(_PROJECTS)
_roles = st.sampled_from((*PREDEFINED, *_CUSTOM))
_principals = st.sampled_from((*_USERS, *_GROUPS))
_scopes = st.sampled_from((_ORGANIZATION, *_PROJECTS))


class KeyGrants(RuleBasedStateMachine):
    """Toggles edges in the database and in sets, and compares what the keys may do."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{Path(self._folder.name)}/test.db"
        upgrade(url)
        self._engine = connect(url).execution_options(**WRITES)
        self._edges: dict[str, set[_Edge]] = {
            "group_members": set(),
            "project_users": set(),
            "project_groups": set(),
        }
        self._assigned: set[tuple[str, str, str]] = set()
        times = {"added_at": 1, "created_at": 1, "updated_at": 1}
        self._add(
            "projects", {"id": "proj_2", "organization_id": _ORGANIZATION, "name": "2", "created_at": 1}
        )
        for user in _USERS:
            self._add(
                "users", self._own(user) | {"email": user, "email_key": user, "is_default": False} | times
            )
        for group in _GROUPS:
            self._add("groups", self._own(group) | times)
        for role, permissions in _CUSTOM.items():
            self._add(
                "roles", self._own(role) | {"scope_id": "x", "permissions": sorted(permissions)} | times
            )
        for user in _USERS:
            for project in _PROJECTS:
                name = f"{user} {project}"
                key = self._own(name) | {"project_id": project, "kind": "project", "hash": name}
                self._add(
                    "api_keys", key | {"pepper_id": "p", "redacted": "r", "owner_user_id": user} | times
                )

    @staticmethod
    def _own(name: str) -> dict[str, Any]:
        return {"id": name, "organization_id": _ORGANIZATION, "name": name}

    def _add(self, table: str, values: dict[str, Any]) -> None:
        columns = METADATA.tables[table].columns
        with self._engine.begin() as connection:
            row = {name: value for name, value in values.items() if name in columns}
            connection.execute(insert(METADATA.tables[table]).values(row))

    def _toggle(self, table: str, existing: set[Any], edge: tuple[str, ...], row: dict[str, Any]) -> None:
        if edge not in existing:
            existing.add(edge)
            self._add(table, row | {"added_at": 1, "created_at": 1})
            return
        existing.remove(edge)
        columns = METADATA.tables[table].columns
        with self._engine.begin() as connection:
            conditions = [columns[name] == value for name, value in row.items()]
            connection.execute(delete(METADATA.tables[table]).where(*conditions))

    @rule(group=_groups, user=_users)
    def member(self, group: str, user: str) -> None:
        edges = self._edges["group_members"]
        self._toggle("group_members", edges, (group, user), {"group_id": group, "user_id": user})

    @rule(project=_projects, user=_users)
    def project_user(self, project: str, user: str) -> None:
        edges = self._edges["project_users"]
        self._toggle("project_users", edges, (project, user), {"project_id": project, "user_id": user})

    @rule(project=_projects, group=_groups)
    def project_group(self, project: str, group: str) -> None:
        edges = self._edges["project_groups"]
        self._toggle("project_groups", edges, (project, group), {"project_id": project, "group_id": group})

    @rule(scope=_scopes, principal=_principals, role=_roles)
    def assign(self, scope: str, principal: str, role: str) -> None:
        row = {"scope_id": scope, "principal_type": principal.partition("-")[0], "principal_id": principal}
        edge = (scope, principal, role)
        self._toggle("role_assignments", self._assigned, edge, row | {"role_id": role})

    def _expected(self, user: str, project: str) -> frozenset[str]:
        groups = {group for group, member in self._edges["group_members"] if member == user}
        principals = {user, *groups}
        belongs = (
            (project, user) in self._edges["project_users"]
            or any((project, group) in self._edges["project_groups"] for group in groups)
            or any((_ORGANIZATION, each, ORGANIZATION_OWNER) in self._assigned for each in principals)
        )
        found: set[str] = set()
        for scope, principal, role in self._assigned:
            if belongs and scope in (_ORGANIZATION, project) and principal in principals:
                found |= _CUSTOM[role] if role in _CUSTOM else PREDEFINED[role].permissions
        return frozenset(found) & PROJECT_PERMISSIONS

    @invariant()
    def keys_have_the_unions(self) -> None:
        with Session(self._engine) as session:
            for user in _USERS:
                for project in _PROJECTS:
                    grant = key_grant(session, f"{user} {project}")
                    assert grant is not None
                    found = effective_permissions(grant.role_ids, grant.permissions, is_admin=False)
                    assert found == self._expected(user, project), (user, project)

    def teardown(self) -> None:
        self._engine.dispose()
        self._folder.cleanup()


TestKeyGrants = KeyGrants.TestCase
TestKeyGrants.settings = settings(property_settings, max_examples=15, stateful_step_count=30)
