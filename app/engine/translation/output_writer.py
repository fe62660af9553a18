"""Writes the events of a response: opens and closes its items and parts around what is said, and numbers them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from app.contract.json_types import JsonObject
from app.engine.translation import calls, logprobs
from app.engine.translation.events import Channel, Delta, OutputEvent, Whole
from app.engine.translation.output import OutputCall, OutputItem, OutputPart, PartKind, Status

Mint: TypeAlias = Callable[[str], str]
"""A prefix such as `msg_` to a new id that begins with it."""

_PREFIXES = {"message": "msg_", "reasoning": "rs_"}


class OutputWriter:
    """One message or reasoning is open at a time, or calls: those all at once, for their pieces may come mixed."""

    def __init__(self, mint: Mint, sequence_number: int) -> None:
        self.number = sequence_number
        self._mint = mint
        self._events: list[OutputEvent] = []
        self._output: list[JsonObject | None] = []
        self._item: OutputItem | None = None
        self._part: OutputPart | None = None
        self._calls = calls.Calls(mint)

    def taken(self) -> list[OutputEvent]:
        """The events since the last time."""
        events, self._events = self._events, []
        return events

    def emit(self, kind: str, **fields: Any) -> None:
        """An event that is no plain delta."""
        self._events.append(Whole(kind, self.number, fields))
        self.number += 1

    def open_text(self) -> OutputPart | None:
        """The answer's text, while it is what is being said."""
        part = self._part
        return part if part is not None and part.kind == "output_text" else None

    def more(self, part: OutputPart, text: str) -> OutputEvent:
        """More of the open text, if that is all there is to tell: the event itself."""
        part.texts.append(text)
        number = self.number
        self.number = number + 1
        return Delta(part.channel, number, text)

    def say(self, kind: PartKind, text: str) -> None:
        """More of a text."""
        part = self._part
        if part is None or part.kind != kind:
            part = self._opened(kind)
        part.texts.append(text)
        self._delta(part.channel, text)

    def say_with(self, text: str, tokens: Sequence[JsonObject]) -> None:
        """More of the answer's text, with its probabilities."""
        part = self._text()
        part.texts.append(text)
        part.logprobs += tokens
        self.emit(part.channel.type, **part.place, delta=text, logprobs=logprobs.of_event(tokens))

    def annotate(self, annotation: JsonObject) -> None:
        """A citation in the answer's text."""
        part = self._text()
        part.annotations.append(annotation)
        self.emit(
            "response.output_text.annotation.added",
            **part.place,
            annotation_index=len(part.annotations) - 1,
            annotation=annotation,
        )

    def call(self, piece: Mapping[str, Any]) -> None:
        """A piece of a call."""
        call, is_new = self._calls.of(piece, len(self._output))
        if is_new:
            self._close_item("completed")
            self._output.append(None)
        said = calls.said(piece)
        if said:
            call.texts.append(said)
        call.name = call.name or calls.name(piece)
        if call.shown and said:
            self._delta(call.channel, said)
        elif call.name and not call.shown:
            self._show(call)

    def close(self, status: Status) -> None:
        """Nothing more comes to what is open; the last of it has that status."""
        self._close_item(status)
        calls_open = list(self._calls)
        for call in calls_open:
            if not call.shown:
                self._show(call)
            self.emit(f"{call.event}.done", **call.place, **call.done())
            self._item_done(call.output_index, call.value(status if call is calls_open[-1] else "completed"))
        self._calls.close()

    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not self._output

    def empty_message(self) -> None:
        """A message that says nothing."""
        self._text()

    def output(self) -> list[JsonObject]:
        """The items; those that are open as far as they came."""
        items = dict(enumerate(self._output))
        for item in (*((self._item,) if self._item else ()), *self._calls):
            items[item.output_index] = item.value("incomplete")
        return [item for item in items.values() if item is not None]

    def _delta(self, channel: Channel, text: str) -> None:
        self._events.append(Delta(channel, self.number, text))
        self.number += 1

    def _text(self) -> OutputPart:
        return self.open_text() or self._opened("output_text")

    def _opened(self, kind: PartKind) -> OutputPart:
        """A new part, in the open item if it may hold it."""
        holder: Literal["message", "reasoning"] = "reasoning" if kind == "reasoning_text" else "message"
        item = self._item
        if item is None or item.kind != holder:
            self._close_item("completed")
            item = self._item = OutputItem(holder, self._mint(_PREFIXES[holder]), len(self._output))
            self._output.append(None)
            self._item_added(item.output_index, item.value("in_progress"))
        else:
            self._close_part()
        part = self._part = item.new_part(kind)
        self.emit("response.content_part.added", **part.place, part=part.value())
        return part

    def _close_part(self) -> None:
        part, self._part = self._part, None
        if part is not None:
            self.emit(f"{part.event}.done", **part.place, **part.said())
            self.emit("response.content_part.done", **part.place, part=part.value())

    def _close_item(self, status: Status) -> None:
        self._close_part()
        item, self._item = self._item, None
        if item is not None:
            self._item_done(item.output_index, item.value(status))

    def _show(self, call: OutputCall) -> None:
        call.shown = True
        self._item_added(call.output_index, call.value("in_progress", empty=True))
        if call.texts:
            self._delta(call.channel, "".join(call.texts))

    def _item_added(self, index: int, item: JsonObject) -> None:
        self.emit("response.output_item.added", output_index=index, item=item)

    def _item_done(self, index: int, item: JsonObject) -> None:
        self._output[index] = item
        self.emit("response.output_item.done", output_index=index, item=item)
