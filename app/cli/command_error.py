"""The error of a command."""

from __future__ import annotations


class CommandError(Exception):
    """The command failed; the message says what to do."""
