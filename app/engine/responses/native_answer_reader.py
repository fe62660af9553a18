"""Reads the packets of an upstream with its own `/responses` as events of a response."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from app.contract.json_text import node_counts
from app.contract.shortening import LONG_BODY, MAX_NODES, shorten_at_once
from app.engine.responses.native_stream import NativeStream
from app.engine.responses.upstream_events import MAX_EVENT_BYTES
from app.engine.translation.output_events import OutputEvent
from app.errors import APIError
from app.relay.chunk_decoder import HEARTBEATS, InvalidEvent, not_an_event
from app.relay.error_text import readable_start
from app.relay.frames import DONE, Frames, data_of, loads, parse_event
from app.relay.reader.surrogates import DeltaJoiner
from app.relay.upstream_errors import error_in
from app.upstream.upstream import Upstream


class NativeAnswerReader:
    """Reads the events of an upstream with its own `/responses`."""

    def __init__(self, stream: NativeStream, upstream: Upstream) -> None:
        self._stream = stream
        self._upstream = upstream
        self._secrets = upstream.secrets
        self._frames = Frames(MAX_EVENT_BYTES)
        self._surrogates = DeltaJoiner()

    async def packets(self, chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        """See `AnswerReader`. Nothing is read behind the terminal event."""
        async for packet in chunks:
            yield packet
            if self._stream.final is not None:
                return

    def read(self, packet: bytes) -> list[OutputEvent]:
        """See `AnswerReader`."""
        events: list[OutputEvent] = []
        for frame in self._frames.events(packet):
            events += self._parse(frame)
        return events

    def finish(self, error: APIError | None = None) -> list[OutputEvent]:
        """See `AnswerReader`."""
        if error is not None:
            return self._stream.fail(error.message)
        # The last event may lack its blank line.
        events = self._parse(self._frames.rest() + b"\n")
        for rest in self._surrogates.rest():
            events += self._stream.feed(rest)
        return [*events, *self._stream.finish()]

    def _parse(self, frame: bytes) -> list[OutputEvent]:
        frame = self._secrets.mask_body(frame)
        data = data_of(frame)
        if data is None:
            return [] if parse_event(frame[:-1]).valid else self._fail(not_an_event(frame))
        if data[:1] != b"{":
            if data == DONE:
                return self._stream.finish()
            if data.strip().lower() in HEARTBEATS:
                return []
        if len(data) > LONG_BODY:
            # Three of the last events have the whole text.
            data = shorten_at_once(data, self._stream.texts)
            if len(data) > LONG_BODY and any(nodes > MAX_NODES for nodes in node_counts(data)):
                return self._stream.fail(
                    f"The upstream sent an event of more than {MAX_NODES} values and keys."
                )
        try:
            value = loads(data)
        except ValueError:
            return self._stream.fail("The upstream sent an event that is not JSON.")
        event_type = None
        if isinstance(value, dict):
            event_type = value.get("type")
            if not event_type and (name := parse_event(frame[:-1]).name):
                event_type = value["type"] = name.decode("utf-8", "replace")
        # An event of a response has a type; `error` is that of an error.
        if not event_type or event_type == "error":
            error = error_in(value)
            if error is not None:
                message = readable_start(
                    error.message or "The upstream failed.", self._stream.texts, self._secrets
                )
                return self._stream.fail(self._upstream.masked(message), error.code)
        if not self._surrogates.waiting and b"\\u" not in data:
            # Nearly all events: no half of a surrogate pair is in it.
            return self._stream.feed(value)
        events: list[OutputEvent] = []
        for whole in self._surrogates.join(data, value):
            events += self._stream.feed(whole)
        return events

    def _fail(self, fault: InvalidEvent) -> list[OutputEvent]:
        message = f"The upstream broke off its answer: {fault.reason}."
        return self._stream.fail(self._upstream.masked(message), fault.code)
