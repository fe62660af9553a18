"""The lines of `migrate --plan`."""

from __future__ import annotations

from app.cli import banner
from app.settings import Settings
from app.storage.database_url import is_sqlite


def lines(settings: Settings) -> list[str]:
    """What a migration of the settings' database would do. Raises StorageError."""
    from app.storage.migration_plan import plan

    found = plan(settings.database_url)
    where = f"The database {banner.redacted_database_url(settings)}"
    if not found.steps:
        return [f"{where} is already at revision {found.target}: there is nothing to do."]
    current = f"is at revision {found.current}" if found.current else "has no tables yet"
    printed = [f"{where} {current}. In one transaction these would be applied:"]
    for step in found.steps:
        rows = ", ".join(f"{count:,} rows of {name}" for name, count in step.rows.items())
        printed.append(f"  {step.revision}  {step.about}{f' Reads {rows}.' if rows else ''}")
    hint = "Nothing was changed. `llm-backend migrate` applies them"
    # For PostgreSQL it prints the command of PostgreSQL's own program.
    copies = "copies the database" if is_sqlite(settings.database_url) else "says how to copy the database"
    backup = f"; before it, `llm-backend backup FILE` {copies}" if found.current else ""
    return [*printed, f"{hint}{backup}."]
