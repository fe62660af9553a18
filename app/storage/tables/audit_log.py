"""The audit log: every administrative write, by whom and when.

Rows are added, and neither changed nor deleted.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.storage.tables.base import Table


class AuditEvent(Table, table=True):
    """One event. The id sorts by time. A trigger of PostgreSQL refuses UPDATE, DELETE and TRUNCATE."""

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_project_id_id", "project_id", "id"),
        Index("ix_audit_log_type_id", "type", "id"),
        Index("ix_audit_log_actor_id_id", "actor_id", "id"),
        Index("ix_audit_log_resource_id_id", "resource_id", "id"),
    )

    id: str = Field(primary_key=True)
    organization_id: str = Field(foreign_key="organizations.id")
    project_id: str | None = None
    """The project that the event concerns; None where it concerns the organization."""
    type: str
    """The contract's `AuditLogEventType`, such as `project.created`."""
    actor_kind: str
    """`api_key` or `session`; `operator` for the command line and the server's own start."""
    actor_id: str | None = None
    """The user or service account that acted; None for a key without an owner."""
    key_id: str | None = None
    """The API key that authenticated the call. No foreign key: the event outlives the key."""
    ip_address: str | None = None
    request_id: str | None = None
    """None where no request was the cause."""
    resource_id: str
    """The object that changed."""
    changes: dict[str, Any] | None = Field(
        default=None, sa_type=JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
    )
    """The contract's details of this event type, without the resource's id.

    Never a key, a token or a hash of one.
    """
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
