"""Reads the packets of a chat upstream as events of a response.

They go through the reader that chats use. Chunks like one that was read before are read
without parsing.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

from app.contract.growing_text import GrowingText
from app.contract.json_types import JsonObject
from app.contract.shortening import LONG_BODY
from app.engine.responses.long_logprobs import LONG_LOGPROBS
from app.engine.translation.output_events import OutputEvent
from app.engine.translation.response_stream import ResponseStream, plain_text
from app.errors import APIError
from app.masking import MASK_BYTES
from app.relay.frames import dumps, framed
from app.relay.reader.chat_reader import ChatReader
from app.relay.reader.chunk_normaliser import Chunk
from app.relay.reader.packets import read_packets
from app.relay.shape import StreamIdentity, TextPath, learn
from app.relay.template import Template
from app.storage.ids import mint
from app.upstream.upstream import Upstream

_CONTENT_PATH = TextPath(0, ("delta", "content"), ())
_NO_IDENTITY = StreamIdentity(None, None, "")
_MAX_LEARN_ATTEMPTS = 3
MAX_EVENT_BYTES = 64 * 1024 * 1024
# How long usage and `[DONE]` are awaited after the finish.
_GRACE_SECONDS = 5.0


class AnswerReader(Protocol):
    """Reads one answer, whole or as a stream."""

    def packets(self, chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        """The packets of the answer, each of which is to be read before the next one is requested."""

    def read(self, packet: bytes) -> list[OutputEvent]:
        """The events for the client of a packet."""

    def finish(self, error: APIError | None = None) -> list[OutputEvent]:
        """The last events: the answer has ended, with an error if the connection broke off."""


class ChatAnswerReader:
    """Reads a chat completion.

    The first chunk with a text and nothing else becomes a template. The texts of chunks that match it are
    read from their bytes.
    """

    def __init__(self, stream: ResponseStream, upstream: Upstream) -> None:
        self._stream = stream
        self._secrets = upstream.secrets
        self._learn_attempts = 0
        self._template: Template | None = None
        # `n` is never sent: of an upstream's choices, one is the answer.
        self._choice: int | None = None
        self.chat = ChatReader(
            kind="chat",
            choices=1,
            upstream_name=upstream.name,
            max_event_bytes=MAX_EVENT_BYTES,
            secrets=upstream.secrets,
            mint=mint,
            texts=stream.texts,
            arrays=LONG_LOGPROBS,
        )

    def packets(self, chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        """See `AnswerReader`."""
        return read_packets(chunks, self.chat, _GRACE_SECONDS)

    def read(self, packet: bytes) -> list[OutputEvent]:
        """See `AnswerReader`."""
        frames = self.chat.events(packet)
        for secret in self._secrets.encoded:
            frames = [frame.replace(secret, MASK_BYTES) for frame in frames]
        events: list[OutputEvent] = []
        start = 0
        # Only the first event may be longer than the packet.
        if frames and len(frames[0]) > LONG_BODY:
            events = self._parse(frames[0])
            start = 1
        while start < len(frames):
            template, stream = self._template, self._stream
            if (
                template is None
                or not stream.accepts_texts
                or self.chat.holds_text
                or not template.matches(frames[start])
            ):
                events += self._parse(frames[start])
                start += 1
                continue
            bodies = template.run(frames, start)
            texts = template.texts(bodies)
            if texts is not None:
                events += stream.feed_texts(texts)
            else:
                for frame in frames[start : start + len(bodies)]:
                    events += self._parse(frame)
            start += len(bodies)
        return events

    def finish(self, error: APIError | None = None) -> list[OutputEvent]:
        """See `AnswerReader`. A fault of the upstream is a failed response, with the usage that it sent."""
        chat, stream = self.chat, self._stream
        if error is not None:
            chat.fail(error)
        events = self._feed(chat.end_of_input())
        chat.require_end()
        events += self._feed(chat.close())
        usage = chat.usage
        if usage is not None:
            counts = {"prompt_tokens": usage.input_tokens, "completion_tokens": usage.output_tokens}
            events += stream.feed({"choices": [], "usage": {**counts, **(usage.details or {})}})
        if chat.fault is not None:
            return [*events, *stream.fail(chat.fault.message, chat.fault.code)]
        finish = None if self._choice is None else chat.end.finish_at(self._choice)
        if finish is not None and finish.failed:
            message = f"The upstream ended its answer with the finish_reason {finish.native!r}."
            return [*events, *stream.fail(chat.readable(message))]
        return [*events, *self._feed(chat.finishes(chat.end.finished)), *stream.finish()]

    def _parse(self, frame: bytes) -> list[OutputEvent]:
        chunks = self.chat.read(frame)
        events = self._feed(chunks)
        for chunk in chunks:
            if self.chat.is_near_end:
                # What follows may open the choice again, and is read for that.
                self._template = None
            elif self._stream.accepts_texts and self._template is None:
                self._learn(frame, chunk)
        if self.chat.stopped:
            self._template = None
        return events

    def _feed(self, chunks: Sequence[Chunk]) -> list[OutputEvent]:
        events: list[OutputEvent] = []
        for chunk in chunks:
            choices = [*chunk.choices, *chunk.finished]
            if choices and self._choice is None:
                self._choice = min(choice["index"] for choice in choices)
            mine = [choice for choice in chunk.choices if choice["index"] == self._choice]
            events += self._stream.feed({**chunk.members, "choices": mine, "usage": None})
        return events

    def _learn(self, frame: bytes, chunk: Chunk) -> None:
        """Stores the template of a chunk with a text and nothing else."""
        clean: JsonObject = {**chunk.members, "choices": chunk.choices}
        if (
            chunk.received is None
            or len(frame) > LONG_BODY
            or self._learn_attempts == _MAX_LEARN_ATTEMPTS
            or plain_text(clean) is None
            or chunk.choices[0]["index"] != self._choice
        ):
            return
        self._learn_attempts += 1
        learned = learn(frame[:-1], chunk.received, _CONTENT_PATH, _NO_IDENTITY, clean, _encode)
        if learned is not None:
            self._template = learned[0].template(_NO_IDENTITY, GrowingText(""))


def _encode(members: JsonObject, choices: list[JsonObject]) -> bytes:
    return framed(dumps({**members, "choices": choices}))
