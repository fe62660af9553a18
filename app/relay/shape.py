"""The shape of one kind of event, of which only a few strings and a number vary, and the cache of shapes.

A shape is learned from an event that was parsed and cleaned. Streams of one model at one upstream mostly
look the same but for the upstream's id and the time, so that a later stream reuses the shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

from app.contract.growing_text import GrowingText
from app.contract.json_types import JsonObject
from app.relay import frames
from app.relay.accumulator import JsonPath
from app.relay.json_paths import put, replaced, value_at
from app.relay.template import Template

Encode: TypeAlias = Callable[[JsonObject, list[JsonObject]], bytes]
"""From a clean chunk's members and choices to the client's event."""
PlaceholderName: TypeAlias = Literal["text", "padding", "provider_id", "created", "completion_id"]

_STRING_LITERAL = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_INTEGER = re.compile(rb"(?<![0-9.])[0-9]+(?![0-9.eE])")
# What replaces the varying values while a shape is learned.
_MARKS: dict[PlaceholderName, str | int] = {
    "text": "<~1~>",
    "padding": "<~2~>",
    "provider_id": "<~3~>",
    "created": 4815162342108151623,
}
_PER_EVENT = ("text", "padding")
# An id that JSON never escapes.
_UNESCAPED_ID = re.compile(r"[\w.:-]+", re.ASCII)
_MAX_SHAPES = 4
_MAX_KEYS = 256
# Nothing longer is cached: in characters of a key, and in bytes of an event.
_MAX_KEY_LENGTH = 512
_LONG_FRAME = 64 * 1024
_MAX_EVENT_BYTES = 16 * 1024


class StreamIdentity(NamedTuple):
    """What differs between streams that look the same: the upstream's id and time, and our id."""

    provider_id: str | None
    created: Any
    completion_id: str

    @property
    def replaceable(self) -> bool:
        """Whether another stream's values can stand in their place."""
        created = self.created
        return type(created) is int and created > 0 and bool(_UNESCAPED_ID.fullmatch(self.provider_id or ""))


class TextPath(NamedTuple):
    """The one text that an event adds to `choice`, by its path there and in the accumulated choice."""

    choice: int
    received: JsonPath
    accumulated: JsonPath


class Placeholders(NamedTuple):
    """Bytes with a placeholder between each two literals."""

    literals: tuple[bytes, ...]
    names: tuple[PlaceholderName, ...]

    def filled(self, values: Mapping[PlaceholderName, bytes]) -> list[bytes]:
        """The bytes with these values, split at each placeholder that has none."""
        parts = [self.literals[0]]
        for name, literal in zip(self.names, self.literals[1:], strict=True):
            if name in values:
                parts[-1] += values[name] + literal
            else:
                parts.append(literal)
        return parts

    def per_event(self) -> list[PlaceholderName]:
        """The placeholders that vary from event to event, in their order."""
        return [name for name in self.names if name in _PER_EVENT]


@dataclass(frozen=True, slots=True)
class Shape:
    """An event as the upstream sends it and as the client gets it; `event` is its value without the text."""

    received: Placeholders
    sent: Placeholders
    text_path: TextPath
    event: JsonObject = field(compare=False)

    def template(self, identity: StreamIdentity, text: GrowingText) -> Template:
        """The template for one stream; it appends the texts that it reads to `text`."""
        created = str(identity.created).encode()
        received = self.received.filled(
            {"provider_id": str(identity.provider_id).encode(), "created": created}
        )
        sent = self.sent.filled({"completion_id": identity.completion_id.encode(), "created": created})
        place = self.received.per_event().index("text")
        return Template(received, sent, place, text, is_of_call="tool_calls" in self.text_path.received)


class Shapes:
    """The last few shapes of the streams of one key, the last used first."""

    def __init__(self) -> None:
        self._shapes: list[Shape] = []

    def store(self, shape: Shape) -> None:
        """Makes it the first one."""
        if self._shapes and self._shapes[0] is shape:
            return
        if shape in self._shapes:
            self._shapes.remove(shape)
        self._shapes = [shape, *self._shapes[: _MAX_SHAPES - 1]]

    def __iter__(self) -> Iterator[Shape]:
        return iter(self._shapes)


