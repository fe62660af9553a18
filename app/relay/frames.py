"""Bytes in packets -> whole server-sent events, LF only; and what one event holds."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any, NamedTuple

import orjson

from app.errors import UpstreamUnreachable

DONE = b"[DONE]"
_FIELDS = (b"data", b"event", b"id", b"retry")
_THREE = re.compile(rb"\n{3,}")


class TooLong(UpstreamUnreachable):
    """An event does not end."""

    default_code = "upstream_invalid_answer"


class Frames:
    """Cuts a stream into events, however it is packed. `longest` bounds what is kept of one that does not end."""

    __slots__ = ("_after_cr", "_began", "_length", "_longest", "_pending")

    def __init__(self, longest: int) -> None:
        self._pending: list[bytes] = []
        self._length = 0
        self._longest = longest
        self._after_cr = False
        self._began = False

    @property
    def empty(self) -> bool:
        """Whether nothing of an event is kept."""
        return self._began and not self._pending and not self._after_cr

    def feed(self, chunk: bytes) -> bytes:
        """The events that are whole by now, each with one blank line at its end; raises TooLong."""
        return self._apart(self._cut(chunk))

    def events(self, chunk: bytes) -> list[bytes]:
        """The same one by one: each with the end of its last line, without the blank one."""
        whole = self._cut(chunk)
        # Lines are found several times as fast as any two bytes are; and nearly all events are one line, or their name and one.
        lines = BytesIO(whole).readlines()
        blank = lines.count(b"\n")
        if len(lines) == 2 * blank and lines[1::2].count(b"\n") == blank:
            return lines[::2]
        if len(lines) == 3 * blank and lines[2::3].count(b"\n") == blank:
            return [name + data for name, data in zip(lines[::3], lines[1::3], strict=True)]
        return [event + b"\n" for event in self._apart(whole).split(b"\n\n")[:-1]]

    @staticmethod
    def _apart(whole: bytes) -> bytes:
        """More blank lines than one are no more than one."""
        return _THREE.sub(b"\n\n", whole).lstrip(b"\n") if whole[:1] == b"\n" or b"\n\n\n" in whole else whole

    def _cut(self, chunk: bytes) -> bytes:
        if self._after_cr or b"\r" in chunk:
            chunk = self._with_lf(chunk)
        if not self._began and chunk:
            chunk = self._without_mark(chunk)
        if not chunk:
            return b""
        end = chunk.rfind(b"\n\n") + 2
        if end < 2:
            if not (self._pending and self._pending[-1].endswith(b"\n") and chunk.startswith(b"\n")):
                return self._keep(chunk)
            end = 1
        whole = chunk[:end]
        if self._pending:
            whole = b"".join((*self._pending, whole))
            self._pending, self._length = [], 0
        if end < len(chunk):
            self._keep(chunk[end:])
        return whole

    def rest(self) -> bytes:
        """What came after the last blank line."""
        return b"".join(self._pending)

    def _keep(self, part: bytes) -> bytes:
        self._pending.append(part)
        self._length += len(part)
        if self._length > self._longest:
            raise TooLong(f"The upstream sent an event of more than {self._longest} bytes.")
        return b""

    def _with_lf(self, chunk: bytes) -> bytes:
        """CRLF and CR are line ends, too, and mixed ones hang a client; in JSON neither stands bare."""
        if self._after_cr and chunk[:1] == b"\n":
            chunk = chunk[1:]
            self._after_cr = False
        if chunk:
            self._after_cr = chunk.endswith(b"\r")
        return chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")

    def _without_mark(self, chunk: bytes) -> bytes:
        """A stream may begin with a byte order mark, whole or in parts."""
        begun = b"".join((*self._pending, chunk))
        mark = b"\xef\xbb\xbf"
        if len(begun) < 3 and mark.startswith(begun):
            self._pending = [begun]
            return b""
        self._began, self._pending = True, []
        return begun.removeprefix(mark)


class SseEvent(NamedTuple):
    """One event: its name and its data, lines joined. `known` is False for lines that are no event stream at all."""

    name: bytes
    data: bytes | None
    known: bool


def read(frame: bytes) -> SseEvent:
    """An event out of its lines."""
    if frame.startswith(b"data: {") and b"\n" not in frame:
        return SseEvent(b"", frame[6:], known=True)
    lines = [line for line in frame.split(b"\n") if line]
    name, data, known = b"", [], not lines
    for line in lines:
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        # A comment has no name before its colon.
        known = known or not field or field in _FIELDS
        if field == b"data":
            data.append(value)
        elif field == b"event":
            name = value
    return SseEvent(name, b"\n".join(data) if data else None, known)


def data_of(event: bytes) -> bytes | None:
    """The data of an event, given with the end of its last line.

    Where it is one line, by itself or after the event's name, at a fraction of what `read` costs.
    """
    last = len(event) - 1
    end = event.find(b"\n")
    if end == last:
        if event.startswith(b"data: {"):
            return event[6:-1]
    elif (
        event.startswith(b"event: ")
        and event.startswith(b"\ndata: {", end)
        and event.find(b"\n", end + 1) == last
    ):
        return event[end + 7 : -1]
    return read(event[:-1]).data


def framed(data: bytes) -> bytes:
    """An event of one line of data."""
    return b"data: " + data + b"\n\n"


def loads(data: bytes) -> Any:
    """JSON; raises ValueError. Half a surrogate pair, which a server that cuts UTF-16 sends, is let through."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        if b"\\ud" not in data.lower():
            raise
    try:
        return json.loads(data, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def dumps(value: Any) -> bytes:
    """JSON of what `loads` gave."""
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number in JSON")
