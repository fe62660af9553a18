"""Reads the events of a response as a strict client would: each by the contract, and all together by the rules of a stream."""

from __future__ import annotations

from collections.abc import Iterable

import orjson

from app.contract.json_types import JsonObject
from tests.support.contract_validation import is_valid

_EVENT: JsonObject = {"$ref": "#/components/schemas/ResponseStreamEvent"}
_RESPONSE: JsonObject = {"$ref": "#/components/schemas/Response"}
_TERMINAL = ("response.completed", "response.incomplete", "response.failed")
# What a part or a call says in full at its end -> the type of the deltas that said it.
_SAID = {
    "response.output_text.done": ("text", "response.output_text.delta"),
    "response.refusal.done": ("refusal", "response.refusal.delta"),
    "response.reasoning_text.done": ("text", "response.reasoning_text.delta"),
    "response.function_call_arguments.done": ("arguments", "response.function_call_arguments.delta"),
    "response.custom_tool_call_input.done": ("input", "response.custom_tool_call_input.delta"),
}


def validated_response(response: JsonObject) -> JsonObject:
    """The response, which is the contract's."""
    assert is_valid(_RESPONSE, response), response
    return response


def validated_events(events: Iterable[JsonObject], *, first: int = 0) -> list[JsonObject]:
    """The events of a whole stream, each valid, numbered without a gap, nested and ended as they must be."""
    told = list(events)
    for event in told:
        assert is_valid(_EVENT, event), event
    assert [event["sequence_number"] for event in told] == list(range(first, first + len(told)))
    kinds = [event["type"] for event in told]
    assert [kind for kind in kinds if kind in _TERMINAL] == kinds[-1:]
    if kinds[-1] != "response.failed":
        _nested(told)
        assert told[-1]["response"]["output"] == [
            event["item"]
            for event in sorted(
                (event for event in told if event["type"] == "response.output_item.done"),
                key=lambda event: int(event["output_index"]),
            )
        ]
    return told


def _nested(told: list[JsonObject]) -> None:
    items: dict[int, str] = {}
    parts: dict[tuple[int, int], JsonObject] = {}
    said: dict[tuple[str, int, int], str] = {}
    done: set[int] = set()
    for event in told:
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
            said[kind, *place] = said.get((kind, *place), "") + event["delta"]
        elif kind in _SAID:
            field, delta = _SAID[kind]
            assert event[field] == said.pop((delta, *place), "")
        elif kind == "response.output_item.done":
            assert event["item"]["id"] == items[index]
            done.add(index)
    assert not parts
    assert not said
    assert done == set(items)


def read_frames(data: bytes) -> list[JsonObject]:
    """Events from their frames, whose `event:` line repeats the type."""
    found = []
    for frame in data.split(b"\n\n")[:-1]:
        name, _, payload = frame.partition(b"\ndata: ")
        event = orjson.loads(payload)
        assert name == b"event: " + event["type"].encode()
        found.append(event)
    return found
