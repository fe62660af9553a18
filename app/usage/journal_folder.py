"""Where the journal of open calls is."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from app.settings import Settings
from app.storage.database_url import parse


def journal_folder(settings: Settings) -> Path:
    """A folder of its own for each database: the servers of one database find each other's journals there."""
    url = parse(settings.database_url)
    is_file = url.get_backend_name() == "sqlite"
    database = Path(str(url.database)).absolute() if is_file else None
    identity = str(database) if database is not None else f"{url.host}:{url.port or 5432}/{url.database}"
    name = f"llm-backend-calls-{hashlib.sha256(identity.encode()).hexdigest()[:16]}"
    if settings.usage_journal_dir:
        return Path(settings.usage_journal_dir) / name
    if database is not None:
        return database.parent / name
    return Path(settings.spool_dir or tempfile.gettempdir()) / name
