"""A turn's request to an upstream: as a response's request, or translated to a chat completion's."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Literal, Protocol

import orjson

from app.access.callers import Call
from app.aio.content import MemoryContent
from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.engine.alias_edits import response_additions, with_defaults
from app.engine.chat_dialect import dialect_of
from app.engine.responses.long_history import LongContent
from app.engine.responses.native_items import native_items
from app.engine.responses.native_stream import ENCRYPTED_REASONING, NativeStream
from app.engine.responses.own_compactions import readable_items
from app.engine.sealed_tokens import Binding, TokenSealer, is_sealed
from app.engine.translation.call_extras import call_extras, message_extras, without_extras
from app.engine.translation.chat_request import ChatRequest, chat_request
from app.engine.translation.compaction_stream import CompactionStream
from app.engine.translation.compactions import asks_for_compaction
from app.engine.translation.error_paths import response_path
from app.engine.translation.hosted_functions import HostedFunctions, Round
from app.engine.translation.output_events import OutputEvent
from app.engine.translation.references import ResolvedReferences
from app.engine.translation.response_stream import ResponseStream
from app.engine.translation.stored_items import as_items
from app.engine.translation.tool_names import AnswerTools
from app.engine.translation.truncation import without_oldest_turns
from app.engine.upstream_request import upstream_request
from app.errors import BadRequest
from app.relay.upstream_failure import ErrorRelay, with_param
from app.storage.ids import mint
from app.upstream.client import CallObserver, UpstreamRequest
from app.upstream.request_body import (
    LEFT_OUT_HEADER,
    UNKNOWN_FIELDS_HEADER,
    report_dropped_fields,
    report_left_out,
)
from app.upstream.upstream import Route, Upstream
from generated.operations import BY_ID

_STATE_FIELDS = ("previous_response_id", "conversation", "background", "metadata")


class AnswerStream(Protocol):
    """Reads an upstream's answer: `ResponseStream` for chat completions, `CompactionStream` for a summary,
    else `NativeStream`."""

    provider_id: str | None
    final: JsonObject | None

    @property
    def texts(self) -> LongTexts: ...

    def begin(self) -> list[OutputEvent]: ...
    def feed(self, chunk: Any) -> list[OutputEvent]: ...
    def finish(self) -> list[OutputEvent]: ...
    def fail(self, message: str, code: object = None) -> list[OutputEvent]: ...
    def partial(self, status: Literal["cancelled", "incomplete", "failed"]) -> JsonObject: ...
    def generated(self) -> JsonObject: ...


@dataclasses.dataclass(frozen=True, slots=True)
class UpstreamQuery:
    """`fields` of the caller's request, with the `history` before it, oldest item first.

    `pinned` is the upstream that produced the history: only that one can read its encrypted
    reasoning and its signatures.
    """

    call: Call
    fields: Mapping[str, Any]
    history: Sequence[JsonObject]
    references: ResolvedReferences
    pinned: str | None
    streams: bool
    sealer: TokenSealer
    """For the reasoning of chat upstreams, and for compactions."""
    dropped_turns: int = 0
    """How many of the oldest turns are not sent."""
    put_out: Sequence[JsonObject] = ()
    """Items of this turn's output from before the query, which chat upstreams get behind the input."""
    hosted: HostedFunctions = dataclasses.field(default_factory=dict, repr=False)
    """The functions of the tools that this server runs, for a chat upstream."""
    rounds: Sequence[Round] = ()
    """What the response has had of those tools' calls so far."""
    chat_only: bool = False
    """Whether the response has started over a chat upstream."""
    texts: LongTexts = dataclasses.field(default_factory=LongTexts)
    """The long texts of the history, which has their markers."""
    tools: dict[str, AnswerTools] = dataclasses.field(default_factory=dict, repr=False)
    """Of each chat upstream that was asked, by its name, what the reader of its answer needs."""

    def request(self, route: Route, calls: CallObserver | None = None) -> UpstreamRequest:
        """The request for a route. Raises BadRequest for a feature that an upstream of that kind lacks."""
        native = route.upstream.responses == "native"
        if native and self.chat_only:
            raise BadRequest(
                f"The upstream {route.upstream.name} cannot continue a response of a chat upstream.",
                param="model",
            )
        operation = BY_ID["create_response" if native else "create_chat_completion"]
        chat = None if native else self._chat_request(route)
        body = self._native_body(route) if chat is None else chat.body
        content = MemoryContent(orjson.dumps(body), "application/json")
        call = dataclasses.replace(
            self.call, operation=operation, path=operation.path, query="", content=content, body_fields=body
        )
        # The same route may have been asked with more turns.
        call.response_headers.pop(UNKNOWN_FIELDS_HEADER, None)
        call.response_headers.pop(LEFT_OUT_HEADER, None)
        # The body has what an alias adds.
        sent_by = route if route.alias is None else dataclasses.replace(route, alias=None)
        request = upstream_request(sent_by, call, calls)
        if self.texts and isinstance(request.content, MemoryContent):
            long = LongContent(self.texts.expand(request.content.data))
            request = request._replace(content=long)
        if chat is not None and chat.dropped:
            report_dropped_fields(route, call, chat.dropped)
        if chat is not None and chat.left_out:
            report_left_out(route, call, chat.left_out)
        return request

    def whole(self) -> UpstreamQuery:
        """The query with the long texts of its history in the place of their markers."""
        if not self.texts:
            return self
        history = [self.texts.whole(item) for item in self.history]
        return dataclasses.replace(self, history=history, texts=LongTexts())

    @property
    def compacts(self) -> bool:
        """Whether a summary is asked for."""
        return asks_for_compaction(self.fields)

    @property
    def has_provider_state(self) -> bool:
        """Whether the history has what only the upstream that produced it can read."""
        return bool(self.rounds) or (self.pinned is not None and any(map(_is_provider_state, self.history)))

    def shortened(self, route: Route) -> UpstreamQuery | None:
        """The query with twice as many turns dropped, for a chat upstream whose context this one exceeds.

        None if `truncation` is not `auto`, or no further turn can be dropped.
        """
        if self._fields(route).get("truncation") != "auto":
            return None
        shorter = dataclasses.replace(self, dropped_turns=self.dropped_turns * 2 or 1)
        is_same = shorter.chat_body(route) == self.chat_body(route)
        return None if is_same else shorter

    def caller_rejection(self, route: Route, rejection: ErrorRelay) -> ErrorRelay:
        """The route's error for the caller: it names the field of this request, not the chat's."""
        if route.upstream.responses == "native" or not rejection.error.param:
            return rejection
        chat = self.chat_body(route)
        return with_param(rejection, response_path(rejection.error.param, self.fields, chat))

    def counted(self, route: Route) -> Mapping[str, Any]:
        """The fields from which the input's tokens are estimated: what was sent, with the history."""
        return (
            self.call.body_fields if route.upstream.responses == "native" else self.whole().chat_body(route)
        )

    def chat_body(self, route: Route) -> JsonObject:
        """The chat completion's request for a route of a chat upstream. Raises as `request` does."""
        return self._chat_request(route).body

    def stream(self, route: Route, response: JsonObject, sequence_number: int = 0) -> AnswerStream:
        """The reader of the route's answer."""
        alias = route.alias
        if alias is not None:
            response = with_defaults(alias, self.fields, response)
        visible = ENCRYPTED_REASONING in (self.fields.get("include") or ())
        if route.upstream.responses == "native":
            return NativeStream(
                response,
                sequence_number=sequence_number,
                encrypted_visible=visible,
                own_instructions=alias is not None and alias.system_prompt is not None,
            )
        if self.compacts:
            return CompactionStream(
                response,
                mint=mint,
                now=time.time,
                sequence_number=sequence_number,
                seal=partial(self.sealer.seal, binding=Binding.of_compactions(self.call.caller.project)),
            )
        return ResponseStream(
            response,
            mint=mint,
            now=time.time,
            sequence_number=sequence_number,
            tools=self.tools.get(route.upstream.name),
            seal=partial(self.sealer.seal, binding=self._binding(route)) if visible else None,
            first=self.put_out,
        )

    def _fields(self, route: Route) -> Mapping[str, Any]:
        """The caller's fields, with what the route's alias adds."""
        if route.alias is None:
            return self.fields
        return {**self.fields, **response_additions(route.alias, self.fields)}

    def _chat_request(self, route: Route) -> ChatRequest:
        upstream = route.upstream
        fields = self._fields(route)
        if self.put_out:
            fields = {**fields, "input": [*as_items(fields.get("input")), *self.put_out]}
        chat = chat_request(
            fields,
            self._history(upstream),
            references=self.references,
            dialect=dialect_of(upstream),
            stream=self.streams,
            unseal=partial(self.sealer.open, binding=self._binding(route)),
            unseal_summary=self._unseal_summary,
            hosted=self.hosted,
            rounds=self.rounds,
        )
        self.tools[upstream.name] = chat.tools
        chat.body["messages"] = without_oldest_turns(chat.body["messages"], self.dropped_turns)
        return chat

    def _binding(self, route: Route) -> Binding:
        return Binding("reasoning", self.call.caller.project, route.upstream.name, str(route.model))

    def _unseal_summary(self, token: str) -> str | None:
        return self.sealer.open(token, Binding.of_compactions(self.call.caller.project))

    def _history(self, upstream: Upstream) -> Sequence[Mapping[str, Any]]:
        """The history without what another upstream signed: this one can neither read nor verify it."""
        if self.pinned is None or self.pinned == upstream.name:
            return self.history
        native = upstream.responses == "native"
        return [
            without_extras(item)
            for item in self.history
            # Encrypted by the other one.
            if not (native and item.get("type") == "reasoning")
        ]

    def _native_body(self, route: Route) -> JsonObject:
        history = self._history(route.upstream)
        fields = self._fields(route)
        body = {name: value for name, value in fields.items() if name not in _STATE_FIELDS}
        include = list(fields.get("include") or ())
        readable = readable_items(history, as_items(fields.get("input")), self._unseal_summary)
        # Reasoning of a chat upstream, which a client returns after a change of its model.
        items = [item for item in readable if not is_sealed(item.get("encrypted_content"))]
        body |= {
            "input": native_items(items),
            "store": False,
            "stream": self.streams,
            "include": include if ENCRYPTED_REASONING in include else [*include, ENCRYPTED_REASONING],
        }
        return body


def _is_provider_state(item: Mapping[str, Any]) -> bool:
    encrypted = item.get("encrypted_content")
    # What this server has sealed, it can open for any upstream.
    return bool((encrypted and not is_sealed(encrypted)) or call_extras(item) or message_extras(item))


def output_items(stream: AnswerStream) -> list[JsonObject]:
    """The items of the answer as they are stored for the next turn."""
    if isinstance(stream, NativeStream):
        return stream.output
    return list((stream.final or {}).get("output") or ())
