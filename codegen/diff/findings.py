"""What a difference consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Effect = Literal["breaking", "compatible"]
Change = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One change of the contract, as a caller of the API meets it."""

    change: Change
    effect: Effect
    what: str
    """operation, parameter, body, answer, field, enum value, type, required, bound, variant, schema."""
    place: str
    """`create_chat_completion`, or `CreateChatCompletionRequest.messages[].role`."""
    old: Any = None
    new: Any = None
    operations: tuple[str, ...] = field(default=())
    """Ids of the operations it reaches."""


def opposite(change: Change) -> Change:
    """What the change is when the documents are swapped."""
    swapped: dict[Change, Change] = {"added": "removed", "removed": "added"}
    return swapped.get(change, change)