class TemplateCache:
    """The shapes for each upstream and model.

    Callers choose the models, so keys are bounded in number and length.
    """

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, ...], Shapes] = {}

    def shapes(self, *key: str) -> Shapes:
        """The shapes of a key; of a key that is too long, new ones that are not cached."""
        if sum(map(len, key)) > _MAX_KEY_LENGTH:
            return Shapes()
        shapes = self._by_key.get(key)
        if shapes is None:
            if len(self._by_key) >= _MAX_KEYS:
                del self._by_key[next(iter(self._by_key))]
            shapes = self._by_key[key] = Shapes()
        return shapes


def learn(
    frame: bytes,
    value: JsonObject,
    text_path: TextPath,
    identity: StreamIdentity,
    clean: JsonObject,
    encode: Encode,
) -> tuple[Shape, bool] | None:
    """The shape of a frame with this value, and whether other streams can reuse it.

    `clean` is the chunk that was read from the value: only what it has unchanged can vary. None if the
    varying values cannot be distinguished from the rest, or the frame is long: finding them costs many times
    its length.
    """
    if len(frame) > _LONG_FRAME:
        return None
    paths: dict[PlaceholderName, JsonPath] = {"text": ("choices", 0, *text_path.received)}
    text = value_at(value, paths["text"])
    if type(text) is not str or text != value_at(clean, paths["text"]):
        return None
    if "obfuscation" in clean:
        paths["padding"] = ("obfuscation",)
    # Without a model or time, our event has those of the stream's first; x_groq has the stream's own usage.
    reusable = (
        identity.replaceable
        and len(frame) <= _MAX_EVENT_BYTES
        and "model" in value
        and "x_groq" not in value
        and value.get("id") == identity.provider_id
        and value.get("created") == clean.get("created") == identity.created
    )
    if reusable:
        paths |= {"provider_id": ("id",), "created": ("created",)}
    marks: dict[PlaceholderName, bytes] = {}
    for name, path in paths.items():
        marked = _marked(frame, value, path, _MARKS[name])
        if marked is None:
            return None
        frame, value = marked
        marks[name] = str(_MARKS[name]).encode()
        if name != "provider_id":
            clean = replaced(clean, path, _MARKS[name])
    received = _split_at_marks(frame, marks)
    if reusable:
        marks["completion_id"] = identity.completion_id.encode()
        del marks["provider_id"]
    sent = _split_at_marks(encode(clean, clean["choices"]), marks)
    if received is None or sent is None or received.per_event() != sent.per_event():
        return None
    return Shape(received, sent, text_path, replaced(clean, paths["text"], "")), reusable


def _marked(
    frame: bytes, value: JsonObject, path: JsonPath, mark: str | int
) -> tuple[bytes, JsonObject] | None:
    """The frame and its value with a mark at the path.

    Parsing the result proves that nothing else was replaced.
    """
    wanted = value_at(value, path)
    for start, end in _spans(frame, wanted):
        candidate = frame[:start] + str(mark).encode() + frame[end:]
        try:
            changed = frames.loads(frames.parse_event(candidate).data or b"")
        except ValueError:
            continue
        if value_at(changed, path) == mark and put(changed, path, wanted) == value:
            return candidate, put(changed, path, mark)
    return None


def _spans(frame: bytes, wanted: str | int) -> Iterator[tuple[int, int]]:
    """Where a value may stand: unescaped strings first, from the end, where texts mostly are.

    Then escaped ones.
    """
    if isinstance(wanted, int):
        # Compared as bytes: a text may have more digits than `int` accepts.
        digits = str(wanted).encode()
        yield from (found.span() for found in _INTEGER.finditer(frame) if found.group() == digits)
        return
    quoted = b'"' + wanted.encode("utf-8", "replace") + b'"'
    start = frame.rfind(quoted)
    while start >= 0:
        yield start + 1, start + len(quoted) - 1
        start = frame.rfind(quoted, 0, start)
    for literal in _STRING_LITERAL.finditer(frame):
        if b"\\" in literal.group() and _decoded(literal.group()) == wanted:
            yield literal.start() + 1, literal.end() - 1


def _split_at_marks(data: bytes, marks: Mapping[PlaceholderName, bytes]) -> Placeholders | None:
    # A mark that the event had before, plain or escaped, would be mistaken for ours.
    if any(data.count(mark) != 1 for mark in marks.values()):
        return None
    names = sorted(marks, key=lambda name: data.index(marks[name]))
    literals = []
    for name in names:
        before, _, data = data.partition(marks[name])
        literals.append(before)
    return Placeholders((*literals, data), tuple(names))


def _decoded(literal: bytes) -> Any:
    try:
        return frames.loads(literal)
    except ValueError:
        return None
