"""API keys: a key itself is never stored, only its hash."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.storage.tables.base import Table


class ApiKey(Table, table=True):
    """A key of a project, of a service account in it, or of the organization's administrators."""

    __tablename__ = "api_keys"
    __table_args__ = (
        CheckConstraint("(kind = 'admin') = (project_id IS NULL)", name="project_unless_admin"),
    )

    id: str = Field(primary_key=True)
    organization_id: str = Field(foreign_key="organizations.id")
    project_id: str | None = Field(default=None, foreign_key="projects.id", index=True)
    """None for an admin key, which belongs to no project and owns nothing in one."""
    kind: str
    """`project`, `service_account` or `admin`."""
    name: str
    hash: str = Field(unique=True)
    """HMAC-SHA256 of the key under the operator's pepper, in hexadecimal."""
    pepper_id: str
    """The id of that pepper: a key does not authenticate under another one."""
    redacted: str
    """The key as lists show it."""
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
    revoked_at: int | None = Field(default=None, sa_type=BigInteger)
    """Unix seconds; None while the key authenticates."""
    owner_user_id: str | None = Field(default=None, index=True)
    """The user who owns the key; None for one of a service account.

    A key with neither, which an earlier version creates during an update, is the operator's. No foreign key:
    SQLite adds none to a table that exists.
    """
    service_account_id: str | None = Field(default=None, index=True)
    """The account of the project that owns the key."""
    scopes: list[str] | None = Field(
        default=None, sa_type=JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
    )
    """The only permissions that the key has of those of its owner; None: all."""
    expires_at: int | None = Field(default=None, sa_type=BigInteger)
    """Unix seconds; None: never."""
    last_used_at: int | None = Field(default=None, sa_type=BigInteger)
    """Unix seconds, to the minute."""
