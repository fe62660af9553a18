"""Validates a response's events as a strict client would: each against the contract, all by the rules of a
stream.
"""

from __future__ import annotations

from collections.abc import Iterable

import orjson

from app.contract.json_types import JsonObject
from tests.support.contract_validation import is_valid

_EVENT: JsonObject = {"$ref": "#/components/schemas/ResponseStreamEvent"}
_RESPONSE: JsonObject = {"$ref": "#/components/schemas/Response"}
_TERMINAL = ("response.completed", "response.incomplete", "response.failed")
# Type of a `done` event -> its field with the complete text, and the type of the deltas that add up to it.
_COMPLETE_TEXTS = {
    "response.output_text.done": ("text", "response.output_text.delta"),
    "response.refusal.done": ("refusal", "response.refusal.delta"),
    "response.reasoning_text.done": ("text", "response.reasoning_text.delta"),
    "response.function_call_arguments.done": ("arguments", "response.function_call_arguments.delta"),
    "response.custom_tool_call_input.done": ("input", "response.custom_tool_call_input.delta"),
    "response.mcp_call_arguments.done": ("arguments", "response.mcp_call_arguments.delta"),
    "response.shell_call_command.done": ("command", "response.shell_call_command.delta"),
}


def validated_response(response: JsonObject) -> JsonObject:
    """The response, which must be valid by the contract."""
    assert is_valid(_RESPONSE, response), response
    return response


def validated_events(events: Iterable[JsonObject], *, first: int = 0) -> list[JsonObject]:
    """The events of a complete stream: each valid, numbered from `first`, nested, and one terminal event at
    the end.
    """
    received = list(events)
    for event in received:
        assert is_valid(_EVENT, event), event
    assert [event["sequence_number"] for event in received] == list(range(first, first + len(received)))
    kinds = [event["type"] for event in received]
    assert [kind for kind in kinds if kind in _TERMINAL] == kinds[-1:]
    if kinds[-1] != "response.failed":
        _validate_nesting(received)
        assert received[-1]["response"]["output"] == [
            event["item"]
            for event in sorted(
                (event for event in received if event["type"] == "response.output_item.done"),
                key=lambda event: int(event["output_index"]),
            )
        ]
    return received


def _validate_nesting(events: list[JsonObject]) -> None:
    items: dict[int, str] = {}
    parts: dict[tuple[int, int], JsonObject] = {}
    texts: dict[tuple[str, int, int], str] = {}
    done: set[int] = set()
    for event in events:
        kind, index = event["type"], event.get("output_index", -1)
        place = (index, event.get("content_index", 0))
        if kind == "response.output_item.added":
            assert index == len(items)
            items[index] = event["item"]["id"]
        elif index >= 0:
            assert index in items
            assert index not in done
        if "item_id" in event:
            assert event["item_id"] == items[index]
        if kind == "response.content_part.added":
            assert place not in parts
            parts[place] = event["part"]
        elif kind == "response.content_part.done":
            parts.pop(place)
        elif "content_index" in event:
            assert place in parts
        if kind.endswith(".delta"):
            texts[kind, *place] = texts.get((kind, *place), "") + event["delta"]
        elif kind in _COMPLETE_TEXTS:
            field, delta = _COMPLETE_TEXTS[kind]
            assert event[field] == texts.pop((delta, *place), "")
        elif kind == "response.output_item.done":
            assert event["item"]["id"] == items[index]
            done.add(index)
    assert not parts
    assert not texts
    assert done == set(items)


def read_frames(data: bytes) -> list[JsonObject]:
    """The events of SSE frames; each frame's `event:` line must repeat the type."""
    events = []
    for frame in data.split(b"\n\n")[:-1]:
        name, _, payload = frame.partition(b"\ndata: ")
        event = orjson.loads(payload)
        assert name == b"event: " + event["type"].encode()
        events.append(event)
    return events
