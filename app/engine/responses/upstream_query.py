"""A response's request -> what is asked of an upstream, in its own words or as a chat."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Protocol

import orjson

from app.access.callers import Call
from app.aio.content import MemoryContent
from app.contract.json_types import JsonObject
from app.engine.responses.native import ENCRYPTED, NativeStream
from app.engine.translation.dialect import Dialect
from app.engine.translation.events import OutputEvent
from app.engine.translation.non_stream_completion import feed_whole
from app.engine.translation.references import ResolvedReferences
from app.engine.translation.request import ChatRequest, chat_request
from app.engine.translation.stream import ResponseStream
from app.engine.translation.truncation import shorter
from app.engine.upstream_request import request
from app.storage.ids import mint
from app.upstream.client import UpstreamRequest
from app.upstream.request_body import UNKNOWN_FIELDS_HEADER, report_dropped_fields
from app.upstream.upstream import Route
from generated.operations import BY_ID

_STATE = ("previous_response_id", "conversation", "background", "metadata")


class Stream(Protocol):
    """An answer on its way, of either kind of upstream."""

    provider_id: str | None
    final: JsonObject | None

    def begin(self) -> list[OutputEvent]: ...
    def feed(self, chunk: Any) -> list[OutputEvent]: ...
    def finish(self) -> list[OutputEvent]: ...
    def fail(self, message: str, code: object = None) -> list[OutputEvent]: ...
    def partial(self, status: Literal["cancelled", "incomplete", "failed"]) -> JsonObject: ...


@dataclasses.dataclass(frozen=True, slots=True)
class UpstreamQuery:
    """One turn's question: `fields` of the request, `history` that came before it, oldest first.

    `pinned` is the upstream that made the history: only there its encrypted reasoning can be read.
    """

    call: Call
    fields: Mapping[str, Any]
    history: Sequence[JsonObject]
    known: ResolvedReferences
    pinned: str | None
    streams: bool
    turns_left_out: int = 0
    """How many of the oldest turns stay behind."""

    def request(self, route: Route) -> UpstreamRequest:
        """What goes up by a route. Raises BadRequest for what an upstream of that kind does not have."""
        native = route.upstream.responses == "native"
        operation = BY_ID["create_response" if native else "create_chat_completion"]
        chat = None if native else self._chat(route)
        body = self._native(route) if chat is None else chat.body
        content = MemoryContent(orjson.dumps(body), "application/json")
        call = dataclasses.replace(
            self.call, operation=operation, path=operation.path, query="", content=content, body_fields=body
        )
        # A route that was tried before may have been told something else.
        call.response_headers.pop(UNKNOWN_FIELDS_HEADER, None)
        made = request(route, call)
        if chat is not None and chat.left_out:
            report_dropped_fields(route, call, chat.left_out)
        return made

    def shortened(self, route: Route) -> UpstreamQuery | None:
        """The question to a chat upstream, by a route, for which this one was too long, twice as many turns left out as before.

        None where the caller wants none left out, or there are none that could be.
        """
        if self.fields.get("truncation") != "auto":
            return None
        more = dataclasses.replace(self, turns_left_out=self.turns_left_out * 2 or 1)
        return None if more._chat(route).body == self._chat(route).body else more

    def stream(self, route: Route, response: JsonObject, sequence_number: int = 0) -> Stream:
        """What reads the answer."""
        if route.upstream.responses == "native":
            shows = ENCRYPTED in (self.fields.get("include") or ())
            return NativeStream(response, sequence_number=sequence_number, shows_encrypted=shows)
        return ResponseStream(response, mint=mint, now=time.time, sequence_number=sequence_number)

    def _chat(self, route: Route) -> ChatRequest:
        upstream = route.upstream
        dialect = Dialect(upstream.developer_role, upstream.max_tokens_field, upstream.reasoning_field)
        chat = chat_request(self.fields, self.history, known=self.known, dialect=dialect, stream=self.streams)
        chat.body["messages"] = shorter(chat.body["messages"], self.turns_left_out)
        return chat

    def _native(self, route: Route) -> JsonObject:
        history = self.history
        if self.pinned is not None and self.pinned != route.upstream.name:
            # Encrypted for another: it can be neither read nor checked here.
            history = [item for item in history if item.get("type") != "reasoning"]
        said = self.fields.get("input")
        own = [{"role": "user", "content": said}] if isinstance(said, str) else list(said or ())
        body = {name: value for name, value in self.fields.items() if name not in _STATE}
        include = list(self.fields.get("include") or ())
        body |= {
            "input": [*history, *own],
            "store": False,
            "stream": self.streams,
            "include": include if ENCRYPTED in include else [*include, ENCRYPTED],
        }
        return body


def read_whole(stream: Stream, answer: Any) -> list[OutputEvent]:
    """All events of an answer that came at once."""
    if isinstance(stream, NativeStream):
        return stream.feed_whole(answer)
    if isinstance(stream, ResponseStream):
        return feed_whole(stream, answer)
    raise TypeError(f"no way to read {type(stream).__name__}")


def carried_output(stream: Stream) -> list[JsonObject]:
    """The items of the answer as the next turn needs them."""
    if isinstance(stream, NativeStream):
        return stream.output
    return list((stream.final or {}).get("output") or ())
