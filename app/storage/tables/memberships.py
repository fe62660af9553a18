"""Who belongs to a project: users, groups and service accounts. Their roles are in `role_assignments`."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, String
from sqlmodel import Field

from app.storage.tables.base import Table


class ProjectUser(Table, table=True):
    """A user that was added to a project."""

    __tablename__ = "project_users"

    project_id: str = Field(primary_key=True, foreign_key="projects.id")
    user_id: str = Field(primary_key=True, foreign_key="users.id", index=True)
    added_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""


class ProjectGroup(Table, table=True):
    """A group whose members belong to a project."""

    __tablename__ = "project_groups"

    project_id: str = Field(primary_key=True, foreign_key="projects.id")
    group_id: str = Field(
        sa_column=Column(String, ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True, index=True)
    )
    added_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""


class ServiceAccount(Table, table=True):
    """A program's account in a project. The id sorts by time."""

    __tablename__ = "service_accounts"

    project_id: str = Field(primary_key=True, foreign_key="projects.id")
    id: str = Field(primary_key=True)
    name: str
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
    deleted_at: int | None = Field(default=None, sa_type=BigInteger)
    """Unix seconds. The row stays for the keys and events that name it."""
