"""Custom roles, and who has which role. The predefined roles are code (`app.access.roles`), not rows."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.storage.tables.base import Table

ORGANIZATION_OWNER = "role-api-organization-owner"
ORGANIZATION_READER = "role-api-organization-reader"
PROJECT_OWNER = "role-api-project-owner"
PROJECT_MEMBER = "role-api-project-member"
PROJECT_VIEWER = "role-api-project-viewer"
"""The short ids of the predefined roles, as `RoleAssignment.role_id` has them."""


class Role(Table, table=True):
    """A role that an administrator has made."""

    __tablename__ = "roles"
    __table_args__ = (UniqueConstraint("scope_id", "name"),)

    id: str = Field(primary_key=True)
    organization_id: str = Field(foreign_key="organizations.id", index=True)
    scope_id: str
    """The organization or the project in which it is assigned."""
    name: str
    description: str | None = None
    permissions: list[str] = Field(sa_type=JSON().with_variant(JSONB(), "postgresql"))
    """Values of `Operation.permission`."""
    created_by: str | None = None
    """The user; None for a key without an owner. No foreign key: the role outlives the user."""
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
    updated_at: int = Field(sa_type=BigInteger)


class RoleAssignment(Table, table=True):
    """A principal has a role in the organization or in a project."""

    __tablename__ = "role_assignments"
    __table_args__ = (
        Index("ix_role_assignments_principal_id", "principal_id"),
        Index("ix_role_assignments_role_id", "role_id"),
    )

    scope_id: str = Field(primary_key=True)
    """The organization or the project."""
    principal_type: str = Field(primary_key=True)
    """`user`, `group` or `service_account`."""
    principal_id: str = Field(primary_key=True)
    role_id: str = Field(primary_key=True)
    """A row of `roles`, or the short id of a predefined role, such as `role-api-project-member`."""
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
