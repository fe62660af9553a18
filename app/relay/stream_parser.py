"""Parses an upstream's stream and produces the client's events.

Most events differ from the one before in a text only and pass as bytes, by a template. All others are read
(`app.relay.reader`):

- the client's events have our id, LF and one line of data; comments, names and everything after `[DONE]` are
  dropped;
- events without choices are dropped; usage is sent once, at the end, if the request asked for it;
- text beside or behind a finish is sent before it: all finishes are held back until the answer ends.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count

from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.contract.shortening import LONG_BODY
from app.errors import APIError
from app.masking import KnownSecrets
from app.relay.accumulator import CompletionAccumulator, CompletionKind
from app.relay.client_chunks import ClientChunks
from app.relay.counted_text import counted_text
from app.relay.reader.answer_end import finish_members
from app.relay.reader.chat_reader import ChatReader
from app.relay.reader.chunk_normaliser import Chunk
from app.relay.reader.finish_reasons import CUT_SHORT
from app.relay.shape import Shapes
from app.relay.stream_templates import StreamTemplates
from app.relay.template import Template
from app.usage.token_usage import Usage


class StreamParser:
    """Takes packets, returns what the client may see at once, and holds back the end of the answer.

    `max_event_bytes` limits an event that does not end; `secrets` are masked in the errors of the upstream.
    `texts` are the long ones of the answer.
    """

    def __init__(
        self,
        *,
        completion_id: str,
        choices: int,
        show_usage: bool,
        upstream_name: str,
        kind: CompletionKind,
        max_event_bytes: int,
        secrets: KnownSecrets,
        shapes: Shapes,
        texts: LongTexts,
        model: str = "",
    ) -> None:
        self.texts = texts
        self._expected = range(choices)
        self._accumulator = CompletionAccumulator(kind, texts)
        self._client_chunks = ClientChunks(
            completion_id, kind, self._accumulator, show_usage=show_usage, model=model
        )
        self._templates = StreamTemplates(
            completion_id, kind, choices, self._accumulator, self._client_chunks, shapes
        )
        self.reader = ChatReader(
            kind=kind,
            choices=choices,
            upstream_name=upstream_name,
            max_event_bytes=max_event_bytes,
            secrets=secrets,
            # No reference to this object: a cycle would stay in memory until the next collection.
            mint=_minting(completion_id),
            text_of=partial(_call_text, self._accumulator),
            texts=texts,
        )
        self._frames = self.reader.frames

    def feed(self, packet: bytes) -> bytes:
        """The client's events for a packet; may be empty."""
        active = self._templates.active
        template = active[-1] if active else None
        if (
            template is not None
            and packet.startswith(template.head)
            and packet.endswith(template.last)
            and self._frames.empty
        ):
            converted = template.convert_packet(packet)
            if converted is not None:
                self._templates.attempts = 0
                return converted
        events = self.reader.events(packet)
        out: list[bytes] = []
        position = 0
        # Only the first event may be longer than the packet.
        if events and len(events[0]) > LONG_BODY:
            self._parse(events[0], out)
            position = 1
        while position < len(events):
            template = self._template_for(events[position])
            if template is None:
                self._parse(events[position], out)
                position += 1
            else:
                bodies = template.run(events, position)
                self._convert(template, bodies, out)
                position += len(bodies)
        return out[0] if len(out) == 1 else b"".join(out)

    def end_of_input(self) -> bytes:
        """The upstream's answer ended: the client's bytes for what was buffered."""
        out: list[bytes] = []
        for chunk in self.reader.end_of_input():
            self._add(chunk, out)
        return b"".join(out)

    def close(self) -> bytes:
        """Nothing more will arrive: the client's bytes for what was held back, but for the end.

        Sets the reader's `fault` if the answer is incomplete.
        """
        self.reader.require_end()
        self._templates.clear()
        out: list[bytes] = []
        for chunk in self.reader.close():
            self._add(chunk, out)
        return b"".join(out)

    def completion(self, usage: Usage | None) -> JsonObject | None:
        """The contract's completion so far; None before the first choice."""
        return self._client_chunks.completion(usage, self._finish_members)

    def generated_text(self) -> str:
        """All text that was generated, to count its tokens."""
        return counted_text(self._accumulator.generated_text(), self.texts)

    def release(self) -> None:
        """Drops the text, which may be long: this object lives as long as its relay."""
        self._accumulator.release()
        self.texts = LongTexts()

    def success_end(self, usage: Usage | None) -> bytes:
        """The end of a complete answer: the finishes, usage if the request asked for it, `[DONE]`."""
        return self._encoded(self.reader.finishes(self.reader.end.finished)) + self._client_chunks.end(usage)

    def error_end(self, error: APIError) -> bytes:
        """The end of an incomplete answer: the error, and a finish for each choice that got none.

        An answer that was complete, but could not be recorded, has no other finish than that.
        """
        end = self.reader.end
        finished = () if self.reader.fault is None else tuple(end.finished)
        open_choices = sorted({*self._expected, *end.started}.difference(finished))
        return (
            self._encoded(self.reader.finishes(finished))
            + self._client_chunks.error(error)
            + self._encoded(self.reader.finishes(open_choices, cut_short=True))
        )

    def _encoded(self, chunks: list[Chunk]) -> bytes:
        return b"".join([self._client_chunks.encode(chunk.members, chunk.choices) for chunk in chunks])

    def _finish_members(self, index: int) -> JsonObject:
        return finish_members(self.reader.end.finish_at(index) or CUT_SHORT)

    def _template_for(self, event: bytes) -> Template | None:
        template = self._templates.matching(event)
        reader = self.reader
        if template is None and not (reader.is_near_end or reader.stopped or reader.holds_text):
            recalled = self._templates.recall(event, reader.provider_id, plain_calls=reader.has_plain_calls)
            if recalled is not None:
                template, choice = recalled
                reader.add_output(choice)
        return template

    def _convert(self, template: Template, bodies: list[bytes], out: list[bytes]) -> None:
        converted = template.convert(bodies)
        if converted is not None:
            self._templates.attempts = 0
            out.append(converted)
            return
        if len(bodies) > 1:
            # One by one: the result of an event must not depend on its neighbours in the packet.
            for body in bodies:
                # A finish among them ends the template.
                if template in self._templates.active:
                    self._convert(template, [body], out)
                else:
                    self._parse(template.head + body + template.tail, out)
        else:
            self._parse(template.head + bodies[0] + template.tail, out)

    def _parse(self, event: bytes, out: list[bytes]) -> None:
        for chunk in self.reader.read(event):
            self._add(chunk, out)
            if chunk.is_break:
                self._templates.clear()
            elif len(chunk.choices) == 1 and len(event) <= LONG_BODY:
                self._templates.learn(
                    event[:-1],
                    chunk,
                    self.reader.provider_id,
                    reusable=self.reader.has_plain_calls,
                )
        if self.reader.stopped:
            self._templates.clear()

    def _add(self, chunk: Chunk, out: list[bytes]) -> None:
        """Records a chunk and appends its event."""
        accumulator = self._accumulator
        accumulator.add_members(chunk.members)
        for choice in chunk.finished:
            accumulator.add_choice(choice["index"], choice)
        if chunk.choices:
            for choice in chunk.choices:
                accumulator.add_choice(choice["index"], choice)
            out.append(self._client_chunks.encode(chunk.members, chunk.choices))


def _minting(completion_id: str) -> Callable[[str], str]:
    """Makes ids for tool calls, of this completion's own, from a prefix."""
    numbers = count(1)
    return lambda prefix: f"{prefix}{completion_id.rpartition('-')[2]}{next(numbers):x}"


def _call_text(accumulator: CompletionAccumulator, choice: int, call: int, kind: str) -> str:
    text_name = "input" if kind == "custom" else "arguments"
    text = accumulator.text_at(choice, ("delta", "tool_calls", call, kind, text_name))
    return "" if text is None else text.joined()
