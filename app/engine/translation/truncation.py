"""`truncation: auto`: what is too long for the upstream is asked again without its oldest turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.engine.translation.decision import Json

_TOO_LONG = "context_length_exceeded"


def is_too_long(error: Mapping[str, Any]) -> bool:
    """Whether the `error` of an upstream's answer says that the messages exceed the model's context."""
    told = str(error.get("message")).lower()
    return error.get("code") == _TOO_LONG or "maximum context length" in told or "context window" in told


def shorter(messages: Sequence[Json]) -> list[Json] | None:
    """The messages without the oldest turn: from the first message that is no instruction up to the next user's.

    Calls leave together with their outputs, and the last user message stays with all that follows it. None: there is nothing left
    that could go.
    """
    start = next(
        (i for i, message in enumerate(messages) if message["role"] not in ("system", "developer")), None
    )
    if start is None:
        return None
    end = next((i for i in range(start + 1, len(messages)) if messages[i]["role"] == "user"), None)
    return None if end is None else [*messages[:start], *messages[end:]]
