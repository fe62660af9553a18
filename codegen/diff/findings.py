"""The parts of a difference."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Effect = Literal["breaking", "compatible"]
Change = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One change of the contract, from the view of a caller of the API."""

    change: Change
    effect: Effect
    what: str
    """operation, parameter, body, response, header, field, enum value, type, required, bound, variant, …"""
    place: str
    """`create_chat_completion`, or `CreateChatCompletionRequest.messages[].role`."""
    old: Any = None
    new: Any = None
    operations: tuple[str, ...] = field(default=())
    """Ids of the affected operations."""
    places: tuple[str, ...] = field(default=())
    """All places of equal changes, where there are several."""
    direction: str = ""
    """`request`, `response`, both with a comma, or empty."""
    rule: str | None = None
    """The name of oasdiff's check, where it has one."""


class Reliances(Protocol):
    """Knows the lines of hand-written code that rely on a place."""

    def lines(self, finding: Finding) -> list[str]:
        """`app/engine/chats.py:58` for each line that the change touches."""
        ...


@dataclass(frozen=True, slots=True)
class Direction:
    """Whether callers send the value or receive it."""

    sent: bool
    name: str
    """As in the names of rules."""

    def effect(self, *, narrower: bool = False, wider: bool = False) -> Effect:
        """A narrower schema breaks senders, a wider one receivers; a change may be both."""
        return "breaking" if (narrower and self.sent) or (wider and not self.sent) else "compatible"


SENT = Direction(sent=True, name="request")
RECEIVED = Direction(sent=False, name="response")
