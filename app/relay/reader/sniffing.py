"""What a body is, from its first bytes: servers give any content type."""

from __future__ import annotations

from app.relay.frames import BOM, DONE

_SPACE = b" \t\r\n"
_JSON = (b"{", b"[")
_EVENT_STREAM = (b":", b"data", b"event", b"id", b"retry")
_MAX_SPACE = 4096
ENOUGH = 6
"""So many bytes besides white space decide."""


def start_of(data: bytes) -> bytes:
    """The first bytes that say something; none if more are needed."""
    if len(data) < len(BOM) and BOM.startswith(data):
        return b""
    return data[: _MAX_SPACE + len(BOM)].removeprefix(BOM).lstrip(_SPACE) or data[_MAX_SPACE:]


def is_json(start: bytes) -> bool:
    """Whether the body is JSON: no line of an event stream starts so."""
    return start.startswith(_JSON)


def is_event_stream(start: bytes) -> bool:
    """Whether the body is an event stream."""
    return start.startswith(_EVENT_STREAM)


def ends_stream(tail: bytes) -> bool:
    """Whether the last bytes of an event stream are its `[DONE]`."""
    field, _, value = tail.rstrip(_SPACE).replace(b"\r", b"\n").rpartition(b"\n")[2].partition(b":")
    return field == b"data" and value.strip() == DONE


class BodyBuffer:
    """Buffers one body that comes instead of an event stream; `parts` are its packets, if it is one."""

    def __init__(self) -> None:
        self._start = b""
        self.parts: list[bytes] = []
        self.length = 0
        self.is_stream = False
        """Whether it is an event stream, which is not buffered."""

    def add(self, packet: bytes) -> bytes:
        """The bytes of an event stream; none while that is undecided, and of one body."""
        if not self.parts:
            if not self._start and packet.startswith(b"data: "):
                # Nearly all streams.
                self.is_stream = True
                return packet
            packet = self._start = self._start + packet
            start = start_of(packet)
            if not start:
                return b""
            if not is_json(start):
                self.is_stream = True
                return packet
        self.parts.append(packet)
        self.length += len(packet)
        return b""

    def clear(self) -> None:
        """Drops what it has: the body is too long."""
        self.parts = [b""]
