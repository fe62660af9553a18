"""How one kind of event looks, of which only a few strings and a number differ from one to the next.

A shape is learned from an event that was parsed. Streams of one model at one upstream mostly look the same but for the
upstream's id and the time, so that a later one takes the shape over and has nothing to learn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

from app.contract.json_types import JsonObject
from app.relay import frames
from app.relay.accumulator import Path, Text
from app.relay.template import Template

Convert: TypeAlias = Callable[[JsonObject], bytes]
Hole: TypeAlias = Literal["text", "padding", "id", "created", "own"]

_LITERAL = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_DIGITS = re.compile(rb"(?<![0-9.])[0-9]+(?![0-9.eE])")
# What stands in for what varies while a shape is learned.
_MARKS: dict[Hole, str | int] = {
    "text": "<~1~>",
    "padding": "<~2~>",
    "id": "<~3~>",
    "created": 4815162342108151623,
}
_VARYING = ("text", "padding")
# In JSON such an id stands for itself.
_PLAIN = re.compile(r"[\w.:-]+", re.ASCII)
_MOST_SHAPES = 4
_MOST_KINDS = 256
# In characters of a kind's name, and in bytes of an event: nothing longer is kept.
_LONGEST_KIND = 512
_LONGEST_KEPT = 16 * 1024


class StreamIdentity(NamedTuple):
    """What one stream has of its own: the upstream's id and the time in its events, and our id."""

    provider_id: str | None
    created: Any
    completion_id: str

    @property
    def plain(self) -> bool:
        """Whether an event of another stream may be like one of this but for that."""
        created = self.created
        return type(created) is int and created >= 0 and bool(_PLAIN.fullmatch(self.provider_id or ""))


class TextPath(NamedTuple):
    """The one text of an event's choice that grows: where it stands there, and in what is assembled of that `choice`."""

    choice: int
    theirs: Path
    ours: Path


class Placeholders(NamedTuple):
    """Bytes with holes, one less than there are pieces."""

    pieces: tuple[bytes, ...]
    holes: tuple[Hole, ...]

    def filled(self, values: Mapping[Hole, bytes]) -> list[bytes]:
        """The bytes, parted at each hole for which there is no value."""
        parts = [self.pieces[0]]
        for hole, piece in zip(self.holes, self.pieces[1:], strict=True):
            if hole in values:
                parts[-1] += values[hole] + piece
            else:
                parts.append(piece)
        return parts

    def varying(self) -> list[Hole]:
        """The holes that differ from event to event."""
        return [hole for hole in self.holes if hole in _VARYING]


@dataclass(frozen=True, slots=True)
class Shape:
    """An event as the upstream sends it and as the client gets it; `event` is what it says, its text left out."""

    theirs: Placeholders
    ours: Placeholders
    growing: TextPath
    event: JsonObject = field(compare=False)

    def template(self, own: StreamIdentity, text: Text) -> Template:
        """That of a stream, where `text` collects what is said."""
        created = str(own.created).encode()
        theirs = self.theirs.filled({"id": str(own.provider_id).encode(), "created": created})
        ours = self.ours.filled({"own": own.completion_id.encode(), "created": created})
        return Template(theirs, ours, self.theirs.varying().index("text"), text)


class Shapes:
    """What was learned of the streams of one kind, the shape that was of use last before the others."""

    def __init__(self) -> None:
        self._kept: list[Shape] = []

    def keep(self, shape: Shape) -> None:
        """For the streams to come."""
        if self._kept and self._kept[0] is shape:
            return
        if shape in self._kept:
            self._kept.remove(shape)
        self._kept = [shape, *self._kept[: _MOST_SHAPES - 1]]

    def __iter__(self) -> Iterator[Shape]:
        return iter(self._kept)


