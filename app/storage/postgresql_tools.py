"""The command lines of PostgreSQL's own programs, for a database's URL without its password."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL

from app.storage.database_url import display_url


def dump_command(url: URL, file: Path) -> str:
    """Copies a running database to a file."""
    return f"pg_dump --format=custom --file={file} '{_address(url)}'"


def restore_command(url: URL, file: Path) -> str:
    """Replaces the database's tables by those of the file."""
    return f"pg_restore --clean --if-exists --dbname='{_address(url)}' {file}"


def _address(url: URL) -> str:
    # The option is ours; they do not know it.
    return display_url(url.difference_update_query(["prepare_threshold"])).replace(":***@", "@")
