"""Pages of lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.engine.response_body import json_response
from app.errors import BadRequest
from app.relay import frames
from generated.runtime import Relay

_MOST = 100


def validate_limit(limit: int) -> int:
    """How many a page may have; raises BadRequest outside of 1 to 100, as OpenAI does where its document leaves the bounds out."""
    if not 1 <= limit <= _MOST:
        raise BadRequest(
            f"'limit' must be from 1 to {_MOST}, not {limit}.", param="limit", code="invalid_value"
        )
    return limit


def list_page(objects: Sequence[Mapping[str, Any]], most: int) -> Relay:
    """The contract's list of at most that many; one object more tells that there are more."""
    shown = objects[:most]
    return json_response(
        frames.dumps(
            {
                "object": "list",
                "data": shown,
                "first_id": shown[0]["id"] if shown else "",
                "last_id": shown[-1]["id"] if shown else "",
                "has_more": len(objects) > most,
            }
        )
    )
