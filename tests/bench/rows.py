"""Row counts of a database: what a run's requests wrote."""

from __future__ import annotations

from sqlalchemy import func, inspect, select, table

from app.storage.engine import connect


def count_rows(url: str) -> dict[str, int]:
    """The number of rows of each table."""
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


def added_rows(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """The difference of two counts, for the tables that changed."""
    return {
        name: count - before.get(name, 0) for name, count in after.items() if count != before.get(name, 0)
    }
