"""Why a call failed and when its output began; which completions are helper calls of chat UIs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
# For the index.
reads_all_rows = ("chat_completions",)


def upgrade() -> None:
    """One step forward."""
    # All may be null: earlier processes that write during an update know none of them.
    op.add_column("usage_records", sa.Column("error_code", sa.String(), nullable=True))
    op.add_column("usage_records", sa.Column("error_message", sa.Text(), nullable=True))
    op.add_column("usage_records", sa.Column("first_token_ms", sa.Integer(), nullable=True))
    op.add_column("chat_completions", sa.Column("helper", sa.String(), nullable=True))
    op.create_index(
        "ix_chat_completions_helpers",
        "chat_completions",
        ["project_id", "id"],
        sqlite_where=sa.text("helper IS NOT NULL"),
        postgresql_where=sa.text("helper IS NOT NULL"),
    )
