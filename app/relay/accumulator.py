"""Accumulates the deltas of a stream into the completion that is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from operator import itemgetter
from typing import Any, Literal, TypeAlias

from app.contract.growing_text import GrowingText
from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.relay.delta_merge import add_logprobs, merge, texts_in, with_marked_texts

CompletionKind: TypeAlias = Literal["chat", "text"]
JsonPath: TypeAlias = tuple[str | int, ...]

# Members of a chunk that the completion does not have, or has from elsewhere.
_CHUNK_ONLY = frozenset(("id", "object", "choices", "usage", "obfuscation", "created"))
# The members of a message whose own members are all required, and these with nothing in them.
_REQUIRED: Mapping[str, JsonObject] = {
    "function_call": {"name": "", "arguments": ""},
    "audio": {"id": "", "expires_at": 0, "data": "", "transcript": ""},
}
OBJECTS = {"chat": "chat.completion", "text": "text_completion"}
"""The `object` of a completion, by its kind."""


class CompletionAccumulator:
    """Collects the chunks of one stream, each choice for itself. `texts` are the long ones of the answer."""

    def __init__(self, kind: CompletionKind, texts: LongTexts) -> None:
        self._kind = kind
        self._texts = texts
        self._members: JsonObject = {}
        self._last_members: Mapping[str, Any] = {}
        self.chunk_defaults: JsonObject = {}
        """`created` and `model` of the upstream's chunks, for chunks that have none."""
        self._choices: dict[int, JsonObject] = {}

    @property
    def started(self) -> Set[int]:
        """The indices of the choices that a chunk had so far; a live view."""
        return self._choices.keys()

    def add_members(self, chunk: Mapping[str, Any]) -> None:
        """Adds the members of a chunk beside its choices."""
        if chunk == self._last_members:
            return
        self._last_members = chunk
        members = self._members
        if "created" not in members and chunk.get("created") is not None:
            members["created"] = self.chunk_defaults["created"] = chunk["created"]
        for name, value in chunk.items():
            if value is not None and name not in _CHUNK_ONLY:
                members[name] = value
                if name == "model":
                    self.chunk_defaults["model"] = value

    def add_choice(self, index: int, choice: Mapping[str, Any]) -> None:
        """Adds one choice of a chunk."""
        stored = self._choices.setdefault(index, {})
        for name, value in choice.items():
            if name in ("index", "finish_reason"):
                continue
            if name == "logprobs":
                add_logprobs(stored, value, self._texts)
            elif name in ("delta", "text"):
                merge(stored, name, value)
            elif value is not None:
                stored[name] = value

    def text_at(self, index: int, path: JsonPath) -> GrowingText | None:
        """The growing text at a path in the choice, to append to; None if there is none."""
        found: Any = self._choices.get(index)
        for step in path:
            if isinstance(found, dict):
                found = found.get(step)
            elif isinstance(found, list):
                found = next((item for item in found if item.get("index") == step), None)
        return found if isinstance(found, GrowingText) else None

    def generated_text(self) -> str:
        """All generated text, long ones as markers, to count its tokens."""
        return "".join(
            text.marked(self._texts)
            for choice in self._choices.values()
            for text in (*texts_in(choice.get("delta")), *texts_in(choice.get("text")))
        )

    def release(self) -> None:
        """Drops all choices."""
        self._choices.clear()

    def completion(
        self,
        completion_id: str,
        usage: Mapping[str, Any] | None,
        finish_of: Callable[[int], JsonObject],
    ) -> JsonObject:
        """The contract's completion; `finish_of` returns the members of a choice that say how it ended."""
        build = _chat_choice if self._kind == "chat" else _text_choice
        choices = [
            build(index, self._choices[index], self._texts) | finish_of(index)
            for index in sorted(self._choices)
        ]
        completion = {
            "id": completion_id,
            "object": OBJECTS[self._kind],
            **self._members,
            "choices": choices,
        }
        return completion if usage is None else {**completion, "usage": dict(usage)}


def _chat_choice(index: int, stored: Mapping[str, Any], texts: LongTexts) -> JsonObject:
    delta = with_marked_texts(stored.get("delta") or {}, texts)
    message: JsonObject = {"content": None, "refusal": None, **delta, "role": "assistant"}
    calls = message.get("tool_calls")
    if calls:
        calls.sort(key=itemgetter("index"))
        message["tool_calls"] = [
            {name: value for name, value in call.items() if name != "index"} for call in calls
        ]
    for name, empty in _REQUIRED.items():
        if name in message:
            message[name] = empty | message[name]
    if message["content"] == "" and any(message.get(n) for n in ("tool_calls", *_REQUIRED)):
        message["content"] = None
    return _choice(index, stored, "delta") | {"message": message, "logprobs": _logprobs(stored, texts)}


def _text_choice(index: int, stored: Mapping[str, Any], texts: LongTexts) -> JsonObject:
    members = {
        "text": with_marked_texts(stored.get("text"), texts) or "",
        "logprobs": with_marked_texts(stored.get("logprobs"), texts),
    }
    return _choice(index, stored, "text") | members


def _choice(index: int, stored: Mapping[str, Any], content: str) -> JsonObject:
    rest = {name: value for name, value in stored.items() if name not in (content, "logprobs")}
    return {"index": index, **rest}


def _logprobs(stored: Mapping[str, Any], texts: LongTexts) -> JsonObject | None:
    logprobs = stored.get("logprobs")
    if not isinstance(logprobs, dict):
        return None
    marked: JsonObject = with_marked_texts(logprobs, texts)
    return {"content": None, "refusal": None} | marked
