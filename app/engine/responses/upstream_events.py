"""An upstream's events -> those of a response. Chunks that only say a text are passed by, once one like them was read."""

from __future__ import annotations

from typing import Any

import orjson

from app.engine.responses.upstream_query import Stream
from app.engine.translation.events import OutputEvent
from app.engine.translation.stream import ResponseStream, plain_text
from app.relay.accumulator import GrowingText
from app.relay.frames import DONE, data_of, dumps, framed
from app.relay.shape import StreamIdentity, TextPath, learn
from app.relay.template import Template

_CONTENT = TextPath(0, ("delta", "content"), ())
_NOBODY = StreamIdentity(None, None, "")
_MOST_TRIES = 3


class UpstreamEventReader:
    """Reads the events of one answer."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._chat = stream if isinstance(stream, ResponseStream) else None
        self._tries = 0
        self._template: Template | None = None

    def read(self, events: list[bytes]) -> list[OutputEvent]:
        """What whole events are for the client, each given with the end of its last line."""
        found: list[OutputEvent] = []
        at = 0
        while at < len(events):
            template, chat = self._template, self._chat
            if template is None or chat is None or not chat.says_text or not template.matches(events[at]):
                found += self._one(events[at])
                at += 1
                continue
            bodies = template.run(events, at)
            texts = template.texts(bodies)
            if texts is not None:
                found += chat.more(texts)
            else:
                for event in events[at : at + len(bodies)]:
                    found += self._one(event)
            at += len(bodies)
        return found

    def _one(self, event: bytes) -> list[OutputEvent]:
        data = data_of(event)
        if data is None:
            return []
        if data == DONE:
            return self._stream.finish()
        try:
            value = orjson.loads(data)
        except orjson.JSONDecodeError:
            return self._stream.fail("The upstream sent an event that is not JSON.")
        found = self._stream.feed(value)
        if self._chat is not None and self._chat.says_text and self._template is None:
            self._learn(event, value)
        return found

    def _learn(self, event: bytes, chunk: Any) -> None:
        """Keeps the look of a chunk that says a text and nothing else."""
        try:
            is_plain = plain_text(chunk) is not None
        except (AttributeError, KeyError, TypeError):
            # What was read well need not have all that a plain one has.
            return
        if not is_plain or self._tries == _MOST_TRIES:
            return
        self._tries += 1
        learned = learn(event[:-1], chunk, _CONTENT, _NOBODY, lambda value: framed(dumps(value)))
        if learned is not None:
            self._template = learned[0].template(_NOBODY, GrowingText(""))
