"""Validates values of an upstream: returns the value or raises TypeError, which fails the response."""

from __future__ import annotations

from typing import Any


def require_text(value: Any) -> str:
    """A string."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def require_number(value: Any) -> float:
    """A number."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError(value)
    return value


def require_count(value: Any) -> int:
    """A non-negative integer; absent or null is 0."""
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value
