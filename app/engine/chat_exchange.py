"""One chat or text completion from the request to the record: its request, its answer, its rows."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from functools import partial
from typing import Any

import orjson

from app.access.callers import Call
from app.aio.closing import Closing
from app.aio.content import MemoryContent
from app.contract.json_text import members
from app.contract.json_types import JsonObject
from app.contract.long_json import LongJson, LongText, json_column
from app.contract.long_texts import LongTexts
from app.contract.shortening import LONG_BODY
from app.engine.chat_options import ChatOptions
from app.engine.helper_calls import helper_of
from app.engine.long_answers import long_json_response, readable_errors, short_answer
from app.engine.response_body import json_response, read_body
from app.engine.translation.system_messages import merged_system_messages
from app.engine.upstream_request import upstream_request
from app.relay import frames
from app.relay.chat_relay import ChatRelay
from app.relay.non_stream import convert_completion, stream_completion
from app.relay.outcome import Outcome
from app.relay.passthrough import EVENT_STREAM, headers_of
from app.relay.reader.logprobs import LONG_LOGPROBS
from app.relay.reader.packets import joined, read_start
from app.relay.reader.sniffing import is_event_stream, start_of
from app.relay.shape import TemplateCache
from app.relay.upstream_failure import reject_error
from app.storage.completion_repository import metadata_rows
from app.storage.rows import ChatCompletionRow, Row, RowFactory
from app.storage.tables import METADATA
from app.upstream.client import UpstreamRequest, UpstreamResponse
from app.upstream.upstream import Route, Upstream
from app.usage.call_error import CallError
from app.usage.entry import UsageEntry, estimate_usage
from app.usage.token_usage import Usage
from generated.runtime import Relay

_COMPLETIONS = METADATA.tables["chat_completions"]
_METADATA = METADATA.tables["chat_completion_metadata"]
# Stored here only: a caller could not delete a copy that the upstream stores.
_SERVER_SIDE_FIELDS = ("store", "metadata")


class ChatExchange:
    """One request and its answer."""

    def __init__(
        self, call: Call, options: ChatOptions, entry: UsageEntry, template_cache: TemplateCache
    ) -> None:
        self._template_cache = template_cache
        self._call = call
        self._options = options
        self._entry = entry
        self._upstream = ""

    def request(self, route: Route, call_for: Callable[[Route], Call] | None = None) -> UpstreamRequest:
        """The request for a route. A stream's usage is always requested, for the record."""
        call = self._call if call_for is None else call_for(route)
        changes: dict[str, Any] = {}
        if self._options.streams and not self._options.include_usage:
            options = call.body_fields.get("stream_options") or {}
            changes["stream_options"] = {**options, "include_usage": True}
        if route.upstream.system_messages == "first" and self._options.kind == "chat":
            changes["messages"] = merged_system_messages(call.body_fields["messages"], "first")
        removed = _SERVER_SIDE_FIELDS if self._options.kind == "chat" else ()
        return upstream_request(route, call, self._entry, changes, removed)

    def relay_completion(
        self, upstream: Upstream, response: UpstreamResponse, body: bytes
    ) -> tuple[Relay, Awaitable[None]]:
        """The answer in one body, and an awaitable that is done once the record is durable."""
        data, outcome = self._convert(upstream, body, None)
        return json_response(data, headers_of(upstream, response)), self._persist(outcome)

    async def read_completion(self, upstream: Upstream, response: UpstreamResponse) -> Relay:
        """The same for a body that has to be read, and may be long; once the record is durable."""
        body, texts = await read_body(upstream.name, response), LongTexts()
        with readable_errors(upstream, texts):
            # Of the body, nothing but the long texts is left in memory.
            body = await short_answer(upstream.name, body, texts, LONG_LOGPROBS[self._options.kind])
            data, outcome = self._convert(upstream, body, texts)
        await self._persist(outcome)
        headers = headers_of(upstream, response)
        return long_json_response(texts.expand(data), headers) if texts else json_response(data, headers)

    def _convert(self, upstream: Upstream, body: bytes, texts: LongTexts | None) -> tuple[bytes, Outcome]:
        self._upstream = upstream.name
        return convert_completion(
            body,
            str(self._entry.object_id),
            upstream.name,
            kind=self._options.kind,
            model=self._options.model,
            secrets=upstream.secrets,
            reject_error=partial(reject_error, upstream, of_chat=True),
            texts=texts,
        )

    async def relay_stream(self, upstream: Upstream, response: UpstreamResponse) -> Relay:
        """The answer as a stream, also if the upstream ignored `stream` and answered in one body."""
        self._upstream = upstream.name
        headers = headers_of(upstream, response)
        if response.header("content-type").startswith("text/event-stream"):
            return self._stream(headers, upstream, response.chunks)
        # Some servers stream under another content type.
        start = await read_start(response.chunks)
        chunks = Closing(joined(start, response.chunks), response.chunks.aclose)
        if is_event_stream(start_of(start)):
            return self._stream(headers, upstream, chunks)
        body = await read_body(upstream.name, UpstreamResponse(200, [], chunks))
        texts = LongTexts()
        with readable_errors(upstream, texts):
            body = await short_answer(upstream.name, body, texts, LONG_LOGPROBS[self._options.kind])
            reject_error(upstream, body, of_chat=True)
            packets = stream_completion(body, upstream.name, secrets=upstream.secrets)
        return self._stream(headers, upstream, packets, texts)

    def _stream(
        self,
        headers: list[tuple[str, str]],
        upstream: Upstream,
        chunks: AsyncGenerator[bytes, None],
        texts: LongTexts | None = None,
    ) -> Relay:
        stream = ChatRelay(
            completion_id=str(self._entry.object_id),
            choices=self._options.choices,
            show_usage=self._options.include_usage,
            upstream_name=upstream.name,
            secrets=upstream.secrets,
            commit=self._persist,
            abandon=self._abandon,
            on_first_token=self._entry.on_first_token,
            count=partial(estimate_usage, self._call.body_fields),
            kind=self._options.kind,
            model=self._options.model,
            shapes=self._template_cache.shapes(upstream.name, self._options.kind, self._options.model),
            texts=texts,
        )
        return Relay(200, [*headers, *EVENT_STREAM], stream.relay(chunks))

    def _persist(self, outcome: Outcome) -> Awaitable[None]:
        """An awaitable that is done once the usage and, if requested, the completion are durable."""
        return (
            self._end_with_estimate(outcome) if outcome.usage is None else self._end(outcome, outcome.usage)
        )

    async def _end_with_estimate(self, outcome: Outcome) -> None:
        await self._end(outcome, await estimate_usage(self._call.body_fields, outcome.text))

    def _end(self, outcome: Outcome, usage: Usage) -> Awaitable[None]:
        status, error = 200, None
        if outcome.error is not None:
            status, error = outcome.error.status, CallError.of(outcome.error)
        return self._entry.end(
            outcome.status, status, usage, *self._rows(outcome), provider_id=outcome.provider_id, error=error
        )

    def _abandon(self, outcome: Outcome) -> None:
        self._entry.abandon(self._call.body_fields, outcome.text, outcome.usage)

    def _rows(self, outcome: Outcome) -> list[Row | RowFactory]:
        completion = outcome.completion
        # An incomplete answer is recorded as usage only.
        if not self._options.stores or completion is None or outcome.status != "completed":
            return []
        rows: list[Row | RowFactory] = [
            (_COMPLETIONS, partial(self._values, outcome, completion, time.time()))
        ]
        metadata = self._call.body_fields.get("metadata")
        if metadata:
            project, object_id = self._call.caller.project, str(self._entry.object_id)
            rows += [(_METADATA, row) for row in metadata_rows(project, object_id, metadata)]
        return rows

    def _values(self, outcome: Outcome, completion: JsonObject, ended: float) -> ChatCompletionRow:
        call = self._call
        parameters = {
            key: value for key, value in call.body_fields.items() if key not in ("messages", "metadata")
        }
        response, model = frames.dumps(completion), completion.get("model", self._options.model)
        return {
            "project_id": call.caller.project,
            "id": str(self._entry.object_id),
            "created_at": int(ended),
            "model": str(texts.whole(model) if (texts := outcome.texts) else model),
            "metadata_": call.body_fields.get("metadata") or None,
            "messages": _messages(call),
            "parameters": orjson.dumps(parameters).decode(),
            "response": json_column(texts.expand(response) if texts else response),
            "upstream": self._upstream,
            "provider_id": outcome.provider_id,
            "helper": helper_of(call.body_fields["messages"], call.body_fields.get("metadata")),
        }


def _messages(call: Call) -> str | LongJson:
    """The request's messages for their column; of a long body its own bytes."""
    content = call.content
    if isinstance(content, MemoryContent) and content.length > LONG_BODY:
        for member in members(content.data, content.ends):
            if member.key == "messages":
                return LongJson([LongText((memoryview(content.data)[member.value_at : member.end],))])
    return orjson.dumps(call.body_fields["messages"]).decode()
