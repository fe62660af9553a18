"""The items of an upstream's own stream so far: the done ones, and the open ones with the texts they have."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from app.contract.growing_text import GrowingText
from app.contract.json_types import JsonObject


class _Place(NamedTuple):
    """Where the texts of a kind of event belong: to parts in a list of the item, or to a member of it.

    A member has no `part_type`. `index_name` is the event's member with the part's index.
    """

    member: str
    index_name: str = ""
    part_type: str = ""
    text_name: str = ""


_PLACES = {
    "response.output_text.delta": _Place("content", "content_index", "output_text", "text"),
    "response.refusal.delta": _Place("content", "content_index", "refusal", "refusal"),
    "response.reasoning_text.delta": _Place("content", "content_index", "reasoning_text", "text"),
    "response.reasoning_summary_text.delta": _Place("summary", "summary_index", "summary_text", "text"),
    "response.function_call_arguments.delta": _Place("arguments"),
    "response.custom_tool_call_input.delta": _Place("input"),
}
DELTAS = _PLACES.keys()
"""The types of the events that have a text of an open item."""
_Key: TypeAlias = tuple[str, Any, int | None]
"""The type of the events of a text, the index of the item, and that of its part."""


class NativeOutput:
    """Collects items by their index in the output."""

    def __init__(self) -> None:
        self._done: dict[int, JsonObject] = {}
        self._open: dict[int, JsonObject] = {}
        self._texts: dict[_Key, GrowingText] = {}

    @property
    def next_index(self) -> int:
        """The index of an item that names none."""
        return len(self._done)

    def begin(self, index: int, item: JsonObject) -> None:
        """An item was added."""
        self._open[index] = item

    def finish(self, index: int, item: JsonObject) -> None:
        """An item is done."""
        self._done[index] = item
        self._open.pop(index, None)
        for key in self._keys(index):
            del self._texts[key]

    def add_delta(self, kind: str, event: JsonObject) -> None:
        """Adds the text of an event of a type in `DELTAS` to its item, if that is open."""
        delta, index = event.get("delta"), event.get("output_index")
        part: Any = event.get(_PLACES[kind].index_name)
        if type(delta) is not str:
            return
        try:
            self._texts[kind, index, part].add(delta)
        except (KeyError, TypeError):
            # The first text of its part, or an index of another type.
            if type(index) is int and index in self._open:
                key = kind, index, part if type(part) is int else None
                self._texts.setdefault(key, GrowingText("")).add(delta)

    def items(self) -> list[JsonObject]:
        """All items in their order; open ones as incomplete."""
        items = self._done | {index: self._incomplete(index) for index in self._open}
        return [items[index] for index in sorted(items)]

    def _incomplete(self, index: int) -> JsonObject:
        item = {**self._open[index], "status": "incomplete"}
        lists: dict[str, list[JsonObject]] = {"content": [], "summary": []}
        for key in self._keys(index):
            place, text = _PLACES[key[0]], self._texts[key].joined()
            if not place.part_type:
                item[place.member] = text
                continue
            part: JsonObject = {"type": place.part_type, place.text_name: text}
            if place.part_type == "output_text":
                part |= {"annotations": [], "logprobs": []}
            lists[place.member].append(part)
        return {**item, **{member: parts for member, parts in lists.items() if parts}}

    def _keys(self, index: int) -> list[_Key]:
        """The keys of an item's texts, in the order of its parts."""
        return sorted((key for key in self._texts if key[1] == index), key=lambda key: key[2] or 0)
