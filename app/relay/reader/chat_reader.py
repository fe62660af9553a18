"""Reads the answer of a chat upstream, in whatever packets and form it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from app.contract.json_types import JsonObject
from app.contract.long_arrays import LongArrays
from app.contract.long_texts import LongTexts
from app.contract.shortening import LONG_BODY
from app.errors import APIError, UpstreamUnreachable
from app.masking import KnownSecrets
from app.relay import frames
from app.relay.accumulator import CompletionKind
from app.relay.chunk_decoder import InvalidEvent, decode_event, decode_value, error_event
from app.relay.error_text import MAX_NAME, MAX_TEXT, readable_start
from app.relay.frames import Frames
from app.relay.reader.answer_end import AnswerEnd
from app.relay.reader.choice_normaliser import PLAIN_CHOICE, ChoiceNormaliser
from app.relay.reader.chunk_normaliser import Chunk, clean_members
from app.relay.reader.finish_reasons import finish_of
from app.relay.reader.logprobs import LONG_LOGPROBS
from app.relay.reader.long_events import LongEvents
from app.relay.reader.sniffing import BodyBuffer
from app.relay.reader.surrogates import SurrogateJoiner, has_half, whole_characters
from app.relay.reader.usage_collector import UsageCollector
from app.relay.reader.values import count_of, objects_in
from app.relay.upstream_errors import parse_value
from app.usage.token_usage import Usage

# The finishes of a choice that was not cut short.
_WHOLE = ("stop", "tool_calls", "function_call")
_EMPTY: dict[CompletionKind, JsonObject] = {"chat": {"delta": {}}, "text": {"text": ""}}


class ChatReader:
    """Takes packets, and returns clean chunks; their finishes are held back until `finishes`.

    An upstream may answer in one body instead of a stream: it becomes one chunk. `secrets` are masked in
    the upstream's errors; `max_event_bytes` limits an event, and such a body. `text_of` returns the text of a
    choice's call so far, by its index and type, for a caller that adds to some without `read`. `texts` are
    the long ones of the answer, for which chunks have markers, and `arrays` the lists that may be long.
    """

    def __init__(
        self,
        *,
        kind: CompletionKind,
        choices: int,
        upstream_name: str,
        max_event_bytes: int,
        secrets: KnownSecrets,
        mint: Callable[[str], str],
        text_of: Callable[[int, int, str], str] | None = None,
        texts: LongTexts | None = None,
        arrays: LongArrays | None = None,
    ) -> None:
        self._kind: CompletionKind = kind
        self._upstream = upstream_name
        self._max_event_bytes = max_event_bytes
        self._secrets = secrets
        self._mint = mint
        self._text_of = text_of
        self._texts = texts
        self._long_events = LongEvents(texts, arrays or LONG_LOGPROBS[kind])
        self.frames = Frames(max_event_bytes)
        self._body = BodyBuffer()
        self._choices: dict[int, ChoiceNormaliser] = {}
        self._usage = UsageCollector()
        self._surrogates = SurrogateJoiner()
        self.end = AnswerEnd(choices)
        self.stopped = False
        """Whether nothing that may still arrive changes the result."""
        self.wants_only_the_end = False
        """Whether the answer is there, so that what is missing is not worth a long wait."""
        self.is_near_end = False
        """Whether a finish or the usage came already."""
        self.fault: APIError | None = None
        """Why the answer is incomplete."""
        self.provider_id: str | None = None
        self.has_plain_calls = True
        """Whether the fragments of calls so far have the indices that clients see."""

    @property
    def usage(self) -> Usage | None:
        """The upstream's usage so far."""
        return self._usage.usage

    @property
    def holds_text(self) -> bool:
        """Whether half a character is held back, so that the next event has to come through `read`."""
        return self._surrogates.waiting

    def events(self, packet: bytes) -> list[bytes]:
        """The events that a packet completes, each with the end of its last line, for `read`."""
        if not self._body.is_stream:
            packet = self._body.add(packet)
            if self._body.length > self._max_event_bytes:
                self._fail_upstream(f"it sent a body of more than {self._max_event_bytes} bytes")
                self._body.clear()
        try:
            return self.frames.events(packet)
        except frames.EventTooLong:
            self._fail_upstream(f"it sent an event of more than {self._max_event_bytes} bytes")
            return []

    def read(self, event: bytes) -> list[Chunk]:
        """The chunks of an event; nearly always one or none."""
        if self.stopped:
            return []
        try:
            if len(event) > LONG_BODY:
                event = self._long_events.shortened(event)
            decoded = self._surrogates.join(event, decode_event(event))
            if type(decoded) is dict:
                return [self._chunk(decoded)]
            if decoded is None:
                return []
            if type(decoded) is list:
                return [self._chunk(value)._replace(received=None, is_break=True) for value in decoded]
        except InvalidEvent as invalid:
            self._fail_upstream(invalid.reason, invalid.code)
            return []
        self.end.done = True
        self.stopped = True
        return []

    def add_output(self, index: int) -> None:
        """A choice that was read before gets text without `read`, from here on."""
        self.end.add(index, has_output=True)
        self._choices[index].has_output = True

    def end_of_input(self) -> list[Chunk]:
        """The upstream's answer ended: the chunks of a last event without its blank line, or of one body."""
        chunks: list[Chunk] = []
        if self._body.parts:
            chunks = self._read_body(b"".join(self._body.parts))
        elif rest := self.frames.rest().strip():
            before = self.fault
            for event in self.events(b"\n\n"):
                chunks += self.read(event)
            if self.fault is not before and frames.parse_event(rest).valid:
                self.fault = None
                self._fail_upstream("it ended in the middle of an event")
        self.stopped = True
        return chunks

    def require_end(self) -> None:
        """Nothing more will arrive: sets `fault` if the answer is not whole."""
        self.stopped = True
        if self.fault is not None:
            return
        if not self.end.started:
            self.fault = self._broken_off("it ended without a finish_reason or any choice")
        elif not self.end.is_ended:
            self.fault = self._broken_off("it ended without a finish_reason")
        elif self.end.failed_without_output:
            word = self.end.failures[0]
            self.fault = self._broken_off(f"it ended with the finish_reason {word!r} and without any output")

    def fail(self, error: APIError) -> None:
        """Stops reading. If the answer is complete already, the error is ignored."""
        if self.fault is None and not self.end.is_complete:
            self.fault = error
        self.stopped = True

    def close(self) -> list[Chunk]:
        """What was held back of tool calls, after the last packet, once; ends the choices without a finish.

        Of an incomplete answer nothing more is passed on: a client must not run half a call.
        """
        if self.fault is not None:
            return []
        chunks = [self._chunk(self._surrogates.rest())] if self.holds_text else []
        for index, choice in self._choices.items():
            finish = self.end.finish_at(index)
            if finish is None:
                self.end.conclude(index, choice.implied_finish)
            if delta := choice.close(complete=finish is None or finish.reason in _WHOLE):
                chunks.append(Chunk({}, [{"index": index, "delta": delta, "finish_reason": None}]))
        return chunks

    def finishes(self, indices: Iterable[int], *, cut_short: bool = False) -> list[Chunk]:
        """The finishes of these choices, in chunks; with `cut_short` whatever the upstream gave."""
        return self.end.chunks(indices, _EMPTY[self._kind], cut_short=cut_short)

    def _chunk(self, value: JsonObject) -> Chunk:
        if self.provider_id is None and type(value.get("id")) is str:
            self.provider_id = self._whole(value["id"]) or None
        choices = objects_in(value.get("choices"))
        if value.get("usage") or "x_groq" in value:
            self._usage.add(value.get("usage"))
            self._usage.add_of(value.get("x_groq"))
            if not choices:
                self.end.usage_is_last = True
        visible: list[JsonObject] = []
        finished: list[JsonObject] = []
        is_break = not choices
        members = clean_members(value, self._kind)
        used: Sequence[int] = ()
        for place, choice in enumerate(choices):
            index = choice.get("index")
            if type(index) is not int or index < 0 or index in used:
                index = place if (count := count_of(index)) is None or count in used else count
            used = (*used, index)
            normaliser = self._choices.get(index)
            if normaliser is None:
                normaliser, is_break = self._new_choice(index), True
            calls = normaliser.call_count
            is_plain = choice.keys() <= PLAIN_CHOICE
            if not is_plain or (type(delta := choice.get("delta")) is dict and "usage" in delta):
                self._read_rare(choice)
            cleaned, adds = normaliser.normalise(choice, index, is_plain=is_plain)
            self.end.add(index, adds)
            finish = choice.get("finish_reason")
            if finish is not None:
                finish = finish_of(finish, self._kind)
            if finish is None:
                visible.append(cleaned)
            else:
                is_break = True
                held = cleaned
                if adds:
                    visible.append(cleaned)
                    held = {**cleaned, **_EMPTY[self._kind], "logprobs": None}
                else:
                    finished.append(cleaned)
                self.end.finish(index, finish, members, held)
            if normaliser.call_count != calls:
                is_break = True
            if not normaliser.has_plain_calls:
                self.has_plain_calls = False
        if is_break or self.is_near_end:
            self.is_near_end, self.wants_only_the_end = self.end.is_near, self.end.all_finished
        return Chunk(members, visible, finished, is_break, value)

    def _read_rare(self, choice: JsonObject) -> None:
        """The usage that some servers put into a choice or its delta, and a choice's own error."""
        for holder in (choice, choice.get("delta"), choice.get("message")):
            self._usage.add_of(holder)
        if isinstance(choice.get("error"), dict) and choice["error"]:
            raise error_event(parse_value(choice))

    def _new_choice(self, index: int) -> ChoiceNormaliser:
        text_of = None if self._text_of is None else partial(self._text_of, index)
        choice = self._choices[index] = ChoiceNormaliser(self._kind, self._mint, text_of, self._texts)
        return choice

    def _read_body(self, body: bytes) -> list[Chunk]:
        try:
            body = self._long_events.shortened_data(body)
            value = frames.loads(body.removeprefix(frames.BOM))
            values = objects_in(decode_value(whole_characters(value) if has_half(body) else value))
            self.end.done = True
            return [self._chunk(value)._replace(received=None) for value in values]
        except ValueError:
            self._fail_upstream("it sent what is neither JSON nor an event stream")
        except InvalidEvent as invalid:
            self._fail_upstream(invalid.reason, invalid.code)
        return []

    def _fail_upstream(self, reason: str, code: str = "upstream_invalid_answer") -> None:
        self.fail(self._broken_off(reason, code))

    def _broken_off(self, reason: str, code: str = "upstream_invalid_answer") -> APIError:
        message = f"The upstream {self._upstream} broke off its answer: {reason}."
        return UpstreamUnreachable(self.readable(message), code=self.readable(code, MAX_NAME))

    def _whole(self, text: str) -> str:
        return text if self._texts is None else str(self._texts.whole(text))

    def readable(self, text: str, characters: int = MAX_TEXT) -> str:
        """A text of an error, without markers and secrets."""
        return self._secrets.mask_text(readable_start(text, self._texts, self._secrets, characters))
