"""A stream as it is read: the upstream's events in, the client's out, and what they amount to.

Most events differ from the one before in a text only and pass as bytes, by a template. All others are parsed:

- the client's have our id, LF, one line of data; comments and names are dropped, and what comes after `[DONE]`;
- events without choices are dropped, usage is taken out and told once, at the end, to who asked for it;
- a `content` that is null is taken out, text beside a finish goes in an event of its own before it;
- a choice finishes once and says nothing after that; the finish of the last open one is held back.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.errors import APIError, UpstreamUnreachable
from app.relay import frames, upstream_errors
from app.relay.accumulator import CompletionAccumulator, Kind
from app.relay.frames import Frames, framed
from app.relay.shape import Shapes, StreamIdentity, TextPath, learn
from app.relay.template import Template
from app.usage.token_usage import Usage, from_answer

_DONE = b"data: " + frames.DONE
_CHUNK_OBJECTS = {"chat": "chat.completion.chunk", "text": "text_completion"}
_MOST_TEMPLATES = 8
# An upstream whose events are never alike is parsed without further tries: one for each choice, and these.
_MOST_TRIES = 3


class StreamParser:
    """Feed it packets; it keeps the end of the answer until it is asked for."""

    def __init__(
        self,
        *,
        completion_id: str,
        choices: int,
        show_usage: bool,
        upstream_name: str,
        kind: Kind,
        longest_event: int,
        secret: str | None,
        shapes: Shapes,
    ) -> None:
        self._id = completion_id
        self._expected = frozenset(range(choices))
        self._show_usage = show_usage
        self._upstream = upstream_name
        self._kind: Kind = kind
        self._longest = longest_event
        self._secret = secret
        self._shapes = shapes
        self._frames = Frames(longest_event)
        self._assembly = CompletionAccumulator(kind)
        self._created = int(time.time())
        self._templates: list[Template] = []
        self._tries = 0
        self._finished: set[int] = set()
        self._told: set[int] = set()
        self._held: bytes | None = None
        self._ended = False
        self._said_done = False
        self.fault: APIError | None = None
        """Why the answer is not whole."""
        self.done = False
        """Whether nothing more is read."""
        self.usage: Usage | None = None
        self.provider_id: str | None = None

    @property
    def settled(self) -> bool:
        """Whether nothing more goes out but the end."""
        return self.done or self._held is not None

    @property
    def over(self) -> bool:
        """Whether nothing that could still come would change anything."""
        return self.done or self._ended

    def feed(self, chunk: bytes) -> bytes:
        """What the client gets for a packet."""
        template = self._templates[-1] if self._templates else None
        if (
            template is not None
            and chunk.startswith(template.head)
            and chunk.endswith(template.last)
            and self._frames.empty
        ):
            passed = template.read_one(chunk)
            if passed is not None:
                self._tries = 0
                return passed
        try:
            events = self._frames.events(chunk)
        except frames.TooLong:
            self._broken(f"it sent an event of more than {self._longest} bytes")
            return b""
        out: list[bytes] = []
        at = 0
        while at < len(events):
            template = self._fitting(events[at]) or self._recalled(events[at])
            if template is None:
                self._parse(events[at][:-1], out)
                at += 1
            else:
                bodies = template.run(events, at)
                self._pass(template, bodies, out)
                at += len(bodies)
        return out[0] if len(out) == 1 else b"".join(out)

    def end(self) -> bytes:
        """The upstream's answer ended: what the client gets for an event without its blank line."""
        out = b""
        if self._frames.rest().strip():
            before = self.fault
            out = self.feed(b"\n\n")
            if self.fault is not before:
                self.fault = None
                self._broken("it ended in the middle of an event")
        self._ended = True
        self.check()
        return out

    def check(self) -> None:
        """Nothing more will come: an answer of which a choice is still open is a fault."""
        # An upstream may give fewer choices than it was asked for, if it says that it is done.
        expected = self._assembly.begun if self._said_done else self._expected | self._assembly.begun
        if self.fault is None and not (self._finished and expected <= self._finished):
            self._broken("it ended without a finish_reason")

    def fail(self, error: APIError) -> None:
        """The answer ends here. Once all choices have finished it is whole, whatever comes after."""
        if self._held is None and self.fault is None:
            self.fault = error
        self._stop()

    def _stop(self) -> None:
        self.done = True
        self._templates.clear()

    def completion(self, usage: Usage | None) -> JsonObject | None:
        """The contract's object so far; None where nothing came. Usage that was counted is in it if the client saw it."""
        if not self._assembly.begun:
            return None
        shown = usage is not None and (self._show_usage or not usage.estimated)
        return self._assembly.completion(self._id, _shape(usage) if usage and shown else None)

    def generated_text(self) -> str:
        """All that was generated."""
        return self._assembly.generated_text()

    def last(self, usage: Usage | None) -> bytes:
        """The end of a whole answer: the finish, the usage for who asked for it, `[DONE]`."""
        told = b""
        if self._show_usage and usage is not None:
            told = framed(frames.dumps({**self._event({}, []), "usage": _shape(usage)}))
        return (self._held or b"") + told + framed(frames.DONE)

    def broken_off(self, error: APIError) -> bytes:
        """The end of any other: the error, and a finish for each open choice, for a client that waits for one."""
        open_choices = sorted((self._expected | self._assembly.begun) - self._told)
        finishes = [self._terminal(index) for index in open_choices]
        last = framed(frames.dumps(self._event({}, finishes))) if finishes else b""
        return framed(orjson.dumps(error.body())) + last

    def _terminal(self, index: int) -> JsonObject:
        return {"index": index, **self._silence(), "logprobs": None, "finish_reason": "length"}

    def _silence(self) -> JsonObject:
        return {"delta": {}} if self._kind == "chat" else {"text": ""}

    def _broken(self, how: str, code: str = "upstream_invalid_answer") -> None:
        message = f"The upstream {self._upstream} broke off its answer: {how}."
        if self._secret:
            message = message.replace(self._secret, "***")
        self.fail(UpstreamUnreachable(message, code=code))

    def _fitting(self, event: bytes) -> Template | None:
        for template in self._templates:
            if template.fits(event):
                return template
        return None

    def _recalled(self, event: bytes) -> Template | None:
        """The template of a stream's first event that looks as one of an earlier stream did, from which it was learned."""
        if self._templates or self._tries or self._finished or self.done:
            return None
        own = self._own()
        if not own.plain:
            return None
        for shape in self._shapes:
            text = self._assembly.text_at(shape.growing.choice, shape.growing.ours)
            template = None if text is None else shape.template(own, text)
            if template is not None and template.fits(event):
                # What it says beside its text is said once.
                self._assembly.head(shape.event)
                self._assembly.add(shape.growing.choice, self._cleaned(shape.event["choices"][0], 0))
                self._templates.append(template)
                self._shapes.keep(shape)
                return template
        return None

    def _own(self) -> StreamIdentity:
        return StreamIdentity(self.provider_id, self._assembly.known.get("created"), self._id)

    def _pass(self, template: Template, bodies: list[bytes], out: list[bytes]) -> None:
        passed = template.read(bodies)
        if passed is not None:
            self._tries = 0
            out.append(passed)
            return
        if len(bodies) > 1:
            # Each by itself: what an event becomes must not depend on those that came with it.
            for body in bodies:
                if not self.done:
                    self._pass(template, [body], out)
        else:
            self._parse(template.head + bodies[0] + template.tail[:-1], out)

    def _parse(self, frame: bytes, out: list[bytes]) -> None:
        if self.done:
            return
        if frame == _DONE:
            self._said_done = True
            self._stop()
            return
        event = frames.read(frame)
        if not event.data:
            if not event.known:
                self._broken("it sent what is no event stream")
            return
        if event.data.strip() == frames.DONE:
            self._said_done = True
            self._stop()
            return
        try:
            value = frames.loads(event.data)
        except ValueError:
            self._broken("it sent an event that is not JSON")
            return
        if not isinstance(value, dict):
            self._broken("it sent an event that is no object")
        elif _is_error(value, event.name):
            told = upstream_errors.told_by(value)
            self._broken(
                f"it sent an error: {told.message or 'without a message'}", code=told.code or "upstream_error"
            )
        else:
            self._read(frame, value, out)

    def _read(self, frame: bytes, value: JsonObject, out: list[bytes]) -> None:
        if self.provider_id is None and isinstance(value.get("id"), str):
            self.provider_id = value["id"] or None
        if value.get("usage") or "x_groq" in value:
            self.usage = from_answer(value) or self.usage
        choices = value.get("choices") or []
        if not isinstance(choices, list) or not all(isinstance(choice, dict) for choice in choices):
            self._broken("it sent an event whose choices are none")
            return
        if self._held is not None:
            return
        self._assembly.head(value)
        begun = len(self._assembly.begun)
        passed, finishes = self._sorted(choices)
        if passed:
            converted = framed(frames.dumps(self._event(value, passed)))
            out.append(converted)
            # A choice's first event is mostly like no other: it has the role.
            begins = len(self._assembly.begun) != begun
            may_try = self._tries < len(self._expected) + _MOST_TRIES
            if len(choices) == 1 and not finishes and not begins and may_try:
                self._learn(frame, value)
        if finishes:
            self._finish(value, finishes, out)

    def _sorted(self, choices: list[JsonObject]) -> tuple[list[JsonObject], list[JsonObject]]:
        """What is said, and what finishes, of the choices that have not finished before."""
        passed: list[JsonObject] = []
        finishes: list[JsonObject] = []
        for place, choice in enumerate(choices):
            cleaned = self._cleaned(choice, place)
            if cleaned["index"] in self._finished:
                continue
            self._assembly.add(cleaned["index"], cleaned)
            if cleaned["finish_reason"] is None:
                passed.append(cleaned)
                continue
            self._finished.add(cleaned["index"])
            if self._says(cleaned):
                passed.append({**cleaned, "finish_reason": None})
                finishing = {**cleaned, **self._silence()}
                if "logprobs" in finishing:
                    finishing["logprobs"] = None
                cleaned = finishing
            finishes.append(cleaned)
        return passed, finishes

    def _finish(self, value: JsonObject, finishes: list[JsonObject], out: list[bytes]) -> None:
        # What was learned of a choice's events no longer holds once it has finished.
        self._templates.clear()
        event = framed(frames.dumps(self._event(value, finishes)))
        if self._expected <= self._finished and self._assembly.begun <= self._finished:
            self._held = event
        else:
            self._told.update(choice["index"] for choice in finishes)
            out.append(event)

    def _event(self, value: JsonObject, choices: list[JsonObject]) -> JsonObject:
        """An event as the client gets it: with our id, with what strict clients need, without usage."""
        event = {
            "id": self._id,
            "object": _CHUNK_OBJECTS[self._kind],
            "created": self._created,
            "model": "",
            **self._assembly.known,
            **value,
        }
        event["id"], event["choices"] = self._id, choices
        if not isinstance(event["created"], int):
            event["created"] = self._created
        if isinstance(event.get("usage"), dict):
            # Whoever asked for usage is told once, at the end; the contract has null in all other events.
            event["usage"] = None
            if not self._show_usage:
                del event["usage"]
        return event

    def _cleaned(self, choice: JsonObject, place: int) -> JsonObject:
        index, finish = choice.get("index"), choice.get("finish_reason")
        said = choice.get("delta") if self._kind == "chat" else choice.get("text")
        if self._kind == "text":
            said = said if isinstance(said, str) else ""
        elif not isinstance(said, dict):
            said = {}
        elif said.get("content", "") is None:
            said = {name: value for name, value in said.items() if name != "content"}
        return {
            **choice,
            "index": index if isinstance(index, int) else place,
            "delta" if self._kind == "chat" else "text": said,
            "finish_reason": finish if isinstance(finish, str) and finish else None,
        }

    def _says(self, choice: JsonObject) -> bool:
        if self._kind == "text":
            return bool(choice["text"])
        return any(value for name, value in choice["delta"].items() if name != "role")

    def _learn(self, frame: bytes, value: JsonObject) -> None:
        """Keeps a template of an event in which one text grows, and nothing else says anything."""
        original = value["choices"][0]
        choice = self._cleaned(original, 0)
        growing = _growing(choice, self._kind)
        if growing is None or choice.get("logprobs") or isinstance(value.get("usage"), dict):
            return
        text = self._assembly.text_at(growing.choice, growing.ours)
        if text is None:
            return
        self._tries += 1
        own = self._own()
        learned = learn(frame, value, growing, own, self._convert)
        if learned is None:
            return
        shape, common = learned
        self._templates = [*self._templates[-_MOST_TEMPLATES + 1 :], shape.template(own, text)]
        if common:
            self._shapes.keep(shape)

    def _convert(self, value: JsonObject) -> bytes:
        return framed(frames.dumps(self._event(value, [self._cleaned(value["choices"][0], 0)])))


