"""Conversations and the items in them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.storage.tables.base import Table
from app.storage.tables.json_text import JsonText


class Conversation(Table, table=True):
    """One conversation, and the lease of its current turn."""

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_project_id_active_at", "project_id", "active_at"),)

    project_id: str = Field(primary_key=True, foreign_key="projects.id")
    id: str = Field(primary_key=True)
    created_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
    active_at: int = Field(sa_type=BigInteger)
    """Unix seconds: when an item was last added, else its creation. RETAIN_DAYS counts from it."""
    metadata_: dict[str, Any] | None = Field(
        default=None,
        sa_column=Column(
            "labels",
            JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"),
            key="metadata_",
        ),
    )
    """The contract's `metadata`, a name that SQLModel reserves; the column's name predates the attribute's.
    """
    lock_owner: str | None = None
    """The response whose turn may change the items; None without a turn."""
    lock_until: int | None = Field(default=None, sa_type=BigInteger)
    """Unix milliseconds by the database's clock: the lease expires then unless it is extended."""


class ConversationItem(Table, table=True):
    """One item. Positions grow; those of deleted last items are used again."""

    __tablename__ = "conversation_items"
    __table_args__ = (
        ForeignKeyConstraint(
            ["project_id", "conversation_id"],
            ["conversations.project_id", "conversations.id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("project_id", "id", "conversation_id"),
    )

    project_id: str = Field(primary_key=True)
    conversation_id: str = Field(primary_key=True)
    position: int = Field(primary_key=True, sa_type=BigInteger)
    id: str
    """Ours; an item of a response that belongs to the conversation has the same id there."""
    provider_id: str | None = None
    """The id that its issuer gave it: data, never a key of ours."""
    payload: str = Field(sa_type=JsonText)
    """The contract's `ConversationItem`, as JSON."""
