"""Chat and text completions: sent upstream, relayed, recorded."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from app.access.callers import Call
from app.aio.buffered_body import BufferedBody
from app.engine.chat_exchange import ChatExchange
from app.engine.chat_options import ChatOptions
from app.engine.tool_permissions import require_tools
from app.errors import APIError, ServerError
from app.relay.accumulator import CompletionKind
from app.relay.passthrough import headers_of
from app.relay.shape import TemplateCache
from app.relay.upstream_failure import relay_error
from app.storage.ids import mint
from app.upstream.upstream import Route
from app.upstream.upstreams import Upstreams
from app.usage.call_error import FAULT
from app.usage.recorder import UsageRecorder
from generated.runtime import Relay

_PREFIXES: dict[CompletionKind, str] = {"chat": "chatcmpl-", "text": "cmpl-"}


class Chats:
    """Answers `POST /chat/completions`, and `POST /completions`, which the contract does not store."""

    def __init__(
        self, upstreams: Upstreams, recorder: UsageRecorder, *, store_by_default: bool, max_choices: int
    ) -> None:
        self._upstreams = upstreams
        self._recorder = recorder
        self._store_by_default = store_by_default
        self._max_choices = max_choices
        self._template_cache = TemplateCache()

    async def complete(
        self, call: Call, kind: CompletionKind = "chat", call_for: Callable[[Route], Call] | None = None
    ) -> Relay:
        """The answer, once its record is durable; the end of a stream waits for that.

        `call_for` has the call for an upstream where its body depends on that; `call` is what is stored then.
        Raises APIError if no upstream can be reached or the record cannot be written, Forbidden for a tool
        that the project may not use.
        """
        require_tools(call)
        options = ChatOptions.of(
            call.body_fields, kind, store_by_default=self._store_by_default, max_choices=self._max_choices
        )
        object_id, recorder = mint(_PREFIXES[kind]), self._recorder
        entry = recorder.try_open(call, object_id=object_id, streamed=options.streams)
        if entry is None:
            entry = await recorder.open(call, object_id=object_id, streamed=options.streams)
        exchange = ChatExchange(call, options, entry, self._template_cache)
        prepare = exchange.request if call_for is None else partial(exchange.request, call_for=call_for)
        try:
            route, response = await self._upstreams.send(call, options.model, prepare)
            if response.status >= 400:
                headers = headers_of(route.upstream, response)
                failure = await relay_error(route.upstream, response, headers)
                entry.fail(failure.error)
                return failure
            if not options.streams:
                chunks = response.chunks
                # A buffered body without a coroutine: most answers are.
                if not isinstance(chunks, BufferedBody):
                    return await exchange.read_completion(route.upstream, response)
                answer, persisted = exchange.relay_completion(route.upstream, response, chunks.data)
                await persisted
                return answer
            return await exchange.relay_stream(route.upstream, response)
        except APIError as error:
            entry.fail(error)
            raise
        except asyncio.CancelledError:
            entry.abandon(call.body_fields, "", None)
            raise
        except Exception:
            entry.fail(ServerError(FAULT))
            raise
