"""`doctor`'s checks of `WORKERS` and of where the server listens for proxies."""

from __future__ import annotations

from collections.abc import Iterator

from app.cli.finding import Finding
from app.settings import Settings
from app.storage.state import State

_MANY_ON_SQLITE = 2


def check(settings: Settings, state: State | None) -> Iterator[Finding]:
    """The findings; without several workers there is none. `state` is that of a database in use."""
    if settings.workers == 1:
        return
    if state is None:
        # `doctor` reports the database.
        yield Finding("ok", "workers", f"{settings.workers} processes")
    elif state.max_connections is None:
        yield _on_sqlite(settings)
    else:
        yield _on_postgresql(settings, state.max_connections)


def _on_sqlite(settings: Settings) -> Finding:
    message = f"{settings.workers} processes on SQLite, of which one writes at a time"
    if settings.workers <= _MANY_ON_SQLITE:
        return Finding("ok", "workers", message)
    return Finding("warn", "workers", f"{message}. For many, set DATABASE_URL to a PostgreSQL database.")


def _on_postgresql(settings: Settings, most: int) -> Finding:
    needed = settings.workers * settings.database_pool_size
    message = f"{settings.workers} processes with {needed} connections to PostgreSQL, which allows {most}"
    if needed <= most:
        return Finding("ok", "workers", message)
    return Finding(
        "warn",
        "workers",
        f"{message}. Set DATABASE_POOL_SIZE to {max(6, most // settings.workers)} or less, "
        "or raise PostgreSQL's max_connections.",
    )
