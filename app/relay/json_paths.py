"""Values at a path in JSON."""

from __future__ import annotations

from typing import Any

from app.relay.accumulator import JsonPath


def value_at(value: Any, path: JsonPath) -> Any:
    """The value at a path; None if there is none."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def put(value: Any, path: JsonPath, new: Any) -> Any:
    """The value, changed at a path that it has."""
    holder = value_at(value, path[:-1])
    holder[path[-1]] = new
    return value


def replaced(value: Any, path: JsonPath, new: Any) -> Any:
    """The value with another one at a path that it has; what is on the way there is copied."""
    if not path:
        return new
    copied = value.copy()
    copied[path[0]] = replaced(value[path[0]], path[1:], new)
    return copied
