"""What a key stands for: its owner's roles, read when the key authenticates."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, or_, select, union
from sqlmodel import Session, col

from app.storage.tables import (
    ApiKey,
    GroupMember,
    HostedTools,
    ModelPermissions,
    Organization,
    Project,
    ProjectGroup,
    ProjectUser,
    Role,
    RoleAssignment,
    ServiceAccount,
    User,
)
from app.storage.tables.roles import ORGANIZATION_OWNER


@dataclass(frozen=True, slots=True)
class KeyGrant:
    """A key that authenticates, and the roles of its owner in the key's project and organization."""

    key: ApiKey
    role_ids: frozenset[str]
    """Short ids of predefined roles, and ids of custom ones."""
    permissions: frozenset[str] = frozenset()
    """Those of the custom roles."""
    models: ModelPermissions | None = None
    """The list of models of the key's project."""
    tools: HostedTools | None = None
    """The tools of the key's project; None: all."""


def generation(session: Session) -> int:
    """The number that every administrative transaction raises."""
    found: int = session.execute(select(func.sum(Organization.generation))).scalar_one()
    return int(found)


def key_grant(session: Session, hashed: str) -> KeyGrant | None:
    """The grant of the key of that hash; None where no such key authenticates.

    It does not if it is revoked or expired, its project archived, or its owner removed. The owner of a
    project's key who has left the project has no roles in it. Before authentication there is no scope: the
    hash alone finds the row.
    """
    key = authenticating_key(session, hashed)
    grant = None if key is None else _owners_grant(session, key)
    if grant is None or grant.key.project_id is None:
        return grant
    project_id = grant.key.project_id
    models, tools = session.get(ModelPermissions, project_id), session.get(HostedTools, project_id)
    return replace(grant, models=models, tools=tools)


def _owners_grant(session: Session, key: ApiKey) -> KeyGrant | None:
    """The roles of the key's owner; None where the owner was removed."""
    if key.service_account_id is not None:
        account = session.get(ServiceAccount, (key.project_id, key.service_account_id))
        if account is None or account.deleted_at is not None:
            return None
        is_principal = _is_principal("service_account", account.id)
        return _grant(session, key, is_principal, col(RoleAssignment.scope_id) == account.project_id)
    if key.owner_user_id is None:
        return KeyGrant(key, frozenset((ORGANIZATION_OWNER,)))
    owner = session.get(User, key.owner_user_id)
    if owner is None or owner.disabled_at is not None:
        return None
    if key.project_id is not None and not with_access(
        session, key.organization_id, key.project_id, (owner.id,)
    ):
        return KeyGrant(key, frozenset())
    scopes = (key.organization_id,) if key.project_id is None else (key.organization_id, key.project_id)
    return _grant(session, key, _is_user(owner.id), col(RoleAssignment.scope_id).in_(scopes))


def authenticating_key(session: Session, hashed: str) -> ApiKey | None:
    """The key of that hash that authenticates: not revoked, not expired, its project not archived."""
    expires_at = col(ApiKey.expires_at)
    found = session.execute(
        select(ApiKey)
        .outerjoin(Project, col(Project.id) == col(ApiKey.project_id))
        .where(
            col(ApiKey.hash) == hashed,
            col(ApiKey.revoked_at).is_(None),
            or_(expires_at.is_(None), expires_at > int(time.time())),
            col(Project.archived_at).is_(None),
        )
    )
    return found.scalar_one_or_none()


def with_access(
    session: Session, organization_id: str, project_id: str, user_ids: Collection[str]
) -> set[str]:
    """Those of the users who belong to a project."""
    members = users_with_access(organization_id, project_id).subquery()
    return set(session.execute(select(members.c.id).where(members.c.id.in_(user_ids))).scalars())


def users_with_access(organization_id: str, project_id: str) -> CompoundSelect[tuple[str]]:
    """The ids of the users who belong to a project.

    They were added to it, or a group of theirs was, or they are owners of the organization, also by a group.
    """
    user_id = col(GroupMember.user_id)
    is_owner = and_(
        col(RoleAssignment.scope_id) == organization_id, col(RoleAssignment.role_id) == ORGANIZATION_OWNER
    )
    owners: Select[tuple[str]] = select(col(RoleAssignment.principal_id).label("id")).where(
        is_owner, col(RoleAssignment.principal_type) == "user"
    )
    owning_groups = select(col(RoleAssignment.principal_id)).where(
        is_owner, col(RoleAssignment.principal_type) == "group"
    )
    groups = select(col(ProjectGroup.group_id)).where(col(ProjectGroup.project_id) == project_id)
    return union(
        select(col(ProjectUser.user_id).label("id")).where(col(ProjectUser.project_id) == project_id),
        select(user_id.label("id")).where(col(GroupMember.group_id).in_(groups)),
        owners,
        select(user_id.label("id")).where(col(GroupMember.group_id).in_(owning_groups)),
    )


def _is_principal(kind: str, principal_id: str) -> ColumnElement[bool]:
    return and_(col(RoleAssignment.principal_type) == kind, col(RoleAssignment.principal_id) == principal_id)


def _is_user(user_id: str) -> ColumnElement[bool]:
    """The user, or a group of the user's."""
    groups = select(col(GroupMember.group_id)).where(col(GroupMember.user_id) == user_id)
    by_group = and_(
        col(RoleAssignment.principal_type) == "group", col(RoleAssignment.principal_id).in_(groups)
    )
    return or_(_is_principal("user", user_id), by_group)


def _grant(
    session: Session, key: ApiKey, is_principal: ColumnElement[bool], in_scope: ColumnElement[bool]
) -> KeyGrant:
    statement = (
        select(col(RoleAssignment.role_id), col(Role.permissions))
        .outerjoin(Role, col(Role.id) == col(RoleAssignment.role_id))
        .where(is_principal, in_scope)
    )
    rows = session.execute(statement).all()
    permissions = frozenset(each for _, custom in rows for each in custom or ())
    return KeyGrant(key, frozenset(role_id for role_id, _ in rows), permissions)
