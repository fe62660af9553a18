"""Finds a text in a page."""

from __future__ import annotations

_MAX_MATCHES = 10
_AROUND = 200
"""Characters before and behind a match."""


def find_in_page(text: str, pattern: str) -> list[str]:
    """Excerpts around the first matches, whatever the case; one excerpt may have several matches."""
    wanted, lower = pattern.lower(), text.lower()
    if len(lower) != len(text):
        # A few letters are longer in lower case; then positions would differ.
        wanted, lower = pattern, text
    found: list[str] = []
    position = lower.find(wanted) if wanted else -1
    while position >= 0 and len(found) < _MAX_MATCHES:
        end = position + len(wanted) + _AROUND
        found.append(text[max(0, position - _AROUND) : end])
        position = lower.find(wanted, end)
    return found
