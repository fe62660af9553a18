"""Lanes of leased work, and events in segments: a row that has one event is a segment of one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
reads_all_rows = ("responses",)

_INDEX = "ix_responses_unfinished_jobs"
_UNFINISHED = "background AND status IN ('queued', 'in_progress')"


def upgrade() -> None:
    """One step forward."""
    # Defaults: a process of the version before inserts rows without these columns.
    op.add_column("responses", sa.Column("lane", sa.String(), nullable=False, server_default=""))
    op.add_column("response_events", sa.Column("attempt", sa.Integer(), nullable=False, server_default="0"))
    op.drop_index(_INDEX, "responses")
    op.create_index(
        _INDEX,
        "responses",
        ["project_id", "lane", "lease_until", "id"],
        sqlite_where=sa.text(_UNFINISHED),
        postgresql_where=sa.text(_UNFINISHED),
    )
