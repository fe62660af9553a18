"""Calls of hosted tools, durable before they run; the index for responses whose process was killed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None
# For the index.
reads_all_rows = ("responses",)

_UNFINISHED = "NOT background AND status = 'in_progress'"


def upgrade() -> None:
    """One step forward."""
    op.create_table(
        "response_steps",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "response_id"],
            ["responses.project_id", "responses.id"],
            ondelete="CASCADE",
            name=op.f("fk_response_steps_project_id_response_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "response_id", "seq", "state", name=op.f("pk_response_steps")),
    )
    op.create_index(
        "ix_responses_unfinished_turns",
        "responses",
        ["project_id", "lease_until", "id"],
        sqlite_where=sa.text(_UNFINISHED),
        postgresql_where=sa.text(_UNFINISHED),
    )
