"""One event of an upstream's chat stream, decoded: a chunk, the `[DONE]` marker, nothing, or a fault."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from app.contract.json_types import JsonObject
from app.relay import frames, upstream_errors

DONE: Final = "done"
DecodedEvent: TypeAlias = JsonObject | Literal["done"] | None

_DONE_FRAME = b"data: " + frames.DONE


class InvalidEvent(Exception):
    """The stream cannot go on after this event; `reason` is the end of a sentence about the upstream."""

    def __init__(self, reason: str, code: str = "upstream_invalid_answer") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


def decode_event(frame: bytes) -> DecodedEvent:
    """The chunk of an event, `DONE`, or None for an event without data.

    Raises InvalidEvent, also for an error event.
    """
    if frame == _DONE_FRAME:
        return DONE
    event = frames.parse_event(frame)
    if not event.data:
        if not event.valid:
            raise not_an_event(frame)
        return None
    if event.data.strip() == frames.DONE:
        return DONE
    try:
        value = frames.loads(event.data)
    except ValueError:
        raise InvalidEvent("it sent an event that is not JSON") from None
    error = upstream_errors.error_in(value, event.name)
    if error is not None:
        reason = f"it sent an error: {error.message or 'without a message'}"
        raise InvalidEvent(reason, error.code or "upstream_error")
    if not isinstance(value, dict):
        raise InvalidEvent("it sent an event that is not an object")
    return value


def not_an_event(frame: bytes) -> InvalidEvent:
    """The fault of text in a stream that has no field of an event: an error as bare JSON, a page, a text."""
    error = upstream_errors.parse_body(frame)
    reason = "it sent what is not an event stream"
    if error.message is None:
        return InvalidEvent(reason)
    return InvalidEvent(f"{reason}: {error.message}", error.code or "upstream_invalid_answer")
