"""Output items under construction: their text so far, and the JSON of parts, items and done events."""

from __future__ import annotations

from typing import Literal, TypeAlias

from app.contract.json_types import JsonObject
from app.engine.translation.logprobs import event_logprobs
from app.engine.translation.output_events import DeltaTemplate

PartType: TypeAlias = Literal["output_text", "refusal", "reasoning_text"]
ItemStatus: TypeAlias = Literal["in_progress", "completed", "incomplete"]

_TEXT_FIELD = {"output_text": "text", "refusal": "refusal", "reasoning_text": "text"}


def joined(texts: list[str]) -> str:
    """The text of these parts, which become one: a long text is in memory once."""
    if len(texts) != 1:
        texts[:] = ["".join(texts)]
    return texts[0]


class OutputPart:
    """A content part of a message or of reasoning."""

    def __init__(self, part_type: PartType, location: JsonObject) -> None:
        self.type = part_type
        self.location = location
        """The fields `item_id`, `output_index` and `content_index` of its events."""
        self.texts: list[str] = []
        self.logprobs: list[JsonObject] = []
        self.annotations: list[JsonObject] = []
        self.event = f"response.{part_type}"
        self.delta_template = DeltaTemplate(
            f"{self.event}.delta", location, {"logprobs": []} if part_type == "output_text" else {}
        )

    def as_json(self) -> JsonObject:
        """The part in its current state."""
        value: JsonObject = {"type": self.type, _TEXT_FIELD[self.type]: joined(self.texts)}
        if self.type == "output_text":
            value |= {"annotations": list(self.annotations), "logprobs": list(self.logprobs)}
        return value

    def done_fields(self) -> JsonObject:
        """The fields of its done event besides the location."""
        fields: JsonObject = {_TEXT_FIELD[self.type]: joined(self.texts)}
        return fields | ({"logprobs": event_logprobs(self.logprobs)} if self.type == "output_text" else {})


class OutputItem:
    """A message, or reasoning."""

    def __init__(self, item_type: Literal["message", "reasoning"], item_id: str, output_index: int) -> None:
        self.type = item_type
        self.id = item_id
        self.output_index = output_index
        self.parts: list[OutputPart] = []

    def new_part(self, part_type: PartType) -> OutputPart:
        """Appends a part."""
        location = {"item_id": self.id, "output_index": self.output_index, "content_index": len(self.parts)}
        self.parts.append(OutputPart(part_type, location))
        return self.parts[-1]

    def as_json(self, status: ItemStatus) -> JsonObject:
        """The item in its current state."""
        own: JsonObject = {"role": "assistant"} if self.type == "message" else {"summary": []}
        content = [part.as_json() for part in self.parts]
        return {"id": self.id, "type": self.type, "status": status, **own, "content": content}


class OutputToolCall:
    """A call of a function or of a custom tool. It has no place before it is added."""

    output_index: int
    location: JsonObject
    delta_template: DeltaTemplate

    def __init__(self, item_id: str, call_id: str, *, custom: bool) -> None:
        self.id = item_id
        self.call_id = call_id
        self.name = ""
        self.texts: list[str] = []
        self.extras: JsonObject = {}
        """See `call_extras`."""
        self.is_added = False
        """Whether its added event has been emitted, which requires its whole name."""
        self.type = "custom_tool_call" if custom else "function_call"
        self.text_field = "input" if custom else "arguments"
        self.event = (
            f"response.custom_tool_call_{self.text_field}"
            if custom
            else f"response.function_call_{self.text_field}"
        )

    def place(self, output_index: int) -> None:
        """Gives it its place in the output."""
        self.is_added = True
        self.output_index = output_index
        self.location = {"item_id": self.id, "output_index": output_index}
        self.delta_template = DeltaTemplate(f"{self.event}.delta", self.location, {})

    def done_fields(self) -> JsonObject:
        """The fields of its done event besides the location."""
        fields: JsonObject = {self.text_field: joined(self.texts)}
        return fields | ({"name": self.name} if self.type == "function_call" else {})

    def as_json(self, status: ItemStatus, *, empty: bool = False) -> JsonObject:
        """The item in its current state; with `empty` as its added event has it, without arguments."""
        text = "" if empty else joined(self.texts)
        return {
            "id": self.id,
            "type": self.type,
            "status": status,
            "call_id": self.call_id,
            "name": self.name,
            self.text_field: text,
            **self.extras,
        }
