"""Which of a caller's headers go up."""

from __future__ import annotations

from collections.abc import Mapping

from app.upstream.builtin.behaviour import PREFIX
from app.upstream.client import Headers

# Only what the contract or HTTP gives a meaning; the built-in model takes its orders by headers of its own, too.
_SENT = ("accept", "openai-beta", "idempotency-key")


def sent(headers: Mapping[str, str], *, builtin: bool) -> Headers:
    """The headers of a call, lower-case, as they go up to a provider."""
    found = [(name, headers[name]) for name in _SENT if name in headers]
    if builtin:
        found += [(name, value) for name, value in headers.items() if name.startswith(PREFIX)]
    return found
