"""`POST /responses/compact`: a compaction of a response's input and history."""

from __future__ import annotations

from app.access.callers import Call
from app.engine.metered_relay import forward_metered
from app.engine.responses.expanded_request import expanded_body, native_upstream, with_body
from app.engine.responses.response_service import ResponseService
from app.errors import BadRequest
from generated.runtime import Relay


async def compact(service: ResponseService, call: Call) -> Relay:
    """The contract's `CompactResource`. Raises BadRequest unless the upstream is native."""
    body = await expanded_body(service, call)
    if body.get("model") is None:
        raise BadRequest(
            "'model' is missing; it is required.", param="model", code="missing_required_parameter"
        )
    model = str(body["model"])
    native = native_upstream(service, call, model)
    if native is None:
        raise BadRequest(
            "A compaction is written for the model that reads it; "
            f"the upstream of '{model[:100]}' has no `/responses` that could make one.",
            param="model",
            code="unsupported_model",
        )
    return await forward_metered(service.upstreams, service.recorder, call, with_body(call, body), native)
