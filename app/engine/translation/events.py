"""Events of a response's stream, each as an object and as the bytes of its frame."""

from __future__ import annotations

from typing import Protocol

import orjson

from app.contract.json_types import JsonObject


class OutputEvent(Protocol):
    """One event; a reader takes the form it needs."""

    @property
    def sequence_number(self) -> int:
        """Its place in the stream, from 0."""

    @property
    def type(self) -> str:
        """As on the wire, e.g. `response.created`."""

    def as_json(self) -> JsonObject:
        """The contract's `ResponseStreamEvent`; not to be changed, for it shares its parts with others."""

    def data(self) -> bytes:
        """The same as JSON text."""

    def frame(self) -> bytes:
        """The same as a server-sent event."""


class Whole:
    """An event that is written as a whole."""

    __slots__ = ("_fields", "sequence_number", "type")

    def __init__(self, kind: str, sequence_number: int, fields: JsonObject) -> None:
        self.type = kind
        self.sequence_number = sequence_number
        self._fields = fields

    def as_json(self) -> JsonObject:
        """As Event says."""
        return {"type": self.type, "sequence_number": self.sequence_number, **self._fields}

    def data(self) -> bytes:
        """As Event says."""
        return orjson.dumps(self.as_json())

    def frame(self) -> bytes:
        """As Event says."""
        return b"event: %b\ndata: %b\n\n" % (self.type.encode(), self.data())


class Passed(Whole):
    """An upstream's own event, all of it: its number is ours already."""

    __slots__ = ()

    def as_json(self) -> JsonObject:
        """As Event says."""
        return self._fields


class Channel:
    """What the deltas of one part have in common, written once: a stream is mostly deltas."""

    __slots__ = ("end", "fields", "start", "tail", "top", "type")

    def __init__(self, kind: str, place: JsonObject, more: JsonObject) -> None:
        self.type = kind
        self.fields = {**place, **more}
        self.start = orjson.dumps({"type": kind, **place})[:-1] + b',"sequence_number":'
        self.tail = b"," + orjson.dumps(more)[1:] if more else b"}"
        # The same around a frame.
        self.top = b"event: " + kind.encode() + b"\ndata: " + self.start
        self.end = self.tail + b"\n\n"


class Delta:
    """A piece of text, of a refusal, of reasoning or of a call's arguments."""

    __slots__ = ("_channel", "_text", "sequence_number")

    def __init__(self, channel: Channel, sequence_number: int, text: str) -> None:
        self._channel = channel
        self._text = text
        self.sequence_number = sequence_number

    @property
    def type(self) -> str:
        """As Event says."""
        return self._channel.type

    def as_json(self) -> JsonObject:
        """As Event says."""
        channel = self._channel
        return {
            "type": channel.type,
            "sequence_number": self.sequence_number,
            "delta": self._text,
            **channel.fields,
        }

    def data(self) -> bytes:
        """As Event says."""
        channel = self._channel
        return b'%b%d,"delta":%b%b' % (
            channel.start,
            self.sequence_number,
            orjson.dumps(self._text),
            channel.tail,
        )

    def frame(self) -> bytes:
        """As Event says."""
        channel = self._channel
        return b'%b%d,"delta":%b%b' % (
            channel.top,
            self.sequence_number,
            orjson.dumps(self._text),
            channel.end,
        )
