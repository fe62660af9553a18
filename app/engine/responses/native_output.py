"""The items of an upstream's own stream so far: the done ones, and the open ones with the texts they have."""

from __future__ import annotations

from typing import Any, NamedTuple

from app.contract.json_types import JsonObject

_CONTENT = ("content", "content_index")
_SUMMARY = ("summary", "summary_index")
# By the type of an event with a delta: the item's list with its index, and the type and the text of a part.
_PARTS: dict[str, tuple[tuple[str, str], str, str]] = {
    "response.output_text.delta": (_CONTENT, "output_text", "text"),
    "response.refusal.delta": (_CONTENT, "refusal", "refusal"),
    "response.reasoning_text.delta": (_CONTENT, "reasoning_text", "text"),
    "response.reasoning_summary_text.delta": (_SUMMARY, "summary_text", "text"),
}
_CALLS = {
    "response.function_call_arguments.delta": "arguments",
    "response.custom_tool_call_input.delta": "input",
}


class _Place(NamedTuple):
    """Where a text belongs: a part in a list of the item, or a member of it, without `part_type`."""

    member: str
    number: int
    part_type: str
    text_name: str


class NativeOutput:
    """Collects items by their index in the output."""

    def __init__(self) -> None:
        self._done: dict[int, JsonObject] = {}
        self._open: dict[int, JsonObject] = {}
        self._texts: dict[int, dict[_Place, list[str]]] = {}

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
        self._texts.pop(index, None)

    def add_delta(self, event: JsonObject) -> None:
        """An event may have a text of an open item."""
        delta, index = event.get("delta"), event.get("output_index")
        place = _place_of(event)
        if place is not None and isinstance(delta, str) and isinstance(index, int) and index in self._open:
            self._texts.setdefault(index, {}).setdefault(place, []).append(delta)

    def items(self) -> list[JsonObject]:
        """All items in their order; open ones as incomplete."""
        items = self._done | {index: self._incomplete(index) for index in self._open}
        return [items[index] for index in sorted(items)]

    def _incomplete(self, index: int) -> JsonObject:
        item = {**self._open[index], "status": "incomplete"}
        lists: dict[str, list[JsonObject]] = {"content": [], "summary": []}
        for place, texts in sorted(self._texts.get(index, {}).items()):
            text = "".join(texts)
            if not place.part_type:
                item[place.member] = text
                continue
            part: JsonObject = {"type": place.part_type, place.text_name: text}
            if place.part_type == "output_text":
                part |= {"annotations": [], "logprobs": []}
            lists[place.member].append(part)
        return {**item, **{member: parts for member, parts in lists.items() if parts}}


def _place_of(event: JsonObject) -> _Place | None:
    kind: Any = event["type"]
    if kind in _CALLS:
        return _Place(_CALLS[kind], 0, "", "")
    if kind not in _PARTS:
        return None
    (member, index_name), part_type, text_name = _PARTS[kind]
    index = event.get(index_name)
    return _Place(member, index if isinstance(index, int) else 0, part_type, text_name)
