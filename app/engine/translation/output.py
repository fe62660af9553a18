"""Output items that are being written: what was said so far, and what each is when it is done."""

from __future__ import annotations

from typing import Literal, TypeAlias

from app.contract.json_types import JsonObject
from app.engine.translation import logprobs
from app.engine.translation.events import Channel

PartKind: TypeAlias = Literal["output_text", "refusal", "reasoning_text"]
Status: TypeAlias = Literal["in_progress", "completed", "incomplete"]

_SAID = {"output_text": "text", "refusal": "refusal", "reasoning_text": "text"}


class OutputPart:
    """A part of a message or of reasoning."""

    def __init__(self, kind: PartKind, place: JsonObject) -> None:
        self.kind = kind
        self.place = place
        self.texts: list[str] = []
        self.logprobs: list[JsonObject] = []
        self.annotations: list[JsonObject] = []
        self.event = f"response.{kind}"
        self.channel = Channel(
            f"{self.event}.delta", place, {"logprobs": []} if kind == "output_text" else {}
        )

    def value(self) -> JsonObject:
        """The part as it is now."""
        value: JsonObject = {"type": self.kind, _SAID[self.kind]: "".join(self.texts)}
        if self.kind == "output_text":
            value |= {"annotations": list(self.annotations), "logprobs": list(self.logprobs)}
        return value

    def said(self) -> JsonObject:
        """What its done event says of it."""
        said: JsonObject = {_SAID[self.kind]: "".join(self.texts)}
        return said | ({"logprobs": logprobs.of_event(self.logprobs)} if self.kind == "output_text" else {})


class OutputItem:
    """A message, or reasoning."""

    def __init__(self, kind: Literal["message", "reasoning"], item_id: str, output_index: int) -> None:
        self.kind = kind
        self.id = item_id
        self.output_index = output_index
        self.parts: list[OutputPart] = []

    def new_part(self, kind: PartKind) -> OutputPart:
        """The next part."""
        place = {"item_id": self.id, "output_index": self.output_index, "content_index": len(self.parts)}
        self.parts.append(OutputPart(kind, place))
        return self.parts[-1]

    def value(self, status: Status) -> JsonObject:
        """The item as it is now."""
        own: JsonObject = {"role": "assistant"} if self.kind == "message" else {"summary": []}
        content = [part.value() for part in self.parts]
        return {"id": self.id, "type": self.kind, "status": status, **own, "content": content}


class OutputCall:
    """A call of a function or of a custom tool."""

    def __init__(self, item_id: str, call_id: str, output_index: int, *, custom: bool) -> None:
        self.id = item_id
        self.call_id = call_id
        self.output_index = output_index
        self.name = ""
        self.texts: list[str] = []
        self.shown = False
        """Whether its added event is out, for which its name must be known."""
        self.kind = "custom_tool_call" if custom else "function_call"
        self.said = "input" if custom else "arguments"
        self.event = (
            f"response.custom_tool_call_{self.said}" if custom else f"response.function_call_{self.said}"
        )
        self.place: JsonObject = {"item_id": item_id, "output_index": output_index}
        self.channel = Channel(f"{self.event}.delta", self.place, {})

    def done(self) -> JsonObject:
        """What its done event says of it."""
        said: JsonObject = {self.said: "".join(self.texts)}
        return said | ({"name": self.name} if self.kind == "function_call" else {})

    def value(self, status: Status, *, empty: bool = False) -> JsonObject:
        """The item as it is now, or as it began."""
        said = "" if empty else "".join(self.texts)
        return {
            "id": self.id,
            "type": self.kind,
            "status": status,
            "call_id": self.call_id,
            "name": self.name,
            self.said: said,
        }
