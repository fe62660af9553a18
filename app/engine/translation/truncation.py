"""`truncation: auto`: what is too long for the upstream is asked again without its oldest turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.contract.json_types import JsonObject

_CODE = "context_length_exceeded"
# As servers that have no code for it say it.
_WORDS = ("maximum context length", "context window", "context size")


def is_too_long(error: Mapping[str, Any]) -> bool:
    """Whether the `error` of an upstream's answer says that the messages exceed the model's context."""
    told = str(error.get("message")).lower()
    return error.get("code") == _CODE or any(words in told for words in _WORDS)


def shorter(messages: Sequence[JsonObject], turns: int) -> list[JsonObject]:
    """The messages without the oldest turns: from the first that is no instruction up to a later user's message.

    Calls leave together with their outputs, and the last turn stays, so that fewer may leave than were asked for.
    """
    start = next(
        (i for i, message in enumerate(messages) if message["role"] not in ("system", "developer")), 0
    )
    ends = [i for i in range(start + 1, len(messages)) if messages[i]["role"] == "user"][:turns]
    return [*messages[:start], *messages[ends[-1] if ends else start :]]
