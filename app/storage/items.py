"""Items to be stored in a conversation or a response."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import orjson

from app.contract.long_json import LongJson

Side = Literal["input", "output"]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a conversation or a response."""

    id: str
    """Ours."""
    payload: str | LongJson
    """The contract's item, as JSON; its `id` is the one above."""
    provider_id: str | None = None
    """The id that its issuer gave it and may need back (encrypted reasoning)."""

    def value(self) -> Any:
        """The decoded item."""
        return orjson.loads(self.payload.joined() if isinstance(self.payload, LongJson) else self.payload)
