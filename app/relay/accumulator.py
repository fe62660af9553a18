"""Deltas -> the completion they amount to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any, Literal, TypeAlias

from app.contract.json_types import JsonObject

Kind: TypeAlias = Literal["chat", "text"]
Path: TypeAlias = tuple[str | int, ...]

# Said once or again and again, never in pieces.
_NEVER_IN_PIECES = frozenset(("role", "id", "type", "object", "format", "index"))
# Of an event, what is not the completion's or is told otherwise.
_NOT_KEPT = frozenset(("id", "object", "choices", "usage", "obfuscation", "created"))
OBJECTS = {"chat": "chat.completion", "text": "text_completion"}


# A piece by itself takes three times the memory of its characters.
_MOST_LOOSE = 8


class Text(list[str]):
    """A string that grows: its pieces, of which some at a time are joined."""

    __slots__ = ("_loose",)

    def __init__(self, first: str) -> None:
        super().__init__((first,))
        self._loose = 1

    def add(self, piece: str) -> None:
        """More of it."""
        self.append(piece)
        self._loose += 1
        if self._loose == _MOST_LOOSE:
            self[-_MOST_LOOSE:] = ("".join(self[-_MOST_LOOSE:]),)
            self._loose = 0

    def joined(self) -> str:
        """The whole. Halves of a surrogate pair, which stand in two events, become one character."""
        text = "".join(self)
        try:
            text.encode()
        except UnicodeEncodeError:
            return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text


class CompletionAccumulator:
    """Collects what a stream says."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._head: JsonObject = {}
        self.known: JsonObject = {}
        """What an event of ours must have, as the upstream's had it."""
        self._choices: dict[int, JsonObject] = {}
        self._finishes: dict[int, str] = {}

    @property
    def begun(self) -> Set[int]:
        """The choices that said something, or finished; a view."""
        return self._choices.keys()

    def head(self, event: Mapping[str, Any]) -> None:
        """The members of an event beside its choices."""
        head = self._head
        if "created" not in head and event.get("created") is not None:
            head["created"] = self.known["created"] = event["created"]
        for name, value in event.items():
            if value is not None and name not in _NOT_KEPT:
                head[name] = value
                if name == "model":
                    self.known["model"] = value

    def add(self, index: int, choice: Mapping[str, Any]) -> None:
        """One choice of an event."""
        kept = self._choices.setdefault(index, {})
        for name, value in choice.items():
            if name in ("index", "finish_reason"):
                continue
            if name in ("delta", "text", "logprobs"):
                _merge(kept, name, value)
            elif value is not None:
                kept[name] = value
        finish = choice.get("finish_reason")
        if isinstance(finish, str):
            self._finishes[index] = finish

    def text_at(self, index: int, path: Path) -> Text | None:
        """The growing string at a path in the choice, to append to; None where there is none."""
        found: Any = self._choices.get(index)
        for step in path:
            if isinstance(found, dict):
                found = found.get(step)
            elif isinstance(found, list) and not isinstance(found, Text):
                found = next((item for item in found if item.get("index") == step), None)
        return found if isinstance(found, Text) else None

    def generated_text(self) -> str:
        """All that was generated, one after the other, to count it."""
        return "".join(
            text
            for choice in self._choices.values()
            for text in (*_texts(choice.get("delta")), *_texts(choice.get("text")))
        )

    def completion(self, completion_id: str, usage: Mapping[str, Any] | None) -> JsonObject:
        """The contract's object; a choice without a finish was cut short, which is `length`."""
        choices = [
            _chat_choice(index, self._choices[index], self._finishes.get(index, "length"))
            if self._kind == "chat"
            else _text_choice(index, self._choices[index], self._finishes.get(index, "length"))
            for index in sorted(self._choices)
        ]
        head = {"id": completion_id, "object": OBJECTS[self._kind], **self._head, "choices": choices}
        return head if usage is None else {**head, "usage": dict(usage)}


def _merge(into: JsonObject, name: str, value: Any) -> None:
    """One member more: strings and lists grow, objects are merged, what is numbered is merged by its number."""
    known = into.get(name)
    if value is None:
        into.setdefault(name, None)
    elif isinstance(value, str):
        if name in _NEVER_IN_PIECES:
            into[name] = value
        elif isinstance(known, Text):
            known.add(value)
        else:
            into[name] = Text(value)
    elif isinstance(value, dict):
        target = known if isinstance(known, dict) else into.setdefault(name, {})
        if target is None:
            target = into[name] = {}
        for key, member in value.items():
            _merge(target, key, member)
    elif isinstance(value, list):
        items = known if isinstance(known, list) and not isinstance(known, Text) else None
        if items is None:
            items = into[name] = []
        for place, item in enumerate(value):
            _add(items, place, item, numbered=name == "tool_calls")
    else:
        into[name] = value


def _add(items: list[Any], place: int, item: Any, *, numbered: bool) -> None:
    if not numbered or not isinstance(item, dict):
        items.append(item)
        return
    number = item.get("index", place)
    target = next((known for known in items if known["index"] == number), None)
    if target is None:
        target = {"index": number}
        items.append(target)
    for key, member in item.items():
        _merge(target, key, member)


def _whole(value: Any) -> Any:
    """The value with its texts joined."""
    if isinstance(value, Text):
        return value.joined()
    if isinstance(value, dict):
        return {name: _whole(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Text):
        yield value.joined()
    elif isinstance(value, dict):
        for member in value.values():
            yield from _texts(member)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _chat_choice(index: int, kept: Mapping[str, Any], finish: str) -> JsonObject:
    said = _whole(kept.get("delta") or {})
    message: JsonObject = {"role": "assistant", "content": None, "refusal": None} | said
    calls = message.get("tool_calls")
    if calls:
        message["tool_calls"] = [_call(call) for call in sorted(calls, key=_number)]
    elif "tool_calls" in message:
        del message["tool_calls"]
    for name, empty in (("function_call", {"name": "", "arguments": ""}), ("audio", {})):
        if name in message:
            message[name] = empty | message[name] if message[name] else None
    if message.get("function_call", {}) is None:
        del message["function_call"]
    if message["content"] == "" and any(message.get(n) for n in ("tool_calls", "function_call", "audio")):
        message["content"] = None
    return _choice(index, kept, finish, "delta") | {"message": message, "logprobs": _logprobs(kept)}


def _text_choice(index: int, kept: Mapping[str, Any], finish: str) -> JsonObject:
    own = {"text": _whole(kept.get("text")) or "", "logprobs": kept.get("logprobs")}
    return _choice(index, kept, finish, "text") | own


def _choice(index: int, kept: Mapping[str, Any], finish: str, said: str) -> JsonObject:
    rest = {name: value for name, value in kept.items() if name not in (said, "logprobs")}
    return {"index": index, **rest, "finish_reason": finish}


def _call(call: JsonObject) -> JsonObject:
    """A tool call as it stands in a message: without its number, with what a strict client asks for."""
    made = {name: value for name, value in call.items() if name != "index"}
    kind = made.get("type") or ("custom" if "custom" in made else "function")
    empty = {"name": "", "input": ""} if kind == "custom" else {"name": "", "arguments": ""}
    return {"id": "", **made, "type": kind, kind: empty | (made.get(kind) or {})}


def _number(call: JsonObject) -> int:
    number = call["index"]
    return number if isinstance(number, int) else 0


def _logprobs(kept: Mapping[str, Any]) -> JsonObject | None:
    logprobs = kept.get("logprobs")
    return {"content": None, "refusal": None} | logprobs if isinstance(logprobs, dict) else None
