"""Members of an answer that the contract does not have and the upstream wants back with the history.

Gemini signs its thoughts in a tool call (`extra_content.google.thought_signature`) and rejects a call without
its signature. OpenRouter has all reasoning in a message's `reasoning_details`, with such signatures.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.contract.json_types import JsonObject

_OF_CALLS = ("extra_content",)
_OF_MESSAGES = ("reasoning_details",)
_GROWING = ("text", "summary", "data")


def call_extras(call: Mapping[str, Any]) -> JsonObject:
    """Those of an entry of `tool_calls`, also of its item."""
    return {name: call[name] for name in _OF_CALLS if call.get(name) is not None}


def message_extras(item: Mapping[str, Any]) -> JsonObject:
    """Those of a message, which the last item of the answer has."""
    return {name: item[name] for name in _OF_MESSAGES if item.get(name)}


def without_extras(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item without them: another upstream cannot read them, and may reject them."""
    if any(name in item for name in (*_OF_CALLS, *_OF_MESSAGES)):
        return {name: value for name, value in item.items() if name not in (*_OF_CALLS, *_OF_MESSAGES)}
    return item


class ReasoningDetails:
    """The `reasoning_details` of one answer. A stream has each in parts, by its type and index."""

    def __init__(self) -> None:
        self._details: list[JsonObject] = []
        self._texts: dict[tuple[int, str], list[str]] = {}
        self._places: dict[tuple[Any, Any], int] = {}

    def add(self, value: Any) -> None:
        """Adds what a delta has."""
        for part in value if isinstance(value, list) else ():
            if isinstance(part, dict):
                self._add(part)

    def extras(self) -> JsonObject:
        """What the answer's last item has of them."""
        for (place, name), texts in self._texts.items():
            self._details[place][name] = "".join(texts)
        return {"reasoning_details": self._details} if self._details else {}

    def _add(self, part: JsonObject) -> None:
        key = str(part.get("type")), str(part.get("index"))
        place = self._places.get(key) if "index" in part else None
        if place is None:
            place = self._places[key] = len(self._details)
            self._details.append({})
        for name, value in part.items():
            if name in _GROWING and isinstance(value, str):
                self._texts.setdefault((place, name), []).append(value)
                self._details[place].setdefault(name, value)
            elif value not in (None, "") or name not in self._details[place]:
                self._details[place][name] = value
