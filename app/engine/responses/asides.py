"""What is asked about a response instead of for one: how many tokens it would read, and a compaction of what was said."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Any

import orjson

from app.access.callers import Call
from app.aio.content import MemoryContent
from app.contract.json_types import JsonObject
from app.engine.metered import metered
from app.engine.response_body import json_response
from app.engine.responses import context as contexts
from app.engine.responses.response_options import ResponseOptions
from app.engine.responses.response_service import ResponseService
from app.engine.upstream_request import request
from app.errors import APIError, BadRequest
from app.relay.passthrough import relay
from app.upstream.upstream import Upstream
from app.usage.recorder import counted
from generated.runtime import Relay


async def count_input(service: ResponseService, call: Call) -> Relay:
    """The contract's `TokenCountsResource`: by an upstream that counts, else counted here."""
    body = await _with_history(service, call)
    model = body.get("model")
    named = model if isinstance(model, str) else None
    if _native(service, named) is not None:
        route, response = await service.upstreams.send(named, partial(request, call=_call(call, body)))
        return await relay(route.upstream, response)
    usage = await counted(body, "")
    return json_response(
        orjson.dumps({"object": "response.input_tokens", "input_tokens": usage.input_tokens})
    )


async def compact(service: ResponseService, call: Call) -> Relay:
    """The contract's `CompactResource`, which only an upstream can make that can read it again. Raises BadRequest without one."""
    body = await _with_history(service, call)
    if body.get("model") is None:
        raise BadRequest(
            "'model' is missing; it is required.", param="model", code="missing_required_parameter"
        )
    model = str(body["model"])
    if _native(service, model) is None:
        raise BadRequest(
            f"A compaction is written for the model that reads it; the upstream of '{model[:100]}' has no `/responses` "
            "that could make one.",
            param="model",
            code="unsupported_model",
        )
    entry = await service.recorder.open(call)
    try:
        route, response = await service.upstreams.send(model, partial(request, call=_call(call, body)))
        entry.upstream = route.upstream.name
        return await metered(call, entry, route.upstream, response)
    except APIError as error:
        entry.fail(error.status)
        raise


async def _with_history(service: ResponseService, call: Call) -> JsonObject:
    """The body as an upstream can read it that knows nothing of what came before; that is read, and not held."""
    fields: dict[str, Any] = dict(call.body_fields)
    options = ResponseOptions.of({"model": "", **fields, "store": True}, store_by_default=True)
    history = await service.database.read(
        partial(contexts.history, project=call.caller.project, options=options)
    )
    said = fields.get("input")
    own = [{"role": "user", "content": said}] if isinstance(said, str) else list(said or ())
    fields.pop("previous_response_id", None)
    fields.pop("conversation", None)
    return {**fields, "input": [*history, *own]} if history else fields


def _native(service: ResponseService, model: str | None) -> Upstream | None:
    upstream = service.upstreams.routes(model)[0].upstream
    return upstream if upstream.responses == "native" else None


def _call(call: Call, body: JsonObject) -> Call:
    content = MemoryContent(orjson.dumps(body), "application/json")
    return dataclasses.replace(call, content=content, body_fields=body)
