"""How many rows a database has: what was written for the requests of a run."""

from __future__ import annotations

from sqlalchemy import func, inspect, select, table

from app.storage.engine import connect


def counted(url: str) -> dict[str, int]:
    """Rows of each table."""
    engine = connect(url)
    try:
        with engine.connect() as connection:
            names = inspect(connection).get_table_names()
            return {
                name: connection.scalar(select(func.count()).select_from(table(name))) or 0
                for name in sorted(names)
            }
    finally:
        engine.dispose()


def added(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """Of the tables that grew, by how much."""
    return {
        name: count - before.get(name, 0) for name, count in after.items() if count != before.get(name, 0)
    }
