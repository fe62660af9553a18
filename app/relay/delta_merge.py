"""Joins the deltas of a stream: which members are fragments of a text, and which are constant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.contract.growing_items import GrowingItems
from app.contract.growing_text import GrowingText, UnknownText
from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts

# Strings that are never split over several deltas, by their names and by the ends of names; the last one that
# is not empty counts. A signature of thoughts is one: providers send it once, or repeat it.
_CONSTANT = frozenset(("role", "id", "type", "object", "format", "index"))
_CONSTANT_ENDS = ("signature", "_id", "_type", "_format")
# Strings that are: those of the contract, and of reasoning. Others are fragments unless all are the same.
_TEXTS = frozenset(
    (
        "content", "refusal", "text", "arguments", "input", "name", "data", "transcript",
        "reasoning", "reasoning_content", "thinking", "summary",
    )
)  # fmt: skip
# Lists of parts of reasoning, which deltas have in fragments.
_REASONING_PARTS = frozenset(("reasoning_details", "thinking_blocks"))


def merge(into: JsonObject, name: str, value: Any) -> None:
    """Adds a member of a delta to what is there: appends strings, extends lists, merges objects.

    Tool calls are merged by their index.
    """
    current = into.get(name)
    if value is None:
        into.setdefault(name, None)
    elif isinstance(value, str):
        if isinstance(current, GrowingText):
            current.add(value)
        elif name in _CONSTANT or name.endswith(_CONSTANT_ENDS):
            if value or not current:
                into[name] = value
        else:
            into[name] = GrowingText(value) if name in _TEXTS else UnknownText(value)
    elif isinstance(value, dict):
        if not isinstance(current, dict):
            current = into[name] = {}
        for key, member in value.items():
            merge(current, key, member)
    elif isinstance(value, list):
        items = current if isinstance(current, list) else None
        if items is None:
            items = into[name] = []
        if name == "tool_calls":
            for call in value:
                _add_call(items, call)
        elif name in _REASONING_PARTS:
            _add_parts(items, value)
        else:
            items += value
    else:
        into[name] = value


def add_logprobs(stored: JsonObject, value: Any, texts: LongTexts) -> None:
    """Extends the lists, each of which may have most of the answer."""
    if not isinstance(value, dict):
        stored.setdefault("logprobs", None)
        return
    current = stored.get("logprobs")
    if current is None:
        current = stored["logprobs"] = {}
    for name, member in value.items():
        if isinstance(member, list):
            if not isinstance(items := current.get(name), GrowingItems):
                items = current[name] = GrowingItems()
            items.add(member, texts)
        else:
            merge(current, name, member)


def _add_call(calls: list[JsonObject], fragment: JsonObject) -> None:
    call = next((known for known in calls if known["index"] == fragment["index"]), None)
    if call is None:
        call = {}
        calls.append(call)
    for key, member in fragment.items():
        merge(call, key, member)


def _add_parts(parts: list[Any], fragments: list[Any]) -> None:
    """Adds parts of reasoning. One with an index continues the part of its type with that index.

    Without an index, the first of a delta continues the last part, if that has its type and is not signed.
    """
    last = parts[-1] if parts else None
    for place, fragment in enumerate(fragments):
        if not isinstance(fragment, dict):
            parts.append(fragment)
            continue
        if "index" in fragment:
            same = (
                part for part in parts if isinstance(part, dict) and _place_of(part) == _place_of(fragment)
            )
            part = next(same, None)
        else:
            part = last if place == 0 and isinstance(last, dict) and _continues(last, fragment) else None
        if part is None:
            part = {}
            parts.append(part)
        for name, value in fragment.items():
            merge(part, name, value)


def _continues(last: JsonObject, fragment: JsonObject) -> bool:
    return "index" not in last and not last.get("signature") and last.get("type") == fragment.get("type")


def _place_of(part: JsonObject) -> tuple[Any, Any]:
    return part.get("type"), part.get("index")


def with_marked_texts(value: Any, texts: LongTexts) -> Any:
    """The value with each growing text as a string, each growing array as a list; long ones as markers."""
    if isinstance(value, GrowingText | GrowingItems):
        return value.marked(texts)
    if isinstance(value, dict):
        return {name: with_marked_texts(member, texts) for name, member in value.items()}
    if isinstance(value, list):
        return [with_marked_texts(item, texts) for item in value]
    return value


def texts_in(value: Any) -> Iterator[GrowingText]:
    """All texts that have grown, to count their tokens."""
    if isinstance(value, GrowingText):
        yield value
    elif isinstance(value, dict):
        for name, member in value.items():
            # They repeat the text of the reasoning.
            if name not in _REASONING_PARTS:
                yield from texts_in(member)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
