"""The events of items that came in one body: what a stream would have had, with each text in one delta."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.contract.json_types import JsonObject

# By the type of a part: the name of its events, and the member with its text.
_TEXTS = {
    "output_text": ("output_text", "text"),
    "refusal": ("refusal", "refusal"),
    "reasoning_text": ("reasoning_text", "text"),
}
# By the type of an item: the name of its events, and the member with its text.
_CALLS = {
    "function_call": ("function_call_arguments", "arguments"),
    "custom_tool_call": ("custom_tool_call_input", "input"),
}


def item_events(items: Sequence[JsonObject]) -> Iterator[JsonObject]:
    """The events of complete items in OpenAI's order, without sequence numbers, with copies of the items."""
    for index, item in enumerate(items):
        yield {"type": "response.output_item.added", "output_index": index, "item": _empty(item)}
        place = {"item_id": item["id"], "output_index": index}
        if item.get("type") in _CALLS:
            yield from _call(item, place)
        for number, part in enumerate(_objects(item.get("summary"))):
            yield from _summary(part, {**place, "summary_index": number})
        for number, part in enumerate(_objects(item.get("content"))):
            yield from _part(part, {**place, "content_index": number})
        yield {"type": "response.output_item.done", "output_index": index, "item": dict(item)}


def _empty(item: JsonObject) -> JsonObject:
    """The item as it begins; one without texts is whole from the start."""
    opened = {**item, **{name: [] for name in ("content", "summary") if isinstance(item.get(name), list)}}
    if item.get("type") in _CALLS:
        opened[_CALLS[item["type"]][1]] = ""
    has_texts = opened != item
    return {**opened, "status": "in_progress"} if has_texts and "status" in item else opened


def _call(item: JsonObject, place: JsonObject) -> Iterator[JsonObject]:
    event, name = _CALLS[item["type"]]
    text = str(item.get(name) or "")
    yield {"type": f"response.{event}.delta", **place, "delta": text}
    named = {"name": item.get("name")} if item["type"] == "function_call" else {}
    yield {"type": f"response.{event}.done", **place, **named, name: text}


def _summary(part: JsonObject, place: JsonObject) -> Iterator[JsonObject]:
    text = str(part.get("text") or "")
    yield {"type": "response.reasoning_summary_part.added", **place, "part": {**part, "text": ""}}
    yield {"type": "response.reasoning_summary_text.delta", **place, "delta": text}
    yield {"type": "response.reasoning_summary_text.done", **place, "text": text}
    yield {"type": "response.reasoning_summary_part.done", **place, "part": part}


def _part(part: JsonObject, place: JsonObject) -> Iterator[JsonObject]:
    event, name = _TEXTS.get(str(part.get("type")), ("", ""))
    if not event:
        yield {"type": "response.content_part.added", **place, "part": part}
        yield {"type": "response.content_part.done", **place, "part": part}
        return
    text = str(part.get(name) or "")
    lists: JsonObject = {"annotations": [], "logprobs": []} if event == "output_text" else {}
    logprobs = {"logprobs": part.get("logprobs") or []} if event == "output_text" else {}
    yield {"type": "response.content_part.added", **place, "part": {**part, name: "", **lists}}
    yield {"type": f"response.{event}.delta", **place, "delta": text, **logprobs}
    for number, annotation in enumerate(part.get("annotations") or ()):
        yield {
            "type": "response.output_text.annotation.added",
            **place,
            "annotation_index": number,
            "annotation": annotation,
        }
    yield {"type": f"response.{event}.done", **place, name: text, **logprobs}
    yield {"type": "response.content_part.done", **place, "part": part}


def _objects(value: Any) -> list[JsonObject]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []
