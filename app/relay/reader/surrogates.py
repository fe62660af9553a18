"""Halves of surrogate pairs, which servers send that split UTF-16: clients take whole characters only.

A half at the end of a text is held back for the next text at the same place. One without its other half
becomes U+FFFD.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from app.contract.json_types import JsonObject
from app.relay.accumulator import JsonPath
from app.relay.reader.values import objects_in

_T = TypeVar("_T")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
# The members of a delta that are texts, or have them.
_TEXTS = frozenset(("content", "refusal", "reasoning", "reasoning_content", "text", "transcript"))
_CALL_TEXTS = frozenset(("arguments", "input"))
# By which an event of a response names the text that its delta belongs to.
_PLACE = ("type", "item_id", "output_index", "content_index", "summary_index")


def has_half(data: bytes) -> bool:
    """Whether JSON may have half a pair in it, or a whole one: only escapes can write a half."""
    return b"\\u" in data and _ESCAPED_HALF.search(data) is not None


def whole_characters(value: Any) -> Any:
    """A JSON value whose halves are joined within each string, or replaced."""
    if isinstance(value, str):
        return (
            value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
    if isinstance(value, dict):
        return {whole_characters(name): whole_characters(member) for name, member in value.items()}
    if isinstance(value, list):
        return [whole_characters(item) for item in value]
    return value


class SurrogateJoiner:
    """Joins the texts of a chat's deltas, each choice and each call for itself."""

    def __init__(self) -> None:
        self._halves: dict[JsonPath, str] = {}

    @property
    def waiting(self) -> bool:
        """Whether a half is held back, so that the next event has to be joined."""
        return bool(self._halves)

    def join(self, event: bytes, decoded: _T) -> _T | list[Any]:
        """The decoded event, or the list of what it became."""
        if not (self._halves or has_half(event)):
            return decoded
        if not isinstance(decoded, dict | list):
            return decoded
        return [self._joined(chunk) for chunk in objects_in(decoded)]

    def rest(self) -> JsonObject:
        """A chunk with a replacement for each half that is still held back."""
        choices: dict[str | int, JsonObject] = {}
        for path in self._halves:
            _put_replacement(choices.setdefault(path[0], {"index": path[0]}), path[1:])
        self._halves = {}
        return {"choices": list(choices.values())}

    def _joined(self, chunk: JsonObject) -> JsonObject:
        choices = objects_in(chunk.get("choices"))
        return {
            name: [self._choice(choice, place) for place, choice in enumerate(choices)]
            if name == "choices"
            else whole_characters(value)
            for name, value in chunk.items()
        }

    def _choice(self, choice: JsonObject, place: int) -> JsonObject:
        index = choice.get("index")
        place = index if type(index) is int else place
        delta = choice.get("delta")
        result: JsonObject = {}
        for name, value in choice.items():
            is_growing = name == "text" or (name == "delta" and isinstance(delta, dict))
            result[name] = self._grown(value, (place, name)) if is_growing else whole_characters(value)
        if isinstance(delta, dict):
            self._replace_abandoned(place, result)
        return result

    def _replace_abandoned(self, place: int, choice: JsonObject) -> None:
        """A text that another one follows is not continued any more."""
        added = {name for name, value in choice["delta"].items() if value and name != "role"}
        for path in list(self._halves):
            if path[0] == place and added and path[2] not in added:
                del self._halves[path]
                _put_replacement(choice, path[1:])

    def _grown(self, value: Any, path: JsonPath) -> Any:
        if isinstance(value, dict):
            members = value.items()
            return {whole_characters(name): self._grown(member, (*path, name)) for name, member in members}
        if isinstance(value, list):
            return [self._grown(item, (*path, _index_of(item, place))) for place, item in enumerate(value)]
        if isinstance(value, str) and _grows(path):
            text, half = _split(self._halves.pop(path, "") + value)
            if half:
                self._halves[path] = half
            return text
        return whole_characters(value)


class DeltaJoiner:
    """Joins the deltas of a response's own events: those of one text follow each other."""

    def __init__(self) -> None:
        self._held: JsonObject | None = None
        self._half = ""
        self.waiting = False
        """Whether a half is held back, so that the next event has to be joined."""

    def join(self, data: bytes, event: Any) -> list[Any]:
        """What the event with this JSON text became."""
        if self._held is None and not has_half(data):
            return [event]
        if not _is_delta(event):
            return [*self.rest(), whole_characters(event)]
        others = whole_characters({name: value for name, value in event.items() if name != "delta"})
        if self._held is not None and all(self._held.get(name) == others.get(name) for name in _PLACE):
            before, start = [], self._half
        else:
            before, start = self.rest(), ""
        text, self._half = _split(start + event["delta"])
        self.waiting = bool(self._half)
        self._held = others if self.waiting else None
        return [*before, {**others, "delta": text}]

    def rest(self) -> list[JsonObject]:
        """An event with a replacement for the half that is still held back."""
        held, self._held, self.waiting = self._held, None, False
        return [] if held is None else [{**held, "delta": _REPLACEMENT}]


def _is_delta(event: Any) -> bool:
    return (
        isinstance(event, dict)
        and str(event.get("type")).endswith(".delta")
        and isinstance(event.get("delta"), str)
    )


def _split(text: str) -> tuple[str, str]:
    """A text without the first half of a pair at its end, and that half."""
    half = text[-1] if text and "\ud800" <= text[-1] <= "\udbff" else ""
    return whole_characters(text[: len(text) - len(half)]), half


def _grows(path: JsonPath) -> bool:
    """Whether a string at the path is part of a text that goes on in the next event."""
    return path[-1] in (_CALL_TEXTS if "tool_calls" in path or "function_call" in path else _TEXTS)


def _index_of(item: Any, place: int) -> int:
    index = item.get("index") if isinstance(item, dict) else None
    return index if type(index) is int else place


def _put_replacement(holder: JsonObject, path: JsonPath) -> None:
    """Adds a replacement character at a path that the holder has no text at."""
    if len(path) > 1 and isinstance(path[1], int):
        item: JsonObject = {"index": path[1]}
        _put_replacement(item, path[2:])
        holder.setdefault(str(path[0]), []).append(item)
    elif len(path) > 1:
        _put_replacement(holder.setdefault(str(path[0]), {}), path[1:])
    else:
        holder[str(path[0])] = _REPLACEMENT
