"""A damaged SQLite database: how it is known, and what repairs it."""

from __future__ import annotations

RESTORE = (
    "Stop every server, remove the file with its -wal and -shm files, and restore a backup as docs/deploy.md "
    "describes."
)
"""What to do, as a sentence."""


def is_damaged(message: str | None) -> bool:
    """Whether SQLite's message says so."""
    return "malformed" in (message or "")
