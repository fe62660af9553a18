"""Events that differ in a text only: the first is parsed, those that follow are passed on as bytes.

An event is `head` + text + `tail`, where the text is the inside of a JSON string. Whatever it is, the event means the
same but for the text, so that what was found out about the first holds for all; the proof is that the texts, quoted
and parsed as one list, are as many strings. A look-alike of JSON inside a text has its quotes escaped, and stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import orjson

from app.relay import frames
from app.relay.assembly import Path, Text

_LITERAL = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_MARKS = ("<~1~>", "<~2~>")
Convert = Callable[[Any], bytes]


class Template:
    """How one kind of event looks as the upstream sends it (`head`, `tail`), and as the client gets it."""

    __slots__ = (
        "_between",
        "_count",
        "_first",
        "_last",
        "_least",
        "_middle",
        "_own_middle",
        "_text",
        "_theirs",
        "_which",
        "head",
        "last",
        "tail",
    )

    def __init__(self, theirs: list[bytes], ours: list[bytes], which: int, text: Text) -> None:
        self.head, *middle, tail = theirs
        self._first, *own_middle, self._last = ours
        self._middle = middle[0] if middle else None
        self._own_middle = own_middle[0] if own_middle else b""
        self._between = self._last + self._first
        self._count = len(theirs) - 1
        self._which = which
        self._text = text
        self.tail = tail + b"\n"
        self.last = self.tail + b"\n"
        self._theirs = self.last + self.head
        self._least = len(self.head) + len(self.tail)

    def fits(self, event: bytes) -> bool:
        """Whether an event has this head and this tail."""
        return event.startswith(self.head) and event.endswith(self.tail) and len(event) >= self._least

    def run(self, events: list[bytes], at: int) -> list[bytes]:
        """What stands between head and tail of the event at that place, which fits, and of those of its kind that follow."""
        run = events[at:]
        # An answer's last events are mostly of other kinds.
        while not self.fits(run[-1]):
            run.pop()
        begin, end = len(self.head), -len(self.tail)
        bodies = [event[begin:end] for event in run]
        # That all of them fit is proved at once: put together again they are what came.
        if self.head + self._theirs.join(bodies) + self.tail != b"\n".join(run):
            del bodies[next(place for place, event in enumerate(run) if not self.fits(event)) :]
        return bodies

    def read_one(self, data: bytes) -> bytes | None:
        """A packet that is one event of this kind: as the client gets it; None if it is not. `head` and `last` were seen."""
        body = data[len(self.head) : -len(self.last)]
        return None if b"\n" in body or len(data) <= self._least else self.read([body])

    def read(self, bodies: list[bytes]) -> bytes | None:
        """The events as the client gets them, given what stands between head and tail; None if one is no text."""
        pieces = bodies
        if self._middle is not None:
            pieces = []
            for body in bodies:
                pair = body.split(self._middle)
                if len(pair) != 2:
                    return None
                pieces += pair
        joined = b'","'.join(pieces)
        # A backslash at the end would take the quote that follows for its own.
        if b"\\" in joined and any(piece.endswith(b"\\") for piece in pieces):
            return None
        try:
            texts = orjson.loads(b'["' + joined + b'"]')
            text = "".join(texts)
        except (orjson.JSONDecodeError, TypeError):
            return None
        if len(texts) != len(pieces):
            return None
        if self._middle is None:
            self._text.append(text)
        else:
            self._text.append("".join(texts[self._which :: self._count]))
            bodies = [
                pieces[place] + self._own_middle + pieces[place + 1] for place in range(0, len(pieces), 2)
            ]
        return self._first + self._between.join(bodies) + self._last


def learn(
    frame: bytes, value: Any, paths: list[Path], which: int, text: Text, convert: Convert
) -> Template | None:
    """The template of a frame and its value: `paths` lead to the strings that vary, `which` of them `text` collects.

    `convert` makes of a frame's value what the client gets. None where the strings cannot be told from the rest.
    """
    marks = _MARKS[: len(paths)]
    for path, mark in zip(paths, marks, strict=True):
        found = _marked(frame, value, path, mark)
        if found is None:
            return None
        frame, value = found
    order = sorted(range(len(marks)), key=lambda place: frame.index(marks[place].encode()))
    parts = _parted(frame, marks, order), _parted(convert(value), marks, order)
    if parts[0] is None or parts[1] is None:
        return None
    return Template(parts[0], parts[1], order.index(which), text)


def _marked(frame: bytes, value: Any, path: Path, mark: str) -> tuple[bytes, Any] | None:
    """The frame with a mark for the string at the path, and its value, which proves that no other string was taken."""
    wanted = _at(value, path)
    for start, end in _places(frame, wanted):
        candidate = frame[:start] + mark.encode() + frame[end:]
        try:
            changed = frames.loads(frames.read(candidate).data or b"")
        except ValueError:
            continue
        if _at(changed, path) == mark and _put(changed, path, wanted) == value:
            return candidate, _put(changed, path, mark)
    return None


def _places(frame: bytes, wanted: str) -> Iterator[tuple[int, int]]:
    """Where a string may stand: as it is, from the end, where texts mostly are; or with escapes."""
    quoted = b'"' + wanted.encode("utf-8", "replace") + b'"'
    at = frame.rfind(quoted)
    while at >= 0:
        yield at + 1, at + len(quoted) - 1
        at = frame.rfind(quoted, 0, at)
    for literal in _LITERAL.finditer(frame):
        if b"\\" in literal.group() and _decoded(literal.group()) == wanted:
            yield literal.start() + 1, literal.end() - 1


def _parted(data: bytes, marks: tuple[str, ...], order: list[int]) -> list[bytes] | None:
    parts: list[bytes] = []
    for place in order:
        before, found, data = data.partition(marks[place].encode())
        # One that was there before, plain or as an escape, would be taken for ours.
        if not found or marks[place].encode() in data:
            return None
        parts.append(before)
    return [*parts, data]


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
