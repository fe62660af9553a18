"""`truncation: auto`: messages that exceed the upstream's context are sent again without the oldest turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.contract.json_types import JsonObject

_CODE = "context_length_exceeded"
# Messages of servers that have no code for it.
_PHRASES = ("maximum context length", "context window", "context size")


def exceeds_context(error: Mapping[str, Any]) -> bool:
    """Whether the `error` of an upstream means that the messages exceed the model's context."""
    message = str(error.get("message")).lower()
    return error.get("code") == _CODE or any(phrase in message for phrase in _PHRASES)


def without_oldest_turns(messages: Sequence[JsonObject], turns: int) -> list[JsonObject]:
    """Removes that many turns: from the first message that is no instruction up to a later user message.

    Calls are removed together with their outputs. The last turn stays, so fewer turns may be removed.
    """
    start = next(
        (i for i, message in enumerate(messages) if message["role"] not in ("system", "developer")), 0
    )
    ends = [i for i in range(start + 1, len(messages)) if messages[i]["role"] == "user"][:turns]
    return [*messages[:start], *messages[ends[-1] if ends else start :]]
