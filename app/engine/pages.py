"""Pages of lists."""

from __future__ import annotations

from app.errors import BadRequest

_MOST = 100


def bounded(limit: int) -> int:
    """How many a page may have; raises BadRequest outside of 1 to 100, as OpenAI does where its document leaves the bounds out."""
    if not 1 <= limit <= _MOST:
        raise BadRequest(
            f"'limit' must be from 1 to {_MOST}, not {limit}.", param="limit", code="invalid_value"
        )
    return limit
