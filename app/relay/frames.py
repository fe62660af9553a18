"""Splits packets into whole server-sent events, with LF only, and parses one event."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any, NamedTuple

import orjson

from app.errors import UpstreamUnreachable

DONE = b"[DONE]"
"""The data of the event that ends a chat stream."""
BOM = b"\xef\xbb\xbf"
"""The mark that a stream or a body may start with."""
_FIELDS = (b"data", b"event", b"id", b"retry")
_BLANK_LINES = re.compile(rb"\n{3,}")
# The contract's number for the logarithm of nearly 0.
_CONSTANTS = {"-Infinity": -9999.0}


class EventTooLong(UpstreamUnreachable):
    """An event is longer than the limit."""

    default_code = "upstream_invalid_answer"


_MANY_PARTS = 16


class Frames:
    """Splits a stream into events, however it is packed.

    At most `max_event_bytes` of an unfinished event are buffered.
    """

    __slots__ = ("_after_cr", "_max_event_bytes", "_pending", "_pending_bytes", "_started")

    def __init__(self, max_event_bytes: int) -> None:
        self._pending: list[bytes | bytearray] = []
        self._pending_bytes = 0
        self._max_event_bytes = max_event_bytes
        self._after_cr = False
        self._started = False

    @property
    def empty(self) -> bool:
        """Whether no part of an event is buffered."""
        return self._started and not self._pending and not self._after_cr

    def feed(self, chunk: bytes) -> bytes:
        """The events that this packet completes, each with one blank line at its end; raises EventTooLong."""
        return self._single_blank_lines(self._complete(chunk))

    def events(self, chunk: bytes) -> list[bytes]:
        """The same as a list: each event with the end of its last line, without the blank line."""
        data = self._complete(chunk)
        # `readlines` is several times as fast as a split at two bytes; nearly all events are one line, or a
        # name and one.
        lines = BytesIO(data).readlines()
        blank = lines.count(b"\n")
        if len(lines) == 2 * blank and lines[1::2].count(b"\n") == blank:
            return lines[::2]
        if len(lines) == 3 * blank and lines[2::3].count(b"\n") == blank:
            return [name + data for name, data in zip(lines[::3], lines[1::3], strict=True)]
        return [event + b"\n" for event in self._single_blank_lines(data).split(b"\n\n")[:-1]]

    @staticmethod
    def _single_blank_lines(data: bytes) -> bytes:
        """Several blank lines between events are one; those before the first are none."""
        if data[:1] != b"\n" and b"\n\n\n" not in data:
            return data
        return _BLANK_LINES.sub(b"\n\n", data).lstrip(b"\n")

    def _complete(self, chunk: bytes) -> bytes:
        """Everything up to the last blank line, buffered parts included; buffers the rest."""
        if self._after_cr or b"\r" in chunk:
            chunk = self._with_lf(chunk)
        if not self._started and chunk:
            chunk = self._without_bom(chunk)
        if not chunk:
            return b""
        end = chunk.rfind(b"\n\n") + 2
        if end < 2:
            if not (self._pending and self._pending[-1].endswith(b"\n") and chunk.startswith(b"\n")):
                return self._buffer(chunk)
            end = 1
        complete = chunk[:end]
        if self._pending:
            complete = b"".join((*self._pending, complete))
            self._pending, self._pending_bytes = [], 0
        if end < len(chunk):
            self._buffer(chunk[end:])
        return complete

    def rest(self) -> bytes:
        """The part after the last blank line."""
        return b"".join(self._pending)

    def _buffer(self, part: bytes) -> bytes:
        self._pending.append(part)
        self._pending_bytes += len(part)
        if self._pending_bytes > self._max_event_bytes:
            raise EventTooLong(f"The upstream sent an event of more than {self._max_event_bytes} bytes.")
        if len(self._pending) > _MANY_PARTS:
            # In one block, which is freed as a whole: the holes of small parts stay with the process.
            first, *others = self._pending
            block = first if isinstance(first, bytearray) else bytearray(first)
            for other in others:
                block += other
            self._pending = [block]
        return b""

    def _with_lf(self, chunk: bytes) -> bytes:
        """CRLF and CR are line ends too, and mixed ones hang a client. JSON has neither unescaped."""
        if self._after_cr and chunk[:1] == b"\n":
            chunk = chunk[1:]
            self._after_cr = False
        if chunk:
            self._after_cr = chunk.endswith(b"\r")
        return chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")

    def _without_bom(self, chunk: bytes) -> bytes:
        """A stream may start with a byte order mark, possibly split over packets."""
        start = b"".join((*self._pending, chunk))
        if len(start) < len(BOM) and BOM.startswith(start):
            self._pending = [start]
            return b""
        self._started, self._pending = True, []
        return start.removeprefix(BOM)


class SseEvent(NamedTuple):
    """One event: its name, and its data with the lines joined.

    `valid` is False if no line is one of an event stream.
    """

    name: bytes
    data: bytes | None
    valid: bool


def parse_event(frame: bytes) -> SseEvent:
    """Parses the lines of one event, given without its blank line."""
    if frame.startswith(b"data: {") and b"\n" not in frame:
        return SseEvent(b"", frame[6:], valid=True)
    lines = [line for line in frame.split(b"\n") if line]
    name, data, valid = b"", [], not lines
    for line in lines:
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        # A comment has nothing before its colon.
        valid = valid or not field or field in _FIELDS
        if field == b"data":
            data.append(value)
        elif field == b"event":
            name = value
    return SseEvent(name, b"\n".join(data) if data else None, valid)


def data_of(event: bytes) -> bytes | None:
    """The data of an event that is given with the end of its last line.

    One line of data, alone or after the event's name, costs a fraction of `parse_event`.
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
    return parse_event(event[:-1]).data


def framed(data: bytes) -> bytes:
    """An event with one line of data."""
    return b"data: " + data + b"\n\n"


def loads(data: bytes) -> Any:
    """Decodes JSON.

    Raises ValueError. Accepts what servers send that is nearly JSON: half a surrogate pair, a tab or a line's
    end within a string, bytes that are not UTF-8, NaN and Infinity, which become null.
    """
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(data.decode("utf-8", "replace"), strict=False, parse_constant=_CONSTANTS.get)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def dumps(value: Any) -> bytes:
    """Encodes a value of `loads`."""
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()
