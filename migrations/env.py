"""Alembic's environment: the caller brings the connection (`app.storage.schema`)."""

from __future__ import annotations

from alembic import context

from app.storage.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    # SQLite alters a table by copying it.
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
