"""The error of a command."""

from __future__ import annotations


class CommandError(Exception):
    """The command failed. The message has the reason and what to do."""
