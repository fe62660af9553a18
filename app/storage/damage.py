"""A damaged SQLite database: how it is known, and what repairs it."""

from __future__ import annotations

RESTORE = "Stop every server, and restore a backup: `llm-backend restore FILE` (docs/deploy.md)."
"""What to do, as a sentence."""


def is_damaged(message: str | None) -> bool:
    """Whether SQLite's message says so."""
    return "malformed" in (message or "")
