"""Messages of a chat while they are put together, in groups that stay together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.compactions import Unseal, require_own, summary_of


@dataclass(slots=True)
class MessageGroup:
    """A message; an assistant's with the tool messages for its calls, which must follow it."""

    message: JsonObject
    outputs: list[JsonObject] = field(default_factory=list)
    media: list[JsonObject] = field(default_factory=list)
    """User messages with the images and files of the outputs."""
    is_note: bool = False
    """Whether it tells of a tool's output."""

    @property
    def is_of_model(self) -> bool:
        """Whether it is what the model wrote or did, or what came of it."""
        return self.is_note or self.message["role"] == "assistant"

    def accepts(self, *, text: bool) -> bool:
        """Whether more of the same answer of the model may join it: a call, or text if it has none yet."""
        if self.message["role"] != "assistant" or self.outputs:
            return False
        return not text or (self.message["content"] is None and "refusal" not in self.message)


class LatestCompaction:
    """The last compaction of a context. Those before it are replaced by it, and are not opened."""

    def __init__(self, unseal: Unseal | None) -> None:
        self._unseal = unseal
        self._item: Mapping[str, Any] | None = None
        self._path = ""
        self._place = 0
        """So many groups stand before it."""

    def find(self, item: Mapping[str, Any], path: str, place: int) -> None:
        """An item is the last one so far. Raises BadRequest unless it looks like one of this server."""
        self._item, self._path, self._place = item, path, place
        require_own(item, path)

    def apply(self, groups: Sequence[MessageGroup], role: str) -> list[MessageGroup]:
        """The groups, with a message of that role for what it replaces.

        Raises BadRequest for a compaction of another issuer, or of another project.
        """
        if self._item is None:
            return [*groups]
        summary = summary_of(self._item, self._path, self._unseal)
        return [
            *(group for group in groups[: self._place] if not group.is_of_model),
            MessageGroup({"role": role, "content": summary}),
            *groups[self._place :],
        ]
