"""Reads an upstream's server-sent events. Chunks like one that was parsed before are read without parsing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from app.engine.responses.upstream_query import AnswerStream
from app.engine.translation.output_events import OutputEvent
from app.engine.translation.response_stream import ResponseStream, plain_text
from app.relay.accumulator import GrowingText
from app.relay.chunk_decoder import InvalidEvent, not_an_event
from app.relay.frames import DONE, data_of, dumps, framed, parse_event
from app.relay.shape import StreamIdentity, TextPath, learn
from app.relay.template import Template
from app.relay.upstream_errors import error_in

_CONTENT_PATH = TextPath(0, ("delta", "content"), ())
_NO_IDENTITY = StreamIdentity(None, None, "")
_MAX_LEARN_ATTEMPTS = 3


class UpstreamEventReader:
    """Reads the events of one answer.

    Over a chat upstream, the first chunk with a text and nothing else becomes a template. The texts of chunks
    that match it are read from their bytes. `mask` removes the operator's key from a message.
    """

    def __init__(self, stream: AnswerStream, mask: Callable[[str], str] = str) -> None:
        self._stream = stream
        self._mask = mask
        self._chat_stream = stream if isinstance(stream, ResponseStream) else None
        self._learn_attempts = 0
        self._template: Template | None = None

    def read(self, frames: list[bytes]) -> list[OutputEvent]:
        """The events for the client of complete frames, each with the end of its last line."""
        events: list[OutputEvent] = []
        start = 0
        while start < len(frames):
            template, chat = self._template, self._chat_stream
            if (
                template is None
                or chat is None
                or not chat.accepts_texts
                or not template.matches(frames[start])
            ):
                events += self._parse(frames[start])
                start += 1
                continue
            bodies = template.run(frames, start)
            texts = template.texts(bodies)
            if texts is not None:
                events += chat.feed_texts(texts)
            else:
                for frame in frames[start : start + len(bodies)]:
                    events += self._parse(frame)
            start += len(bodies)
        return events

    def _parse(self, frame: bytes) -> list[OutputEvent]:
        data = data_of(frame)
        if data is None:
            return [] if parse_event(frame[:-1]).valid else self._fail(not_an_event(frame))
        if data == DONE:
            return self._stream.finish()
        try:
            value = orjson.loads(data)
        except orjson.JSONDecodeError:
            return self._stream.fail("The upstream sent an event that is not JSON.")
        # An event of a response has a type; `error` is that of an error.
        is_typed = self._chat_stream is None and isinstance(value, dict) and value.get("type") != "error"
        error = None if is_typed and value.get("type") else error_in(value)
        if error is not None:
            return self._stream.fail(self._mask(error.message or "The upstream failed."), error.code)
        events = self._stream.feed(value)
        if self._chat_stream is not None and self._chat_stream.accepts_texts and self._template is None:
            self._learn(frame, value)
        return events

    def _fail(self, fault: InvalidEvent) -> list[OutputEvent]:
        message = f"The upstream broke off its answer: {fault.reason}."
        return self._stream.fail(self._mask(message), fault.code)

    def _learn(self, frame: bytes, chunk: Any) -> None:
        """Stores the template of a chunk with a text and nothing else."""
        try:
            is_plain = plain_text(chunk) is not None
        except (AttributeError, KeyError, TypeError):
            # A valid chunk may lack members that a plain one has.
            return
        if not is_plain or self._learn_attempts == _MAX_LEARN_ATTEMPTS:
            return
        self._learn_attempts += 1
        learned = learn(frame[:-1], chunk, _CONTENT_PATH, _NO_IDENTITY, lambda value: framed(dumps(value)))
        if learned is not None:
            self._template = learned[0].template(_NO_IDENTITY, GrowingText(""))
