"""What a header of a response can carry."""

from __future__ import annotations

from typing import Any


def header_safe(value: Any) -> str:
    """A header's value: printable ASCII only; any other character becomes a question mark."""
    return "".join(character if " " <= character <= "~" else "?" for character in str(value))
