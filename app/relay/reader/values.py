"""Values of an upstream that have another type than the contract's."""

from __future__ import annotations

from typing import Any

from app.contract.json_types import JsonObject
from app.contract.long_texts import json_as_text
from app.relay import frames

# The bound of the database's columns.
_LIMIT = 2**31
_MAX_DIGITS = 15


def count_of(value: Any) -> int | None:
    """A count: an integer, a number without its fraction, or digits; None for anything else."""
    if type(value) is str and value.isascii() and value.isdigit() and len(value) <= _MAX_DIGITS:
        value = int(value)
    if type(value) is float and 0 <= value < _LIMIT:
        return int(value)
    return value if type(value) is int and 0 <= value < _LIMIT else None


def time_of(value: Any) -> int | None:
    """A Unix time; None for 0, which servers send that do not know it, and for anything else."""
    if type(value) is float and 0 < value < 2**53:
        value = int(value)
    return value if type(value) is int and 0 < value < 2**63 else None


def json_text(value: Any) -> str:
    """A string as it is, null as none, and any other JSON as text: some servers send what they parsed."""
    if value is None or type(value) is str:
        return value or ""
    return json_as_text(frames.dumps(value))


def objects_in(value: Any) -> list[JsonObject]:
    """The objects of a list, or one that stands where a list should."""
    if type(value) is list and len(value) == 1 and type(value[0]) is dict:
        # Nearly all lists of choices.
        return value
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
