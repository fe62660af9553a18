"""Judges of what an upstream sent: the value itself, or TypeError, which ends the response as failed."""

from __future__ import annotations

from typing import Any


def text(value: Any) -> str:
    """A string."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def number(value: Any) -> float:
    """A number."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError(value)
    return value


def count(value: Any) -> int:
    """A whole number that is not negative; one that is left out, or null, is 0."""
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value
