"""Chunks of a chat completion -> events of a response."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.engine.translation import contract_values
from app.engine.translation.citations import CitationReader
from app.engine.translation.item_ids import Mint
from app.engine.translation.logprobs import part_logprobs
from app.engine.translation.output_events import OutputEvent
from app.engine.translation.output_items import Seal
from app.engine.translation.output_writer import OutputWriter
from app.engine.translation.response_object import response_usage
from app.engine.translation.tool_names import AnswerTools

_INCOMPLETE_REASONS = {"length": "max_output_tokens", "content_filter": "content_filter"}


class ResponseStream:
    """Translates one answer: `begin`, `feed` for each chunk, `finish`; each returns events.

    `response` is the object that `new_response` returns, `tools` are those of the chat's request, and the
    output begins with the items `first`. Chunks are as the contract has them, of one choice, with the finish
    behind all texts. The terminal event comes from `finish` or `fail`. `final` is set from then on: the
    caller can commit it before it sends that event.
    """

    def __init__(
        self,
        response: JsonObject,
        *,
        mint: Mint,
        now: Callable[[], float],
        sequence_number: int = 0,
        tools: AnswerTools | None = None,
        seal: Seal | None = None,
        first: Sequence[JsonObject] = (),
    ) -> None:
        self._response = response
        self._now = now
        self._first = (*first, *(tools.found if tools else ()))
        self._writer = OutputWriter(mint, sequence_number, tools.names if tools else None, seal)
        self._finish_reason: str | None = None
        self._has_calls = False
        self._has_started = False
        self.continues = False
        """Whether an answer with calls of hosted tools is no end: `next_answer` or `complete` follows."""
        self.citations: CitationReader | None = None
        """Finds the marks of search results in the text, if there may be some."""
        self.provider_id: str | None = None
        """The upstream's id of the completion."""
        self.final: JsonObject | None = None
        """The response as in its terminal event; None before that."""

    @property
    def texts(self) -> LongTexts:
        """The long texts, for which the response, its items and its events have markers."""
        return self._writer.texts

    def begin(self) -> list[OutputEvent]:
        """The first events; for a response that was queued, `response.in_progress` only."""
        if self._has_started:
            return []
        self._has_started = True
        if self._writer.next_number == 0:
            self._writer.emit("response.created", response=self._response)
        self._writer.emit("response.in_progress", response=self._response)
        for item in self._first:
            self._writer.add_item(item)
        return self._writer.take_events()

    def feed(self, chunk: JsonObject) -> list[OutputEvent]:
        """The events of one chunk."""
        if self.final is not None:
            return []
        part = self._writer.open_text() if self.citations is None else None
        if part is not None and (text := plain_text(chunk)) is not None:
            return self._writer.text_deltas(part, (text,))
        self._read(chunk)
        return self._writer.take_events()

    @property
    def accepts_texts(self) -> bool:
        """Whether `feed_texts` may be called: the answer's text is open."""
        return self.final is None and self.citations is None and self._writer.open_text() is not None

    def feed_texts(self, texts: Sequence[str]) -> list[OutputEvent]:
        """The events of as many chunks that have a text and nothing else."""
        part = self._writer.open_text()
        return [] if part is None else self._writer.text_deltas(part, [text for text in texts if text])

    def finish(self) -> list[OutputEvent]:
        """The upstream's answer has ended: closes what is open and emits the terminal event."""
        if self.final is not None:
            return []
        if self._finish_reason is None:
            return self.fail("The upstream's answer broke off before it was finished.")
        reason = _INCOMPLETE_REASONS.get(self._finish_reason)
        if reason is not None:
            self._close()
            return self.end_early(reason)
        if self.continues:
            self._close()
            if self._writer.hosted_calls:
                return self._writer.take_events()
        return self.complete()

    def complete(self) -> list[OutputEvent]:
        """Ends the response: the model's last answer, and all calls of hosted tools, are whole."""
        if self._writer.is_empty():
            self._writer.add_empty_message()
        self._close()
        return self._end("completed", completed_at=int(self._now()))

    def end_early(self, reason: str) -> list[OutputEvent]:
        """Ends the response as incomplete, for a reason of the contract."""
        return self._end("incomplete", incomplete_details={"reason": reason})

    def next_answer(self, tools: AnswerTools) -> None:
        """The chunks of another answer of the model follow, for the same response."""
        self._writer.next_answer(tools.names)
        self._finish_reason = None
        self._has_calls = False
        self._response = {**self._response, "usage": None}
        self.provider_id = None

    def resume(self, output: Sequence[JsonObject | None], open_items: Mapping[int, JsonObject]) -> None:
        """Takes over a response that another process has started; see `OutputWriter.restore`."""
        self._has_started = True
        self._writer.restore(output, open_items)

    @property
    def writer(self) -> OutputWriter:
        """For the items of hosted tools; what it emits is in the next events."""
        return self._writer

    @property
    def usage(self) -> JsonObject | None:
        """The upstream's usage of the answer that is read; None if it sent none."""
        usage: JsonObject | None = self._response["usage"]
        return usage

    def fail(self, message: str, code: object = None) -> list[OutputEvent]:
        """Ends the response as failed. Open items get no done event: a client must not run half a call."""
        if self.final is not None:
            return []
        known = code if isinstance(code, str) and code in contract_values.error_codes() else "server_error"
        return self._end("failed", error={"code": known, "message": message})

    def partial(self, status: Literal["cancelled", "incomplete", "failed"]) -> JsonObject:
        """The response with the output received so far."""
        return {**self._response, "status": status, "output": self._writer.output()}

    def generated(self) -> JsonObject:
        """The response with all that the model has generated so far, for an estimate of its tokens."""
        return self.final or self.partial("incomplete")

    def _end(self, status: Literal["completed", "incomplete", "failed"], **fields: Any) -> list[OutputEvent]:
        self.final = {**self._response, "status": status, "output": self._writer.output(), **fields}
        self._writer.emit(f"response.{status}", response=self.final)
        return self._writer.take_events()

    def _close(self) -> None:
        self._end_citations()
        self._writer.close("incomplete" if self._finish_reason in _INCOMPLETE_REASONS else "completed")

    def _read(self, chunk: JsonObject) -> None:
        for choice in chunk["choices"]:
            self._read_delta(choice["delta"], choice.get("logprobs"))
            if choice.get("finish_reason"):
                self._finish_reason = choice["finish_reason"]
                self._close()
        if self.provider_id is None:
            self.provider_id = self.texts.whole(chunk.get("id")) or None
        if chunk.get("usage"):
            self._response = {**self._response, "usage": response_usage(chunk["usage"])}
        tier = chunk.get("service_tier")
        if tier and tier != self._response["service_tier"] and tier in contract_values.service_tiers():
            self._response = {**self._response, "service_tier": tier}

    def _read_delta(self, delta: JsonObject, logprobs: Mapping[str, Any] | None) -> None:
        writer = self._writer
        # Servers use either name, some use both.
        reasoning = delta.get("reasoning_content") or delta.get("reasoning")
        if reasoning or delta.get("refusal") or delta.get("tool_calls"):
            self._end_citations()
        if reasoning:
            writer.add_text("reasoning_text", reasoning)
        if delta.get("reasoning_details"):
            writer.add_reasoning_details(delta["reasoning_details"])
        content = delta.get("content")
        if logprobs and logprobs.get("content"):
            tokens = logprobs["content"]
            if writer.texts.items_at(tokens) is None:
                tokens = part_logprobs(tokens)
            writer.add_text_with_logprobs(content or "", tokens)
        elif content and self.citations is not None:
            self._add_cited(self.citations.feed(content))
        elif content:
            writer.add_text("output_text", content)
        if delta.get("refusal"):
            writer.add_text("refusal", delta["refusal"])
        for annotation in delta.get("annotations") or ():
            # The only type of chat completions; a part of a response cannot hold a server's own types.
            if annotation["type"] == "url_citation":
                writer.add_annotation(_citation(annotation["url_citation"]))
        for fragment in delta.get("tool_calls") or ():
            writer.add_call_fragment(fragment)
            self._has_calls = True
        if delta.get("function_call") and not self._has_calls:
            # The deprecated form of a single call; its fragments have neither index nor id. Servers that
            # send both forms mean the same call.
            writer.add_call_fragment({"index": -1, "function": delta["function_call"]})

    def _add_cited(self, pieces: Iterable[str | JsonObject]) -> None:
        for piece in pieces:
            if isinstance(piece, str):
                self._writer.add_text("output_text", piece)
            else:
                self._writer.add_annotation(piece)

    def _end_citations(self) -> None:
        """What was held back may be no mark; the next text begins anew."""
        if self.citations is not None:
            self._add_cited(self.citations.end())


def _citation(citation: Mapping[str, Any]) -> JsonObject:
    names = ("url", "title", "start_index", "end_index")
    return {"type": "url_citation", **{name: citation[name] for name in names}}


def plain_text(chunk: JsonObject) -> str | None:
    """The text of a chunk that has nothing else, as most have; None for any other chunk."""
    choices = chunk["choices"]
    if len(choices) != 1 or chunk.get("usage"):
        return None
    choice = choices[0]
    delta = choice["delta"]
    if len(delta) != 1 or choice.get("finish_reason") or choice.get("logprobs"):
        return None
    text: str | None = delta.get("content")
    return text or None