class TemplateCache:
    """The shapes of all kinds of streams: bounded in number and in length, for a kind's name has what a caller sent."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, ...], Shapes] = {}

    def of(self, *kind: str) -> Shapes:
        """Those of one kind; none are kept of a kind with an endless name."""
        if sum(map(len, kind)) > _LONGEST_KIND:
            return Shapes()
        shapes = self._kinds.get(kind)
        if shapes is None:
            if len(self._kinds) >= _MOST_KINDS:
                del self._kinds[next(iter(self._kinds))]
            shapes = self._kinds[kind] = Shapes()
        return shapes


def learn(
    frame: bytes, value: JsonObject, growing: TextPath, own: StreamIdentity, convert: Convert
) -> tuple[Shape, bool] | None:
    """The shape of a frame whose value this is, and whether it is one of other streams, too.

    `convert` makes of a frame's value what the client gets. None where what varies cannot be told from the rest.
    """
    paths: dict[Hole, Path] = {"text": ("choices", 0, *growing.theirs)}
    if isinstance(value.get("obfuscation"), str):
        paths["padding"] = ("obfuscation",)
    # Without the model and the time our event has those of the stream's first; what is told in x_groq is the stream's.
    common = own.plain and len(frame) <= _LONGEST_KEPT and "model" in value and "x_groq" not in value
    common = common and value.get("id") == own.provider_id and value.get("created") == own.created
    if common:
        paths |= {"id": ("id",), "created": ("created",)}
    marks: dict[Hole, bytes] = {}
    for hole, path in paths.items():
        found = _marked(frame, value, path, _MARKS[hole])
        if found is None:
            return None
        frame, value = found
        marks[hole] = str(_MARKS[hole]).encode()
    theirs = _parted(frame, marks)
    if common:
        marks["own"] = own.completion_id.encode()
        del marks["id"]
    ours = _parted(convert(value), marks)
    if theirs is None or ours is None or theirs.varying() != ours.varying():
        return None
    return Shape(theirs, ours, growing, _put(value, paths["text"], "")), common


def _marked(frame: bytes, value: JsonObject, path: Path, mark: str | int) -> tuple[bytes, JsonObject] | None:
    """The frame with a mark for what is at the path, and its value, which proves that nothing else was taken."""
    wanted = _at(value, path)
    for start, end in _places(frame, wanted):
        candidate = frame[:start] + str(mark).encode() + frame[end:]
        try:
            changed = frames.loads(frames.read(candidate).data or b"")
        except ValueError:
            continue
        if _at(changed, path) == mark and _put(changed, path, wanted) == value:
            return candidate, _put(changed, path, mark)
    return None


def _places(frame: bytes, wanted: str | int) -> Iterator[tuple[int, int]]:
    """Where a number or a string may stand: as it is, from the end, where texts mostly are; or with escapes."""
    if isinstance(wanted, int):
        # Compared as bytes: in a text there may be more digits than `int` takes.
        digits = str(wanted).encode()
        yield from (found.span() for found in _DIGITS.finditer(frame) if found.group() == digits)
        return
    quoted = b'"' + wanted.encode("utf-8", "replace") + b'"'
    at = frame.rfind(quoted)
    while at >= 0:
        yield at + 1, at + len(quoted) - 1
        at = frame.rfind(quoted, 0, at)
    for literal in _LITERAL.finditer(frame):
        if b"\\" in literal.group() and _decoded(literal.group()) == wanted:
            yield literal.start() + 1, literal.end() - 1


def _parted(data: bytes, marks: Mapping[Hole, bytes]) -> Placeholders | None:
    # One that was there before, plain or as an escape, would be taken for ours.
    if any(data.count(mark) != 1 for mark in marks.values()):
        return None
    holes = sorted(marks, key=lambda hole: data.index(marks[hole]))
    pieces = []
    for hole in holes:
        before, _, data = data.partition(marks[hole])
        pieces.append(before)
    return Placeholders((*pieces, data), tuple(holes))


def _decoded(literal: bytes) -> Any:
    try:
        return frames.loads(literal)
    except ValueError:
        return None


def _at(value: Any, path: Path) -> Any:
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _put(value: Any, path: Path, new: Any) -> Any:
    holder = _at(value, path[:-1])
    holder[path[-1]] = new
    return value
