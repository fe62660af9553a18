"""A chat completion from the request to the record: asked of an upstream, relayed, accounted for, kept."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Mapping
from functools import partial
from typing import Any, NamedTuple

import orjson

from app.access.callers import Call
from app.aio.buffered_body import BufferedBody
from app.contract.json_types import JsonObject
from app.engine.response_body import json_response, whole_body
from app.engine.upstream_request import request
from app.errors import APIError
from app.relay import frames
from app.relay.accumulator import CompletionKind
from app.relay.chat_relay import ChatRelay
from app.relay.non_stream import convert_completion, stream_completion
from app.relay.outcome import Outcome
from app.relay.passthrough import EVENT_STREAM, headers_of, relay
from app.relay.shape import TemplateCache
from app.storage.ids import mint
from app.storage.rows import ChatCompletionRow, RowFactory
from app.storage.tables import METADATA
from app.upstream.client import UpstreamRequest, UpstreamResponse
from app.upstream.upstream import Route, Upstream
from app.upstream.upstreams import Upstreams
from app.usage.recorder import UsageEntry, UsageRecorder, counted
from app.usage.token_usage import Usage
from generated.runtime import Relay

_COMPLETIONS = METADATA.tables["chat_completions"]
# We keep what is to be kept; an upstream that kept it, too, would hold it where no caller could delete it.
_SERVER_SIDE_FIELDS = ("store", "metadata")
_PREFIXES: dict[CompletionKind, str] = {"chat": "chatcmpl-", "text": "cmpl-"}


class ChatOptions(NamedTuple):
    """What a request asks for besides an answer."""

    kind: CompletionKind
    model: str
    streams: bool
    choices: int
    shows_usage: bool
    stores: bool

    @classmethod
    def of(cls, fields: Mapping[str, Any], kind: CompletionKind, *, store_by_default: bool) -> ChatOptions:
        """Reads the fields of a valid body. `store` counts where it was sent: the contract's default is false, ours a setting."""
        store = fields.get("store")
        options = fields.get("stream_options")
        return cls(
            kind,
            fields["model"],
            bool(fields.get("stream")),
            (fields.get("n") or 1) * (_prompts(fields.get("prompt")) if kind == "text" else 1),
            bool(options and options.get("include_usage")),
            kind == "chat" and (store_by_default if store is None else store),
        )


class Chats:
    """Answers `POST /chat/completions`, and `POST /completions`, whose exchanges the contract has no way to list."""

    def __init__(self, upstreams: Upstreams, recorder: UsageRecorder, *, store_by_default: bool) -> None:
        self._upstreams = upstreams
        self._recorder = recorder
        self._store_by_default = store_by_default
        self._template_cache = TemplateCache()

    async def complete(self, call: Call, kind: CompletionKind = "chat") -> Relay:
        """The answer, once its record is durable; a stream's end is held back until then."""
        options = ChatOptions.of(call.body_fields, kind, store_by_default=self._store_by_default)
        object_id, recorder = mint(_PREFIXES[kind]), self._recorder
        entry = recorder.try_open(call, object_id=object_id, streamed=options.streams)
        if entry is None:
            entry = await recorder.open(call, object_id=object_id, streamed=options.streams)
        exchange = _Exchange(call, options, entry, self._template_cache)
        try:
            route, response = await self._upstreams.send(options.model, exchange.request)
            entry.upstream = route.upstream.name
            if response.status >= 400:
                answer = await relay(route.upstream, response)
                entry.fail(answer.status)
                return answer
            if not options.streams:
                chunks = response.chunks
                here = chunks.data if isinstance(chunks, BufferedBody) else None
                body = await whole_body(route.upstream.name, response) if here is None else here
                answer, kept = exchange.whole(route.upstream, response, body)
                await kept
                return answer
            return await exchange.stream(route.upstream, response)
        except APIError as error:
            entry.fail(error.status)
            raise
        except asyncio.CancelledError:
            entry.abandon(call.body_fields, "", None)
            raise


def _prompts(prompt: Any) -> int:
    """How many prompts `/completions` is asked for: each has its own choices."""
    several = isinstance(prompt, list) and bool(prompt) and isinstance(prompt[0], str | list)
    return len(prompt) if several else 1