def _growing(choice: JsonObject, kind: Kind) -> TextPath | None:
    """The one text that grows; None if there is more."""
    index = choice["index"]
    if kind == "text":
        return TextPath(index, ("text",), ("text",)) if choice["text"] else None
    said = {name: value for name, value in choice["delta"].items() if value and name != "role"}
    if len(said) != 1:
        return None
    name, value = next(iter(said.items()))
    if isinstance(value, str):
        return TextPath(index, ("delta", name), ("delta", name))
    if name != "tool_calls" or not isinstance(value, list) or len(value) != 1:
        return None
    call = value[0]
    for holder, text in (("function", "arguments"), ("custom", "input")):
        inner = call.get(holder) if isinstance(call, dict) else None
        if isinstance(inner, dict) and isinstance(inner.get(text), str) and inner[text]:
            if inner.get("name"):
                return None
            where = call.get("index", 0)
            return TextPath(index, ("delta", name, 0, holder, text), ("delta", name, where, holder, text))
    return None


def _is_error(value: Mapping[str, Any], name: bytes) -> bool:
    if value.get("error") or name.strip() == b"error" or value.get("object") == "error":
        return True
    return "choices" not in value and ("message" in value or "detail" in value)


def _shape(usage: Usage) -> JsonObject:
    """The contract's `CompletionUsage`."""
    known = {
        "prompt_tokens": usage.input_tokens,
        "completion_tokens": usage.output_tokens,
        "total_tokens": usage.input_tokens + usage.output_tokens,
    }
    return known | {name: value for name, value in (usage.details or {}).items() if value is not None}
