"""Items on their way into a table, whichever holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Order = Literal["asc", "desc"]
Side = Literal["input", "output"]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a conversation or a response."""

    id: str
    """Ours."""
    payload: str
    """The contract's item, as JSON; its `id` is the one above."""
    provider_id: str | None = None
    """The id it had where it came from, which its issuer may want back (encrypted reasoning)."""
