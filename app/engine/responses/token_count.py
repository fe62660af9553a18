"""`POST /responses/input_tokens`: how many tokens a response's input has."""

from __future__ import annotations

import orjson

from app.access.callers import Call
from app.engine.alias_edits import response_additions
from app.engine.metered_relay import forward_metered
from app.engine.response_body import json_response
from app.engine.responses.expanded_request import expanded_body, native_upstream, with_body
from app.engine.responses.response_service import ResponseService
from app.usage.entry import estimate_usage
from generated.runtime import Relay


async def count_input_tokens(service: ResponseService, call: Call) -> Relay:
    """The contract's `TokenCountsResource`: from a native upstream, else estimated by this server."""
    body = await expanded_body(service, call)
    name = body.get("model")
    model = name if isinstance(name, str) else None
    native = native_upstream(service, call, model)
    if native is not None:
        return await forward_metered(service.upstreams, service.recorder, call, with_body(call, body), native)
    alias = service.upstreams.first_route(call, model).alias
    if alias is not None:
        body = {**body, **response_additions(alias, body, call.operation.id)}
    usage = await estimate_usage(body, "")
    return json_response(
        orjson.dumps({"object": "response.input_tokens", "input_tokens": usage.input_tokens})
    )