class _Exchange:
    """One request and what becomes of it."""

    def __init__(
        self, call: Call, options: ChatOptions, entry: UsageEntry, template_cache: TemplateCache
    ) -> None:
        self._template_cache = template_cache
        self._call = call
        self._options = options
        self._entry = entry
        self._upstream = ""

    def request(self, route: Route) -> UpstreamRequest:
        """What goes up by a route: usage is always asked of a stream, whoever sees it in the end."""
        changes: dict[str, Any] = {}
        if self._options.streams and not self._options.shows_usage:
            options = self._call.body_fields.get("stream_options") or {}
            changes["stream_options"] = {**options, "include_usage": True}
        return request(
            route, self._call, changes, _SERVER_SIDE_FIELDS if self._options.kind == "chat" else ()
        )

    def whole(
        self, upstream: Upstream, response: UpstreamResponse, body: bytes
    ) -> tuple[Relay, Awaitable[None]]:
        """Relays an answer that came in one piece, once what is to be awaited is done: then its record is durable."""
        self._upstream = upstream.name
        data, outcome = convert_completion(
            body, str(self._entry.object_id), upstream.name, kind=self._options.kind
        )
        return json_response(data, headers_of(response)), self._persist(outcome)

    async def stream(self, upstream: Upstream, response: UpstreamResponse) -> Relay:
        """Relays a stream, and makes one of an answer that is none although it was asked for one."""
        self._upstream = upstream.name
        headers = headers_of(response)
        if response.header("content-type").startswith("text/event-stream"):
            return self._stream(headers, upstream, response.chunks)
        body = await whole_body(upstream.name, response)
        return self._stream(
            headers, upstream, stream_completion(body, upstream.name, kind=self._options.kind)
        )

    def _stream(
        self, headers: list[tuple[str, str]], upstream: Upstream, chunks: AsyncGenerator[bytes, None]
    ) -> Relay:
        stream = ChatRelay(
            completion_id=str(self._entry.object_id),
            choices=self._options.choices,
            show_usage=self._options.shows_usage,
            upstream_name=upstream.name,
            secret=upstream.secret,
            commit=self._persist,
            abandon=self._abandon,
            count=partial(counted, self._call.body_fields),
            kind=self._options.kind,
            shapes=self._template_cache.shapes(upstream.name, self._options.kind, self._options.model),
        )
        return Relay(200, [*headers, *EVENT_STREAM], stream.relay(chunks))

    def _persist(self, outcome: Outcome) -> Awaitable[None]:
        """To be awaited: done once the call is accounted for and, if it asks for that, the exchange kept."""
        return self._counted(outcome) if outcome.usage is None else self._end(outcome, outcome.usage)

    async def _counted(self, outcome: Outcome) -> None:
        await self._end(outcome, await counted(self._call.body_fields, outcome.text))

    def _end(self, outcome: Outcome, usage: Usage) -> Awaitable[None]:
        status = 200 if outcome.error is None else outcome.error.status
        return self._entry.end(
            outcome.status, status, usage, *self._rows(outcome), provider_id=outcome.provider_id
        )

    def _abandon(self, outcome: Outcome) -> None:
        self._entry.abandon(self._call.body_fields, outcome.text, outcome.usage)

    def _rows(self, outcome: Outcome) -> list[RowFactory]:
        completion = outcome.completion
        # Half an answer is no completion: it is counted, not kept.
        if not self._options.stores or completion is None or outcome.status != "completed":
            return []
        return [(_COMPLETIONS, partial(self._values, outcome, completion, time.time()))]

    def _values(self, outcome: Outcome, completion: JsonObject, ended: float) -> ChatCompletionRow:
        call = self._call
        parameters = {
            key: value for key, value in call.body_fields.items() if key not in ("messages", "metadata")
        }
        return {
            "project_id": call.caller.project,
            "id": str(self._entry.object_id),
            "created_at": int(ended),
            "model": str(completion.get("model", self._options.model)),
            "metadata_": call.body_fields.get("metadata") or None,
            "messages": orjson.dumps(call.body_fields["messages"]).decode(),
            "parameters": orjson.dumps(parameters).decode(),
            # What an upstream says may have half a surrogate pair, which a request cannot.
            "response": frames.dumps(completion).decode(),
            "upstream": self._upstream,
            "provider_id": outcome.provider_id,
        }
