"""Accumulates the deltas of a stream into the completion that is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from operator import itemgetter
from typing import Any, Literal, TypeAlias

from app.contract.json_types import JsonObject

CompletionKind: TypeAlias = Literal["chat", "text"]
JsonPath: TypeAlias = tuple[str | int, ...]

# Strings that are never split over several deltas; the last one counts.
_ATOMIC = frozenset(("role", "id", "type", "object", "format", "index"))
# Members of a chunk that the completion does not have, or has from elsewhere.
_CHUNK_ONLY = frozenset(("id", "object", "choices", "usage", "obfuscation", "created"))
# The members of a message whose own members are all required, and these with nothing in them.
_REQUIRED: Mapping[str, JsonObject] = {
    "function_call": {"name": "", "arguments": ""},
    "audio": {"id": "", "expires_at": 0, "data": "", "transcript": ""},
}
OBJECTS = {"chat": "chat.completion", "text": "text_completion"}
"""The `object` of a completion, by its kind."""

# A short string by itself takes three times the memory of its characters, so this many at a time are joined.
_JOIN_EVERY = 8


class GrowingText(list[str]):
    """A string that is appended to, as the list of its parts."""

    __slots__ = ("_unjoined",)

    def __init__(self, first: str) -> None:
        super().__init__((first,))
        self._unjoined = 1

    def add(self, part: str) -> None:
        """Appends a part."""
        self.append(part)
        self._unjoined += 1
        if self._unjoined == _JOIN_EVERY:
            self[-_JOIN_EVERY:] = ("".join(self[-_JOIN_EVERY:]),)
            self._unjoined = 0

    def joined(self) -> str:
        """The string. Halves of a surrogate pair, split over two events, become one character."""
        text = "".join(self)
        if not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError:
                text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        # A long text is in memory once.
        self[:] = (text,)
        return text


class CompletionAccumulator:
    """Collects the chunks of one stream, each choice for itself."""

    def __init__(self, kind: CompletionKind) -> None:
        self._kind = kind
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
            if name in ("delta", "text", "logprobs"):
                _merge(stored, name, value)
            elif value is not None:
                stored[name] = value

    def text_at(self, index: int, path: JsonPath) -> GrowingText | None:
        """The growing text at a path in the choice, to append to; None if there is none."""
        found: Any = self._choices.get(index)
        for step in path:
            if isinstance(found, dict):
                found = found.get(step)
            elif isinstance(found, list) and not isinstance(found, GrowingText):
                found = next((item for item in found if item.get("index") == step), None)
        return found if isinstance(found, GrowingText) else None

    def generated_text(self) -> str:
        """All generated text in one string, to count its tokens."""
        return "".join(
            text
            for choice in self._choices.values()
            for text in (*_texts(choice.get("delta")), *_texts(choice.get("text")))
        )

    def completion(
        self,
        completion_id: str,
        usage: Mapping[str, Any] | None,
        finish_of: Callable[[int], JsonObject],
    ) -> JsonObject:
        """The contract's completion; `finish_of` returns the members of a choice that say how it ended."""
        build = _chat_choice if self._kind == "chat" else _text_choice
        choices = [build(index, self._choices[index]) | finish_of(index) for index in sorted(self._choices)]
        completion = {
            "id": completion_id,
            "object": OBJECTS[self._kind],
            **self._members,
            "choices": choices,
        }
        return completion if usage is None else {**completion, "usage": dict(usage)}


def _merge(into: JsonObject, name: str, value: Any) -> None:
    """Appends strings, extends lists, merges objects; merges tool calls by their index."""
    current = into.get(name)
    if value is None:
        into.setdefault(name, None)
    elif isinstance(value, str):
        if name in _ATOMIC:
            into[name] = value
        elif isinstance(current, GrowingText):
            current.add(value)
        else:
            into[name] = GrowingText(value)
    elif isinstance(value, dict):
        if not isinstance(current, dict):
            current = into[name] = {}
        for key, member in value.items():
            _merge(current, key, member)
    elif isinstance(value, list):
        items = current if isinstance(current, list) and not isinstance(current, GrowingText) else None
        if items is None:
            items = into[name] = []
        if name == "tool_calls":
            for call in value:
                _add_call(items, call)
        else:
            items += value
    else:
        into[name] = value


def _add_call(calls: list[JsonObject], fragment: JsonObject) -> None:
    call = next((known for known in calls if known["index"] == fragment["index"]), None)
    if call is None:
        call = {}
        calls.append(call)
    for key, member in fragment.items():
        _merge(call, key, member)


def _with_joined_texts(value: Any) -> Any:
    """The value with each growing text as a string."""
    if isinstance(value, GrowingText):
        return value.joined()
    if isinstance(value, dict):
        return {name: _with_joined_texts(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_with_joined_texts(item) for item in value]
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, GrowingText):
        yield value.joined()
    elif isinstance(value, dict):
        for member in value.values():
            yield from _texts(member)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _chat_choice(index: int, stored: Mapping[str, Any]) -> JsonObject:
    delta = _with_joined_texts(stored.get("delta") or {})
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
    return _choice(index, stored, "delta") | {"message": message, "logprobs": _logprobs(stored)}


def _text_choice(index: int, stored: Mapping[str, Any]) -> JsonObject:
    members = {"text": _with_joined_texts(stored.get("text")) or "", "logprobs": stored.get("logprobs")}
    return _choice(index, stored, "text") | members


def _choice(index: int, stored: Mapping[str, Any], content: str) -> JsonObject:
    rest = {name: value for name, value in stored.items() if name not in (content, "logprobs")}
    return {"index": index, **rest}


def _logprobs(stored: Mapping[str, Any]) -> JsonObject | None:
    logprobs = stored.get("logprobs")
    return {"content": None, "refusal": None} | logprobs if isinstance(logprobs, dict) else None
