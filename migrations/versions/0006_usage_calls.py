"""Whether a usage record counts as a model request; a failed attempt does not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
reads_all_rows = ("usage_records",)


def upgrade() -> None:
    """One step forward."""
    # The default is for earlier rows, and for earlier processes that write during an update.
    op.add_column(
        "usage_records", sa.Column("model_request", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    # An upstream that could not be reached, or that refused the call, was recorded as failed without tokens.
    op.execute(
        "UPDATE usage_records SET model_request = false "
        "WHERE status = 'failed' AND input_tokens = 0 AND output_tokens = 0"
    )
