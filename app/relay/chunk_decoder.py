"""One event of an upstream's chat stream, decoded: chunks, the `[DONE]` marker, nothing, or a fault."""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

import orjson

from app.contract.json_types import JsonObject
from app.relay import frames, upstream_errors
from app.relay.upstream_errors import UpstreamError

DONE: Final = "done"
DecodedEvent: TypeAlias = JsonObject | list[JsonObject] | Literal["done"] | None

_DONE_FRAME = b"data: " + frames.DONE + b"\n"
_DONE_WORDS = (frames.DONE, b"DONE", b'"[DONE]"')
# Members that a chunk does not have, by which errors are known.
_TELLTALE = frozenset(("error", "type", "success", "base_resp"))
# What servers send to keep a connection open.
HEARTBEATS = (b"ping", b"pong", b"heartbeat", b"keepalive", b"keep-alive")


class InvalidEvent(Exception):
    """The stream cannot go on after this event; `reason` is the end of a sentence about the upstream."""

    def __init__(self, reason: str, code: str = "upstream_invalid_answer") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


def decode_event(event: bytes) -> DecodedEvent:
    """The chunk of an event, given with the end of its last line; several of one that is a list.

    `DONE` for the end, None for an event that is no chunk. Raises InvalidEvent for an event of which nothing
    can be known, and for an error.
    """
    if event == _DONE_FRAME:
        return DONE
    if event.startswith(b"data: {") and event.find(b"\n") == len(event) - 1:
        # Nearly all events are one line of data.
        try:
            value = orjson.loads(event[6:])
        except orjson.JSONDecodeError:
            value = _json(event[6:])
        return decode_value(value)
    parsed = frames.parse_event(event[:-1])
    if not parsed.data:
        if not parsed.valid:
            raise not_an_event(event)
        return None
    name = parsed.name.strip()
    if name in HEARTBEATS:
        return None
    if not parsed.data.startswith(b"{"):
        word = parsed.data.removeprefix(b"data:").strip()
        if word.upper() in _DONE_WORDS:
            return DONE
        if word.lower() in HEARTBEATS:
            return None
        if name == b"error" and not word.startswith(b"["):
            raise error_event(upstream_errors.parse_body(word))
    return decode_value(_json(parsed.data), name)


def _json(data: bytes) -> Any:
    """The JSON of an event; as a list where lines have one each, or a field's name twice."""
    try:
        return frames.loads(data)
    except ValueError:
        pass
    lines = [line.removeprefix(b"data:").strip() for line in data.split(b"\n")]
    try:
        return [frames.loads(line) for line in lines if line not in (b"", *_DONE_WORDS)]
    except ValueError:
        raise InvalidEvent("it sent an event that is not JSON") from None


def decode_value(value: Any, name: bytes = b"") -> JsonObject | list[JsonObject] | None:
    """The chunk in a value, the chunks of a list, or None. Raises InvalidEvent for an error.

    `name` is the event's.
    """
    if type(value) is dict and "choices" in value and not name and _TELLTALE.isdisjoint(value):
        # Nearly all chunks; the search for an error costs more.
        return value
    error = upstream_errors.error_in(value, name)
    if error is not None:
        raise error_event(error)
    if isinstance(value, list):
        return [item for item in value if isinstance(item, dict)]
    return value if isinstance(value, dict) else None


def error_event(error: UpstreamError) -> InvalidEvent:
    """What to raise for an error that an upstream sent."""
    reason = f"it sent an error: {error.message or 'without a message'}"
    return InvalidEvent(reason, error.code or "upstream_error")


def not_an_event(event: bytes) -> InvalidEvent:
    """The fault of text in a stream that has no field of an event: an error as bare JSON, a page, a text."""
    error = upstream_errors.parse_body(event)
    reason = "it sent what is not an event stream"
    if error.message is None:
        return InvalidEvent(reason)
    return InvalidEvent(f"{reason}: {error.message}", error.code or "upstream_invalid_answer")
