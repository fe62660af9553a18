"""Writes a response's events: opens and closes items and parts around the text, and numbers all events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from app.contract.growing_items import changed_items
from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.engine.translation.call_extras import ReasoningDetails, call_extras
from app.engine.translation.call_items import CALLS
from app.engine.translation.item_ids import PREFIXES, Mint
from app.engine.translation.logprobs import event_logprobs
from app.engine.translation.open_calls import OpenCalls, name_and_text
from app.engine.translation.output_calls import OutputToolCall
from app.engine.translation.output_events import DeltaEvent, DeltaTemplate, JsonEvent, OutputEvent
from app.engine.translation.output_items import (
    ItemStatus,
    OutputItem,
    OutputPart,
    PartType,
    Seal,
)
from app.engine.translation.tool_names import ToolNames


class OutputWriter:
    """One message or reasoning item is open at a time, or all calls: their fragments may be interleaved.

    `names` are those of the tools that may be called; `seal` makes the token of reasoning, if it has one.
    """

    def __init__(
        self, mint: Mint, sequence_number: int, names: ToolNames | None = None, seal: Seal | None = None
    ) -> None:
        self.next_number = sequence_number
        self.texts = LongTexts()
        """The long texts of the answer, for which items and events have markers."""
        self._mint = mint
        self._names = names or ToolNames()
        self._seal = seal
        self._events: list[OutputEvent] = []
        self._output: list[JsonObject | None] = []
        self._item: OutputItem | None = None
        self._part: OutputPart | None = None
        self._calls = OpenCalls(mint, self.texts)
        self._waiting_call: OutputToolCall | None = None
        """The last call, while its name may still grow."""
        self._details = ReasoningDetails()
        self._open_hosted: dict[int, JsonObject] = {}
        """Items of calls that this server runs now, by their place."""
        self.hosted_calls: list[OutputToolCall] = []
        """The calls of hosted functions, of an answer that is whole; `take_hosted_calls` empties it."""
        self.calls_of_client = 0
        """How many calls the client has to run."""

    def next_answer(self, names: ToolNames) -> None:
        """The events of another answer of the model follow, to which these tools were shown."""
        self._names = names

    def take_hosted_calls(self) -> list[OutputToolCall]:
        """The model's calls that this server has to run."""
        calls, self.hosted_calls = self.hosted_calls, []
        return calls

    def take_events(self) -> list[OutputEvent]:
        """The events since the last call."""
        events, self._events = self._events, []
        return events

    def emit(self, event_type: str, **fields: Any) -> None:
        """Emits an event that is not a plain delta."""
        self._events.append(JsonEvent(event_type, self.next_number, fields, self.texts))
        self.next_number += 1

    def open_text(self) -> OutputPart | None:
        """The open part, if it is the answer's text."""
        part = self._part
        return part if part is not None and part.type == "output_text" else None

    def text_deltas(self, part: OutputPart, texts: Sequence[str]) -> list[OutputEvent]:
        """Appends to the open text, without going through `take_events`: most chunks need only this."""
        part.text.add("".join(texts))
        template, first = part.delta_template, self.next_number
        if self.texts.has_shortened:
            return [self._delta(template, text) for text in texts]
        self.next_number = first + len(texts)
        return [DeltaEvent(template, number, text) for number, text in enumerate(texts, first)]

    def add_text(self, part_type: PartType, text: str) -> None:
        """Appends to the text of that type; opens a part for it if none is open."""
        part = self._part
        if part is None or part.type != part_type:
            part = self._open_part(part_type)
        part.text.add(text)
        self._emit_delta(part.delta_template, text)

    def add_text_with_logprobs(self, text: str, tokens: list[JsonObject]) -> None:
        """Appends to the answer's text, with the probabilities of its tokens, or the marker of long ones."""
        part = self._text_part()
        part.text.add(text)
        part.logprobs.add(tokens, self.texts)
        logprobs = changed_items(tokens, self.texts, event_logprobs)
        self.emit(part.delta_template.type, **part.location, delta=text, logprobs=logprobs)

    def add_annotation(self, annotation: JsonObject) -> None:
        """Adds a citation to the answer's text."""
        part = self._text_part()
        part.annotations.append(annotation)
        self.emit(
            "response.output_text.annotation.added",
            **part.location,
            annotation_index=len(part.annotations) - 1,
            annotation=annotation,
        )

    def add_call_fragment(self, fragment: Mapping[str, Any]) -> None:
        """Adds an entry of a delta's `tool_calls`; a call is added once its arguments begin."""
        call, is_new = self._calls.call_of(fragment)
        if is_new:
            self._close_item("completed")
            self._add_waiting_call()
            self._waiting_call = call
        call.extras |= call_extras(fragment)
        name, text = name_and_text(fragment)
        if not call.is_added:
            call.name += name
        if not text:
            return
        if call.is_added:
            if delta := call.add(text):
                self._emit_delta(call.delta_template, delta)
            return
        call.text.add(text)
        if not call.is_whole(self._names):
            self._add_waiting_call()

    def add_item(self, item: JsonObject) -> None:
        """Adds an item of this server's own, whole and without an id."""
        index = len(self._output)
        self._output.append(None)
        item = {"id": self._mint(PREFIXES[item["type"]]), **item}
        self._emit_item_added(index, item)
        self._emit_item_done(index, item)

    def begin_item(self, item: JsonObject) -> int:
        """Adds an item of a hosted tool, with its id. Returns its place."""
        index = len(self._output)
        self._output.append(None)
        self._open_hosted[index] = item
        self._emit_item_added(index, item)
        return index

    def change_item(self, index: int, item: JsonObject) -> None:
        """Replaces the item at that place, which has started and not ended."""
        self._open_hosted[index] = item

    def end_item(self, index: int, item: JsonObject) -> None:
        """Ends the item at that place."""
        del self._open_hosted[index]
        self._emit_item_done(index, item)

    def restore(self, output: Sequence[JsonObject | None], open_items: Mapping[int, JsonObject]) -> None:
        """Takes in the items that another process has emitted, and those that it has started."""
        self._output = list(output)
        self._open_hosted = dict(open_items)
        self.calls_of_client = sum(item is not None and item["type"] in CALLS for item in output)

    def add_reasoning_details(self, value: Any) -> None:
        """Adds a delta's `reasoning_details`, which the last item gets."""
        self._details.add(value)

    def close(self, status: ItemStatus) -> None:
        """Closes all open items; the last one gets that status."""
        open_calls, details = list(self._calls), self._details.extras()
        if open_calls:
            open_calls[-1].extras |= details
        self._close_item(status, {} if open_calls else details)
        self._add_waiting_call()
        for call in open_calls:
            if call.is_hosted(self._names):
                if status == "completed":
                    self.hosted_calls.append(call)
                continue
            self.calls_of_client += 1
            if rest := call.end():
                self._emit_delta(call.delta_template, rest)
            for event_type, fields in call.done_events():
                self.emit(event_type, **fields)
            item = call.as_json(status if call is open_calls[-1] else "completed")
            self._emit_item_done(call.output_index, item)
        self._calls.close()

    def is_empty(self) -> bool:
        """Whether the response has no item yet."""
        return not self._output

    def add_empty_message(self) -> None:
        """Opens a message with an empty text."""
        self._text_part()

    def output(self) -> list[JsonObject]:
        """All items; open ones in their current state, as incomplete, and calls that run as failed."""
        items = dict(enumerate(self._output))
        items |= {index: {**item, "status": "failed"} for index, item in self._open_hosted.items()}
        added = [call for call in self._calls if call.is_added]
        for item in (*((self._item,) if self._item else ()), *added):
            items[item.output_index] = item.as_json("incomplete")
        return [item for item in items.values() if item is not None]

    def _emit_delta(self, template: DeltaTemplate, text: str) -> None:
        self._events.append(self._delta(template, text))

    def _delta(self, template: DeltaTemplate, text: str) -> OutputEvent:
        number = self.next_number
        self.next_number = number + 1
        if self.texts.has_shortened:
            # The text may be a marker.
            return JsonEvent(template.type, number, {"delta": text, **template.fields}, self.texts)
        return DeltaEvent(template, number, text)

    def _text_part(self) -> OutputPart:
        return self.open_text() or self._open_part("output_text")

    def _open_part(self, part_type: PartType) -> OutputPart:
        """A new part, in the open item if that item may hold it."""
        item_type: Literal["message", "reasoning"] = (
            "reasoning" if part_type == "reasoning_text" else "message"
        )
        item = self._item
        if item is None or item.type != item_type:
            self._close_item("completed")
            self._add_waiting_call()
            item = self._item = OutputItem(
                item_type, self._mint(PREFIXES[item_type]), len(self._output), self.texts, self._seal
            )
            self._output.append(None)
            self._emit_item_added(item.output_index, item.as_json("in_progress"))
        else:
            self._close_part()
        part = self._part = item.new_part(part_type)
        self.emit("response.content_part.added", **part.location, part=part.as_json())
        return part

    def _close_part(self) -> None:
        part, self._part = self._part, None
        if part is not None:
            self.emit(f"{part.event}.done", **part.location, **part.done_fields())
            self.emit("response.content_part.done", **part.location, part=part.as_json())

    def _close_item(self, status: ItemStatus, extras: Mapping[str, Any] | None = None) -> None:
        self._close_part()
        item, self._item = self._item, None
        if item is not None:
            self._emit_item_done(item.output_index, {**item.as_json(status), **(extras or {})})

    def _add_waiting_call(self) -> None:
        """Adds the last call, whose name has come to its end."""
        call, self._waiting_call = self._waiting_call, None
        if call is None or call.is_hosted(self._names):
            return
        text = call.place(len(self._output), self._mint, self._names)
        self._output.append(None)
        self._emit_item_added(call.output_index, call.as_json("in_progress", empty=True))
        if text:
            self._emit_delta(call.delta_template, text)

    def _emit_item_added(self, index: int, item: JsonObject) -> None:
        self.emit("response.output_item.added", output_index=index, item=item)

    def _emit_item_done(self, index: int, item: JsonObject) -> None:
        self._output[index] = item
        self.emit("response.output_item.done", output_index=index, item=item)
