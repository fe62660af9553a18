"""Indexes for the filters of the list of chat completions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.storage.tables import metadata_pair

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
reads_all_rows = ("chat_completions",)

_STEP = 1_000


def upgrade() -> None:
    """One step forward."""
    op.create_index(
        "ix_chat_completions_project_id_model_id", "chat_completions", ["project_id", "model", "id"]
    )
    pairs = op.create_table(
        "chat_completion_metadata",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("pair", sa.String(), nullable=False),
        sa.Column("completion_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "completion_id"],
            ["chat_completions.project_id", "chat_completions.id"],
            name="fk_chat_completion_metadata_project_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "pair", "completion_id", name="pk_chat_completion_metadata"),
    )
    op.create_index(
        "ix_chat_completion_metadata_project_id_completion_id",
        "chat_completion_metadata",
        ["project_id", "completion_id"],
    )
    _fill(pairs)


def _fill(pairs: sa.Table) -> None:
    """The pairs of the completions that exist, in steps that fit into memory."""
    completions = sa.table(
        "chat_completions",
        sa.column("project_id"),
        sa.column("id"),
        sa.column("labels", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")),
    )
    key = sa.tuple_(completions.c.project_id, completions.c.id)
    page = (
        sa.select(completions)
        .where(completions.c.labels.is_not(None))
        .order_by(completions.c.project_id, completions.c.id)
        .limit(_STEP)
    )
    rows = op.get_bind().execute(page).all()
    while rows:
        found = [
            {"project_id": row.project_id, "pair": metadata_pair(name, value), "completion_id": row.id}
            for row in rows
            for name, value in (row.labels or {}).items()
            if isinstance(value, str)
        ]
        if found:
            op.bulk_insert(pairs, found)
        rows = op.get_bind().execute(page.where(key > sa.tuple_(rows[-1].project_id, rows[-1].id))).all()
