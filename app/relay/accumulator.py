"""Accumulates the deltas of a stream into the completion that is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any, Literal, TypeAlias

from app.contract.json_types import JsonObject

CompletionKind: TypeAlias = Literal["chat", "text"]
JsonPath: TypeAlias = tuple[str | int, ...]

# Strings that are never split over several deltas; the last one counts.
_ATOMIC = frozenset(("role", "id", "type", "object", "format", "index"))
# Members of a chunk that the completion does not have, or has from elsewhere.
_CHUNK_ONLY = frozenset(("id", "object", "choices", "usage", "obfuscation", "created"))
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
        try:
            text.encode()
        except UnicodeEncodeError:
            return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text


class CompletionAccumulator:
    """Collects the chunks of one stream, each choice for itself."""

    def __init__(self, kind: CompletionKind) -> None:
        self._kind = kind
        self._members: JsonObject = {}
        self.chunk_defaults: JsonObject = {}
        """`created` and `model` of the upstream's chunks, for chunks that have none."""
        self._choices: dict[int, JsonObject] = {}
        self._finishes: dict[int, str] = {}

    @property
    def started(self) -> Set[int]:
        """The indices of the choices that a chunk had so far; a live view."""
        return self._choices.keys()

    def add_members(self, chunk: Mapping[str, Any]) -> None:
        """Adds the members of a chunk beside its choices."""
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
        finish = choice.get("finish_reason")
        if isinstance(finish, str):
            self._finishes[index] = finish

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

    def completion(self, completion_id: str, usage: Mapping[str, Any] | None) -> JsonObject:
        """The contract's completion; a choice without a finish was cut short, which is `length`."""
        choices = [
            _chat_choice(index, self._choices[index], self._finishes.get(index, "length"))
            if self._kind == "chat"
            else _text_choice(index, self._choices[index], self._finishes.get(index, "length"))
            for index in sorted(self._choices)
        ]
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
        if current is None:
            current = into[name] = {}
        for key, member in value.items():
            _merge(current, key, member)
    elif isinstance(value, list):
        items = current if isinstance(current, list) and not isinstance(current, GrowingText) else None
        if items is None:
            items = into[name] = []
        for place, item in enumerate(value):
            _add_item(items, place, item, by_index=name == "tool_calls")
    else:
        into[name] = value


def _add_item(items: list[Any], place: int, item: Any, *, by_index: bool) -> None:
    if not by_index or not isinstance(item, dict):
        items.append(item)
        return
    index = item.get("index", place)
    target = next((known for known in items if known["index"] == index), None)
    if target is None:
        target = {"index": index}
        items.append(target)
    for key, member in item.items():
        _merge(target, key, member)


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


def _chat_choice(index: int, stored: Mapping[str, Any], finish: str) -> JsonObject:
    delta = _with_joined_texts(stored.get("delta") or {})
    message: JsonObject = {"role": "assistant", "content": None, "refusal": None} | delta
    calls = message.get("tool_calls")
    if calls:
        message["tool_calls"] = [_tool_call(call) for call in sorted(calls, key=_call_index)]
    elif "tool_calls" in message:
        del message["tool_calls"]
    for name, empty in (("function_call", {"name": "", "arguments": ""}), ("audio", {})):
        if name in message:
            message[name] = empty | message[name] if message[name] else None
    if message.get("function_call", {}) is None:
        del message["function_call"]
    if message["content"] == "" and any(message.get(n) for n in ("tool_calls", "function_call", "audio")):
        message["content"] = None
    return _choice(index, stored, finish, "delta") | {"message": message, "logprobs": _logprobs(stored)}


def _text_choice(index: int, stored: Mapping[str, Any], finish: str) -> JsonObject:
    members = {"text": _with_joined_texts(stored.get("text")) or "", "logprobs": stored.get("logprobs")}
    return _choice(index, stored, finish, "text") | members


def _choice(index: int, stored: Mapping[str, Any], finish: str, content: str) -> JsonObject:
    rest = {name: value for name, value in stored.items() if name not in (content, "logprobs")}
    return {"index": index, **rest, "finish_reason": finish}


def _tool_call(call: JsonObject) -> JsonObject:
    """A tool call of a message: without its index, with all members that strict clients need."""
    members = {name: value for name, value in call.items() if name != "index"}
    kind = members.get("type") or ("custom" if "custom" in members else "function")
    empty = {"name": "", "input": ""} if kind == "custom" else {"name": "", "arguments": ""}
    return {"id": "", **members, "type": kind, kind: empty | (members.get(kind) or {})}


def _call_index(call: JsonObject) -> int:
    index = call["index"]
    return index if isinstance(index, int) else 0


def _logprobs(stored: Mapping[str, Any]) -> JsonObject | None:
    logprobs = stored.get("logprobs")
    return {"content": None, "refusal": None} | logprobs if isinstance(logprobs, dict) else None
