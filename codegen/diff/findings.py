"""The parts of a difference."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Effect = Literal["breaking", "compatible"]
Change = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One change of the contract, from the view of a caller of the API."""

    change: Change
    effect: Effect
    what: str
    """operation, parameter, body, response, field, enum value, type, required, bound, variant, schema."""
    place: str
    """`create_chat_completion`, or `CreateChatCompletionRequest.messages[].role`."""
    old: Any = None
    new: Any = None
    operations: tuple[str, ...] = field(default=())
    """Ids of the affected operations."""


def opposite(change: Change) -> Change:
    """The change in the other direction."""
    swapped: dict[Change, Change] = {"added": "removed", "removed": "added"}
    return swapped.get(change, change)
