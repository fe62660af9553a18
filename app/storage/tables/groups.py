"""Groups of users."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, String
from sqlmodel import Field

from app.storage.tables.base import Table


class Group(Table, table=True):
    """A group of users of the organization. Its roles are in `role_assignments`."""

    __tablename__ = "groups"

    id: str = Field(primary_key=True)
    organization_id: str = Field(foreign_key="organizations.id", index=True)
    name: str
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""


class GroupMember(Table, table=True):
    """A user in a group."""

    __tablename__ = "group_members"

    group_id: str = Field(
        sa_column=Column(String, ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True)
    )
    user_id: str = Field(primary_key=True, foreign_key="users.id", index=True)
    added_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
