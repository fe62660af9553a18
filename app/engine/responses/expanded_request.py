"""Puts the history that a request names by id into its `input`, for an upstream without that state."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Any

import orjson

from app.access.callers import Call
from app.aio.content import MemoryContent
from app.contract.json_types import JsonObject
from app.engine.responses import turn_context
from app.engine.responses.own_compactions import readable_items
from app.engine.responses.response_options import ResponseOptions
from app.engine.responses.response_service import ResponseService
from app.engine.sealed_tokens import Binding
from app.engine.translation.compactions import is_own
from app.engine.translation.stored_items import as_items
from app.upstream.upstream import Upstream


async def expanded_body(service: ResponseService, call: Call) -> JsonObject:
    """The call's body with its history in `input`; the history is read without a lock on the conversation.

    A compaction of this server's is the message that it stands for.
    """
    fields: dict[str, Any] = dict(call.body_fields)
    options = ResponseOptions.of({"model": "", **fields, "store": True}, store_by_default=True)
    history = await service.database.read(
        partial(turn_context.read_history, project=call.caller.project, options=options)
    )
    own = as_items(fields.get("input"))
    fields.pop("previous_response_id", None)
    fields.pop("conversation", None)
    if not history and not any(map(is_own, own)):
        return fields
    unseal = partial(service.sealer.open, binding=Binding.of_compactions(call.caller.project))
    return {**fields, "input": readable_items(history, own, unseal)}


def native_upstream(service: ResponseService, call: Call, model: str | None) -> Upstream | None:
    """The first upstream for the call's model, if it has `/responses` itself."""
    upstream = service.upstreams.first_route(call, model).upstream
    return upstream if upstream.responses == "native" else None


def with_body(call: Call, body: JsonObject) -> Call:
    """The call with another body."""
    content = MemoryContent(orjson.dumps(body), "application/json")
    return dataclasses.replace(call, content=content, body_fields=body)
