"""Output items under construction: their text so far, and the JSON of parts, items and done events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from app.contract.growing_items import GrowingItems
from app.contract.growing_text import GrowingText
from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.engine.translation.logprobs import event_logprobs
from app.engine.translation.output_events import DeltaTemplate

PartType: TypeAlias = Literal["output_text", "refusal", "reasoning_text"]
ItemStatus: TypeAlias = Literal["in_progress", "completed", "incomplete"]
Seal: TypeAlias = Callable[[str], str]
"""Reasoning -> the token that `encrypted_content` has."""

_TEXT_FIELD = {"output_text": "text", "refusal": "refusal", "reasoning_text": "text"}


class OutputPart:
    """A content part of a message or of reasoning. `texts` are the long ones of the answer."""

    def __init__(self, part_type: PartType, location: JsonObject, texts: LongTexts) -> None:
        self.type = part_type
        self.location = location
        """The fields `item_id`, `output_index` and `content_index` of its events."""
        self.text = GrowingText("")
        self._texts = texts
        self.logprobs = GrowingItems()
        self.annotations: list[JsonObject] = []
        self.event = f"response.{part_type}"
        self.delta_template = DeltaTemplate(
            f"{self.event}.delta", location, {"logprobs": []} if part_type == "output_text" else {}
        )

    def as_json(self) -> JsonObject:
        """The part in its current state."""
        value: JsonObject = {"type": self.type, _TEXT_FIELD[self.type]: self.text.marked(self._texts)}
        if self.type == "output_text":
            value |= {"annotations": list(self.annotations), "logprobs": self.logprobs.marked(self._texts)}
        return value

    def done_fields(self) -> JsonObject:
        """The fields of its done event besides the location."""
        fields: JsonObject = {_TEXT_FIELD[self.type]: self.text.marked(self._texts)}
        if self.type == "output_text":
            fields["logprobs"] = self.logprobs.marked(self._texts, event_logprobs)
        return fields


class OutputItem:
    """A message, or reasoning, which has a sealed copy of itself if `seal` is given."""

    def __init__(
        self,
        item_type: Literal["message", "reasoning"],
        item_id: str,
        output_index: int,
        texts: LongTexts,
        seal: Seal | None = None,
    ) -> None:
        self._texts = texts
        self._seal = seal
        self.type = item_type
        self.id = item_id
        self.output_index = output_index
        self.parts: list[OutputPart] = []

    def new_part(self, part_type: PartType) -> OutputPart:
        """Appends a part."""
        location = {"item_id": self.id, "output_index": self.output_index, "content_index": len(self.parts)}
        self.parts.append(OutputPart(part_type, location, self._texts))
        return self.parts[-1]

    def as_json(self, status: ItemStatus) -> JsonObject:
        """The item in its current state."""
        own: JsonObject = {"role": "assistant"} if self.type == "message" else {"summary": []}
        content = [part.as_json() for part in self.parts]
        if self._seal is not None and self.type == "reasoning" and status != "in_progress":
            own["encrypted_content"] = self._seal(
                self._texts.whole("".join(part.text.joined() for part in self.parts))
            )
        return {"id": self.id, "type": self.type, "status": status, **own, "content": content}
