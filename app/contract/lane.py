"""What a lane of a WebSocket connection remembers between its responses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from app.contract.json_types import JsonObject

LANE = "llm_backend.lane"
"""The key of a request's `Lane` in its scope's `extensions`."""


@dataclass(slots=True)
class Lane:
    """Responses of one `stream_id`, one after the other: the next may continue the latest, stored or not.

    The `items` are all of the latest response's history: its input and output, and those before it.
    """

    response_id: str | None = None
    items: Sequence[JsonObject] = ()
    upstream: str | None = None
    """The one that generated the latest response."""
    warm_up: bool = False
    """Whether the request that runs now asks for no output (`generate: false`)."""
    others: Sequence[Lane] = ()
    """All lanes of the connection: a request may continue what another lane remembers."""

    def find(self, response_id: str) -> Lane | None:
        """The lane that remembers a response; None if no lane of the connection does."""
        found = (lane for lane in (self, *self.others) if lane.response_id == response_id)
        return next(found, None)

    def holds(self, response_id: object) -> bool:
        """Whether it remembers a response."""
        return response_id is not None and response_id == self.response_id

    def encoded_length(self) -> int:
        """Bytes of the items as JSON."""
        return sum(len(orjson.dumps(item)) for item in self.items)

    def remember(self, response_id: str, items: Sequence[JsonObject], upstream: str | None) -> None:
        """Replaces the latest response."""
        self.response_id, self.items, self.upstream = response_id, items, upstream

    def forget(self) -> None:
        """The next request can continue stored responses only."""
        self.response_id, self.items, self.upstream = None, (), None
