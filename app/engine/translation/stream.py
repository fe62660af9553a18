"""Chunks of a chat completion in, events of a response out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from app.contract.json_types import JsonObject
from app.engine.translation import contract_values
from app.engine.translation import logprobs as probabilities
from app.engine.translation.events import OutputEvent
from app.engine.translation.output_writer import Mint, OutputWriter
from app.engine.translation.response import usage
from app.engine.translation.shapes import count, text

_INCOMPLETE = {"length": "max_output_tokens", "content_filter": "content_filter"}


class ResponseStream:
    """One answer on its way. Feed it each chunk as parsed JSON, and send on what it returns, in order.

    `response` is what `new_response` gave. The terminal event comes from `finish` or `fail`, or from a chunk that is an
    error, and `final` is set from then on: whoever runs the stream can commit it before that event is let out.
    """

    def __init__(
        self, response: JsonObject, *, mint: Mint, now: Callable[[], float], sequence_number: int = 0
    ) -> None:
        self._response = response
        self._now = now
        self._writer = OutputWriter(mint, sequence_number)
        self._finish: str | None = None
        self.provider_id: str | None = None
        """The upstream's id of the completion."""
        self.final: JsonObject | None = None
        """The response as its terminal event shows it."""

    def queued(self) -> list[OutputEvent]:
        """The first events of a response that has to wait."""
        waiting = {**self._response, "status": "queued"}
        self._writer.emit("response.created", response=waiting)
        self._writer.emit("response.queued", response=waiting)
        return self._writer.taken()

    def begin(self) -> list[OutputEvent]:
        """The first events, or the next one of a response that has waited."""
        if self._writer.number == 0:
            self._writer.emit("response.created", response=self._response)
        self._writer.emit("response.in_progress", response=self._response)
        return self._writer.taken()

    def feed(self, chunk: Any) -> list[OutputEvent]:
        """What one chunk says. An error, or what is no chunk, ends the response as failed."""
        if self.final is not None:
            return []
        try:
            if chunk.get("error"):
                return self._refused(chunk["error"])
            part = self._writer.open_text()
            if part is not None and (said := plain_text(chunk)) is not None:
                return [self._writer.more(part, said)]
            self._read(chunk)
        except (AttributeError, KeyError, TypeError, ValueError):
            # It is the upstream's JSON: anything may stand anywhere in it.
            return self.fail("The upstream's answer is not a chat completion.")
        return self._writer.taken()

    @property
    def says_text(self) -> bool:
        """Whether more of its text may come, as `more` takes it."""
        return self.final is None and self._writer.open_text() is not None

    def more(self, texts: Sequence[str]) -> list[OutputEvent]:
        """More of its text: what as many chunks say that have nothing else to tell."""
        part = self._writer.open_text()
        return [] if part is None else [self._writer.more(part, said) for said in texts if said]

    def finish(self) -> list[OutputEvent]:
        """The upstream's answer has ended: what is left to close, and the terminal event."""
        if self.final is not None:
            return []
        if self._finish is None:
            return self.fail("The upstream's answer broke off before it was finished.")
        why = _INCOMPLETE.get(self._finish)
        if why is None and self._writer.is_empty():
            self._writer.empty_message()
        self._close()
        if why is None:
            return self._end("completed", completed_at=self._now())
        return self._end("incomplete", incomplete_details={"reason": why})

    def fail(self, message: str, code: object = None) -> list[OutputEvent]:
        """The answer cannot go on. What was open stays as it is: nothing tells a client that a call is whole."""
        if self.final is not None:
            return []
        known = code if isinstance(code, str) and code in contract_values.error_codes() else "server_error"
        return self._end("failed", error={"code": known, "message": message})

    def partial(self, status: Literal["cancelled", "incomplete", "failed"]) -> JsonObject:
        """The response as far as it came, for one that is given up."""
        return {**self._response, "status": status, "output": self._writer.output()}

    def _end(self, status: Literal["completed", "incomplete", "failed"], **fields: Any) -> list[OutputEvent]:
        self.final = {**self._response, "status": status, "output": self._writer.output(), **fields}
        self._writer.emit(f"response.{status}", response=self.final)
        return self._writer.taken()

    def _refused(self, error: Any) -> list[OutputEvent]:
        if not isinstance(error, Mapping):
            return self.fail(str(error))
        return self.fail(str(error.get("message") or "The upstream failed."), error.get("code"))

    def _close(self) -> None:
        self._writer.close("incomplete" if self._finish in _INCOMPLETE else "completed")

    def _read(self, chunk: Mapping[str, Any]) -> None:
        # `n` is never asked for: there is one choice, and none in a chunk that bears the usage.
        for choice in chunk["choices"]:
            delta = choice.get("delta")
            if delta:
                self._read_delta(delta, choice.get("logprobs"))
            if choice.get("finish_reason"):
                self._finish = text(choice["finish_reason"])
                self._close()
        if self.provider_id is None and chunk.get("id"):
            self.provider_id = text(chunk["id"])
        told = chunk.get("usage")
        if isinstance(told, Mapping):
            self._response = {**self._response, "usage": usage(told)}
        tier = chunk.get("service_tier")
        if tier and tier != self._response["service_tier"] and tier in contract_values.service_tiers():
            self._response = {**self._response, "service_tier": tier}

    def _read_delta(self, delta: Mapping[str, Any], logprobs: Mapping[str, Any] | None) -> None:
        writer = self._writer
        # Servers call it by one name or the other, some by both.
        reasoning = delta.get("reasoning_content") or delta.get("reasoning")
        if reasoning:
            writer.say("reasoning_text", text(reasoning))
        content = delta.get("content")
        if logprobs and logprobs.get("content"):
            writer.say_with(text(content or ""), probabilities.of_part(logprobs["content"]))
        elif content:
            writer.say("output_text", text(content))
        if delta.get("refusal"):
            writer.say("refusal", text(delta["refusal"]))
        for annotation in delta.get("annotations") or ():
            # The one type that chat completions have; what else a server invents, no part of a response can hold.
            if annotation["type"] == "url_citation":
                writer.annotate(_citation(annotation["url_citation"]))
        for piece in delta.get("tool_calls") or ():
            writer.call(piece)
        if delta.get("function_call"):
            # The deprecated way to call one function; its pieces have neither index nor id.
            writer.call({"index": 0, "function": delta["function_call"]})


def _citation(told: Mapping[str, Any]) -> JsonObject:
    return {
        "type": "url_citation",
        "url": text(told["url"]),
        "title": text(told["title"]),
        "start_index": count(told["start_index"]),
        "end_index": count(told["end_index"]),
    }


def plain_text(chunk: Mapping[str, Any]) -> str | None:
    """The text of a chunk that has nothing else to tell, as most have; each of its parts is looked at once."""
    choices = chunk["choices"]
    if len(choices) != 1 or chunk.get("usage"):
        return None
    choice = choices[0]
    delta = choice["delta"]
    if len(delta) != 1 or choice.get("finish_reason") or choice.get("logprobs"):
        return None
    said = delta.get("content")
    return said if said and isinstance(said, str) else None
