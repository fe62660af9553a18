"""Values of response headers."""

from __future__ import annotations

from typing import Any


def header_safe(value: Any) -> str:
    """The value as printable ASCII; any other character becomes a question mark."""
    return "".join(character if " " <= character <= "~" else "?" for character in str(value))
