"""Conversations and responses, with their items and events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step forward."""
    labels = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
    op.create_table(
        "conversations",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("active_at", sa.BigInteger(), nullable=False),
        sa.Column("labels", labels, nullable=True),
        sa.Column("lock_owner", sa.String(), nullable=True),
        sa.Column("lock_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name="fk_conversations_project_id"),
        sa.PrimaryKeyConstraint("project_id", "id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_project_id_active_at", "conversations", ["project_id", "active_at"])
    op.create_table(
        "conversation_items",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "conversation_id"],
            ["conversations.project_id", "conversations.id"],
            name="fk_conversation_items_project_id_conversation_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "conversation_id", "position", name="pk_conversation_items"),
        sa.UniqueConstraint(
            "project_id", "id", "conversation_id", name="uq_conversation_items_project_id_id_conversation_id"
        ),
    )
    op.create_table(
        "responses",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("previous_response_id", sa.String(), nullable=True),
        sa.Column("conversation_id", sa.String(), nullable=True),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("upstream", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=True),
        sa.Column("labels", labels, nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name="fk_responses_project_id"),
        sa.PrimaryKeyConstraint("project_id", "id", name="pk_responses"),
    )
    unfinished = sa.text("background AND status IN ('queued', 'in_progress')")
    op.create_index(
        "ix_responses_unfinished_jobs",
        "responses",
        ["lease_until"],
        sqlite_where=unfinished,
        postgresql_where=unfinished,
    )
    op.create_table(
        "response_items",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "response_id"],
            ["responses.project_id", "responses.id"],
            name="fk_response_items_project_id_response_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "response_id", "side", "position", name="pk_response_items"),
        sa.UniqueConstraint(
            "project_id", "id", "response_id", name="uq_response_items_project_id_id_response_id"
        ),
    )
    op.create_table(
        "response_events",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("sequence_number", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "response_id"],
            ["responses.project_id", "responses.id"],
            name="fk_response_events_project_id_response_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "response_id", "sequence_number", name="pk_response_events"),
    )
