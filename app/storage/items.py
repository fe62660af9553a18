"""Items to be stored in a conversation or a response."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["input", "output"]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a conversation or a response."""

    id: str
    """Ours."""
    payload: str
    """The contract's item, as JSON; its `id` is the one above."""
    provider_id: str | None = None
    """The id that its issuer gave it and may need back (encrypted reasoning)."""
