"""The organization's users, and the invites that make them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.storage.tables.base import Table


class User(Table, table=True):
    """A person of the organization. The id sorts by time. Roles are in `role_assignments`."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("organization_id", "email_key"),)

    id: str = Field(primary_key=True)
    organization_id: str = Field(foreign_key="organizations.id")
    email: str
    """As it was written."""
    email_key: str
    """The email in lower case, which identifies a user."""
    name: str
    added_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
    is_default: bool = False
    """Whether this is the operator, whom a migration adds: the owner of the keys that have no other owner."""
    technical_level: str | None = None
    developer_persona: str | None = None
    disabled_at: int | None = Field(default=None, sa_type=BigInteger)
    """Unix seconds: when the user was removed. The row stays for the keys and events that name it."""


class Invite(Table, table=True):
    """An invite to the organization. Whether it is pending, expired or accepted is computed."""

    __tablename__ = "invites"

    id: str = Field(primary_key=True)
    organization_id: str = Field(foreign_key="organizations.id", index=True)
    email: str
    role: str
    """`owner` or `reader`."""
    projects: list[dict[str, Any]] = Field(sa_type=JSON().with_variant(JSONB(), "postgresql"))
    """`{"id", "role"}` of each project that the user joins."""
    token_hash: str = Field(unique=True)
    """SHA-256 of the link's token, in hexadecimal: the token itself is never stored."""
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
    expires_at: int = Field(sa_type=BigInteger)
    accepted_at: int | None = Field(default=None, sa_type=BigInteger)
