"""Parses an upstream's stream and produces the client's events.

Most events differ from the one before in a text only and pass as bytes, by a template. All others are parsed:

- the client's events have our id, LF and one line of data; comments, names and everything after `[DONE]` are
  dropped;
- events without choices are dropped; usage is sent once, at the end, if the request asked for it;
- a `content` that is null is dropped; text beside a finish is sent in an event of its own before it;
- a choice finishes once and adds nothing after that; the finish of the last open choice is held back.
"""

from __future__ import annotations

from app.contract.json_types import JsonObject
from app.errors import APIError, UpstreamUnreachable
from app.relay import frames
from app.relay.accumulator import CompletionAccumulator, CompletionKind
from app.relay.chunk_decoder import DONE, InvalidEvent, decode_event
from app.relay.client_chunks import ClientChunks
from app.relay.frames import Frames
from app.relay.shape import Shapes
from app.relay.stream_templates import StreamTemplates
from app.relay.template import Template
from app.usage.token_usage import Usage, from_answer


class StreamParser:
    """Takes packets, returns what the client may see at once, and holds back the end of the answer.

    `max_event_bytes` limits an event that does not end; `secret` is masked in the errors of the upstream.
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
        secret: str | None,
        shapes: Shapes,
    ) -> None:
        self._expected = frozenset(range(choices))
        self._upstream = upstream_name
        self._max_event_bytes = max_event_bytes
        self._secret = secret
        self._frames = Frames(max_event_bytes)
        self._accumulator = CompletionAccumulator(kind)
        self._client_chunks = ClientChunks(completion_id, kind, self._accumulator, show_usage=show_usage)
        self._templates = StreamTemplates(
            completion_id, kind, choices, self._accumulator, self._client_chunks, shapes
        )
        self._finished: set[int] = set()
        self._finish_sent: set[int] = set()
        self._held_finish: bytes | None = None
        self._input_ended = False
        self._done_received = False
        self._stopped = False
        self.fault: APIError | None = None
        """Why the answer is incomplete."""
        self.usage: Usage | None = None
        self.provider_id: str | None = None

    @property
    def output_complete(self) -> bool:
        """Whether all events but the end have been returned."""
        return self._stopped or self._held_finish is not None

    @property
    def input_complete(self) -> bool:
        """Whether nothing that may still arrive changes the result."""
        return self._stopped or self._input_ended

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
        try:
            events = self._frames.events(packet)
        except frames.EventTooLong:
            self._fail_upstream(f"it sent an event of more than {self._max_event_bytes} bytes")
            return b""
        out: list[bytes] = []
        position = 0
        while position < len(events):
            template = self._template_for(events[position])
            if template is None:
                self._parse(events[position][:-1], out)
                position += 1
            else:
                bodies = template.run(events, position)
                self._convert(template, bodies, out)
                position += len(bodies)
        return out[0] if len(out) == 1 else b"".join(out)

    def end_of_input(self) -> bytes:
        """The upstream's answer ended: the client's bytes for a last event without its blank line."""
        out = b""
        if rest := self._frames.rest().strip():
            before = self.fault
            out = self.feed(b"\n\n")
            if self.fault is not before and frames.parse_event(rest).valid:
                self.fault = None
                self._fail_upstream("it ended in the middle of an event")
        self._input_ended = True
        self.require_finish()
        return out

    def require_finish(self) -> None:
        """Nothing more will arrive: sets `fault` if a choice is still open."""
        started = self._accumulator.started
        # An upstream may send fewer choices than requested if it ends with [DONE].
        expected = started if self._done_received else self._expected | started
        if self.fault is None and not (self._finished and expected <= self._finished):
            self._fail_upstream("it ended without a finish_reason")

    def fail(self, error: APIError) -> None:
        """Stops parsing. After the last finish the answer is complete, and the error is ignored."""
        if self._held_finish is None and self.fault is None:
            self.fault = error
        self._stop()

    def completion(self, usage: Usage | None) -> JsonObject | None:
        """The contract's completion so far; None before the first choice."""
        return self._client_chunks.completion(usage)

    def generated_text(self) -> str:
        """All text that was generated, to count its tokens."""
        return self._accumulator.generated_text()

    def success_end(self, usage: Usage | None) -> bytes:
        """The end of a complete answer: the held finish, usage if the request asked for it, `[DONE]`."""
        return (self._held_finish or b"") + self._client_chunks.end(usage)

    def error_end(self, error: APIError) -> bytes:
        """The end of an incomplete answer: the error, and a finish for each choice that got none."""
        open_choices = (self._expected | self._accumulator.started) - self._finish_sent
        return self._client_chunks.error_end(error, sorted(open_choices))

    def _stop(self) -> None:
        self._stopped = True
        self._templates.clear()

    def _fail_upstream(self, reason: str, code: str = "upstream_invalid_answer") -> None:
        message = f"The upstream {self._upstream} broke off its answer: {reason}."
        if self._secret:
            message = message.replace(self._secret, "***")
        self.fail(UpstreamUnreachable(message, code=code))

    def _template_for(self, event: bytes) -> Template | None:
        template = self._templates.matching(event)
        if template is None and not self._finished and not self._stopped:
            template = self._templates.recall(event, self.provider_id)
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
                    self._parse(template.head + body + template.tail[:-1], out)
        else:
            self._parse(template.head + bodies[0] + template.tail[:-1], out)

    def _parse(self, frame: bytes, out: list[bytes]) -> None:
        if self._stopped:
            return
        try:
            chunk = decode_event(frame)
        except InvalidEvent as invalid:
            self._fail_upstream(invalid.reason, invalid.code)
            return
        if isinstance(chunk, dict):
            self._parse_chunk(frame, chunk, out)
        elif chunk == DONE:
            self._done_received = True
            self._stop()

    def _parse_chunk(self, frame: bytes, value: JsonObject, out: list[bytes]) -> None:
        if self.provider_id is None and isinstance(value.get("id"), str):
            self.provider_id = value["id"] or None
        if value.get("usage") or "x_groq" in value:
            self.usage = from_answer(value) or self.usage
        choices = value.get("choices") or []
        if not isinstance(choices, list) or not all(isinstance(choice, dict) for choice in choices):
            self._fail_upstream("it sent an event with invalid choices")
            return
        if self._held_finish is not None:
            return
        self._accumulator.add_members(value)
        started = len(self._accumulator.started)
        visible, finishes = self._split(choices)
        if visible:
            out.append(self._client_chunks.encode(value, visible))
            # The first event of a choice has the role, so that hardly another one matches it.
            is_first = len(self._accumulator.started) != started
            if len(choices) == 1 and not finishes and not is_first:
                self._templates.learn(frame, value, self.provider_id)
        if finishes:
            self._finish(value, finishes, out)

    def _split(self, choices: list[JsonObject]) -> tuple[list[JsonObject], list[JsonObject]]:
        """What open choices add, and which of them finish. Choices that have finished are ignored."""
        visible: list[JsonObject] = []
        finishes: list[JsonObject] = []
        for place, choice in enumerate(choices):
            cleaned = self._client_chunks.clean_choice(choice, place)
            index = cleaned["index"]
            if index in self._finished:
                continue
            self._accumulator.add_choice(index, cleaned)
            if cleaned["finish_reason"] is None:
                visible.append(cleaned)
                continue
            self._finished.add(index)
            added, finish = self._client_chunks.split_finish(cleaned)
            if added is not None:
                visible.append(added)
            finishes.append(finish)
        return visible, finishes

    def _finish(self, value: JsonObject, finishes: list[JsonObject], out: list[bytes]) -> None:
        """Sends the finishes on, or holds them back if no choice is open any more, requested or not."""
        self._templates.clear()
        event = self._client_chunks.encode(value, finishes)
        if self._expected <= self._finished and self._accumulator.started <= self._finished:
            self._held_finish = event
        else:
            self._finish_sent.update(choice["index"] for choice in finishes)
            out.append(event)
