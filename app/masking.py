"""What looks like a key is hidden, in logs and in errors."""

from __future__ import annotations

import re

MASK = "***"
_KEY_PATTERN = re.compile(
    r"\b(sk|sess|pk)-[A-Za-z0-9_\-]{8,}|(?i:bearer)\s+[A-Za-z0-9._~+/=\-]{4,}|(?<=://)[^/\s@]+(?=@)"
)
# Every match of the pattern contains one of these; the search for them costs a tenth of the pattern's.
_KEY_HINTS = ("sk-", "sess-", "pk-", "bearer", "://")


def mask_keys(text: str) -> str:
    """The text, with a mask in the place of all that looks like a key."""
    lowered = text.lower()
    for hint in _KEY_HINTS:
        if hint in lowered:
            return _KEY_PATTERN.sub(MASK, text)
    return text
