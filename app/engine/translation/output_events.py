"""Events of a response's stream, each as an object and as the bytes of its SSE frame."""

from __future__ import annotations

from typing import Protocol

import orjson

from app.contract.json_types import JsonObject
from app.contract.long_json import LongJson
from app.contract.long_texts import LongTexts


class OutputEvent(Protocol):
    """One event of the stream, in the three forms that its consumers need."""

    @property
    def sequence_number(self) -> int:
        """The event's place in the stream, from 0."""

    @property
    def type(self) -> str:
        """The event's name in the contract, e.g. `response.created`."""

    def as_json(self) -> JsonObject:
        """The contract's `ResponseStreamEvent`; read-only, as it shares its parts with other events."""

    def data(self) -> bytes:
        """The event as JSON text."""

    def frame(self) -> bytes:
        """The event as a server-sent event."""

    def long_data(self) -> LongJson | None:
        """The JSON text of an event with a long text, which begins with its type; None for any other."""

    def long_frame(self) -> LongJson | None:
        """The server-sent event of such an event; None for any other."""


class JsonEvent:
    """An event that is serialised from its fields, which may have markers of `texts`."""

    __slots__ = ("_fields", "_texts", "sequence_number", "type")

    def __init__(
        self, event_type: str, sequence_number: int, fields: JsonObject, texts: LongTexts | None = None
    ) -> None:
        self.type = event_type
        self.sequence_number = sequence_number
        self._fields = fields
        self._texts = texts

    def as_json(self) -> JsonObject:
        """See `OutputEvent`."""
        return {"type": self.type, "sequence_number": self.sequence_number, **self._fields}

    def data(self) -> bytes:
        """See `OutputEvent`."""
        data = orjson.dumps(self.as_json())
        return bytes(self._texts.expand(data).joined()) if self._texts else data

    def frame(self) -> bytes:
        """See `OutputEvent`."""
        return b"".join((b"event: ", self.type.encode(), b"\ndata: ", self.data(), b"\n\n"))

    def long_data(self) -> LongJson | None:
        """See `OutputEvent`."""
        if not self._texts:
            return None
        data = self._texts.expand(orjson.dumps({"type": self.type} | self.as_json()))
        return None if len(data.parts) == 1 else data

    def long_frame(self) -> LongJson | None:
        """See `OutputEvent`."""
        data = self.long_data()
        if data is None:
            return None
        return LongJson([b"event: " + self.type.encode() + b"\ndata: ", *data.parts, b"\n\n"])


class ForwardedEvent(JsonEvent):
    """An upstream's own event with all its fields, whose sequence number is already this server's."""

    __slots__ = ()

    def as_json(self) -> JsonObject:
        """See `OutputEvent`."""
        return self._fields


class ForwardedDelta:
    """An upstream's own delta without long texts: nearly all events of such an upstream."""

    __slots__ = ("_fields", "sequence_number", "type")

    def __init__(self, event_type: str, sequence_number: int, fields: JsonObject) -> None:
        self.type = event_type
        self.sequence_number = sequence_number
        self._fields = fields

    def as_json(self) -> JsonObject:
        """See `OutputEvent`."""
        return self._fields

    def data(self) -> bytes:
        """See `OutputEvent`."""
        return orjson.dumps(self._fields)

    def frame(self) -> bytes:
        """See `OutputEvent`."""
        return b"event: %b\ndata: %b\n\n" % (self.type.encode(), orjson.dumps(self._fields))

    def long_frame(self) -> LongJson | None:
        """See `OutputEvent`."""
        return None

    def long_data(self) -> LongJson | None:
        """See `OutputEvent`."""
        return None


class DeltaTemplate:
    """The bytes that all deltas of one part share, serialised once: most events of a stream are deltas."""

    __slots__ = ("data_end", "data_start", "fields", "frame_end", "frame_start", "type")

    def __init__(self, event_type: str, location: JsonObject, more: JsonObject) -> None:
        self.type = event_type
        self.fields = {**location, **more}
        self.data_start = orjson.dumps({"type": event_type, **location})[:-1] + b',"sequence_number":'
        self.data_end = b"," + orjson.dumps(more)[1:] if more else b"}"
        self.frame_start = b"event: " + event_type.encode() + b"\ndata: " + self.data_start
        self.frame_end = self.data_end + b"\n\n"


class DeltaEvent:
    """A fragment of text, of a refusal, of reasoning or of a call's arguments."""

    __slots__ = ("_template", "_text", "sequence_number")

    def __init__(self, template: DeltaTemplate, sequence_number: int, text: str) -> None:
        self._template = template
        self._text = text
        self.sequence_number = sequence_number

    @property
    def type(self) -> str:
        """See `OutputEvent`."""
        return self._template.type

    def as_json(self) -> JsonObject:
        """See `OutputEvent`."""
        template = self._template
        return {
            "type": template.type,
            "sequence_number": self.sequence_number,
            "delta": self._text,
            **template.fields,
        }

    def data(self) -> bytes:
        """See `OutputEvent`."""
        template = self._template
        return b'%b%d,"delta":%b%b' % (
            template.data_start,
            self.sequence_number,
            orjson.dumps(self._text),
            template.data_end,
        )

    def frame(self) -> bytes:
        """See `OutputEvent`."""
        template = self._template
        return b'%b%d,"delta":%b%b' % (
            template.frame_start,
            self.sequence_number,
            orjson.dumps(self._text),
            template.frame_end,
        )

    def long_frame(self) -> LongJson | None:
        """See `OutputEvent`."""
        return None

    def long_data(self) -> LongJson | None:
        """See `OutputEvent`."""
        return None


DELTA_EVENTS = frozenset((DeltaEvent, ForwardedDelta))
"""The classes of events that have a fragment only."""
