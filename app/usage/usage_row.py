"""The row of a call that has ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import orjson

from app.storage.rows import UsageRow
from app.usage.call_error import CallError
from app.usage.token_usage import Usage
from generated.runtime import Call

Status: TypeAlias = Literal["completed", "failed", "cancelled"]
HOSTED_CALLS = "hosted_tool_calls"
"""The member of `details` with the number of hosted tools' calls by kind."""


def usage_row(
    call: Call[Any],
    usage: Usage,
    error: CallError | None,
    *,
    record_id: str,
    upstream: str | None,
    provider_id: str | None,
    object_id: str | None,
    status: Status,
    http_status: int,
    streamed: bool,
    duration: float,
    first_token: float | None,
    ended: float,
    tool_calls: Mapping[str, int],
    is_first: bool,
) -> UsageRow:
    """`duration` and `first_token` are in seconds since the upstream was asked, `ended` is a Unix time.

    `tool_calls` are the hosted tools' that ran after the call, by kind. Of the calls of one request only the
    first that succeeds counts as a request to a model: `is_first`.
    """
    model = call.body_fields.get("model")
    found = {**(usage.details or {}), HOSTED_CALLS: tool_calls} if tool_calls else usage.details
    try:
        details = orjson.dumps(found).decode() if found else None
    except TypeError:
        # A number of over 64 bits, or half of a surrogate pair: better a row without details than none.
        details = None
    return {
        "project_id": call.caller.project,
        "id": record_id,
        "key_id": call.caller.key_id,
        "request_id": call.request_id,
        "operation": call.operation.id,
        "model": model if isinstance(model, str) else None,
        "upstream": upstream,
        "provider_id": provider_id,
        "object_id": object_id,
        "status": status,
        "http_status": http_status,
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cached_tokens": usage.cached_tokens,
        "reasoning_tokens": usage.reasoning_tokens,
        "estimated": usage.estimated,
        "details": details,
        "streamed": streamed,
        "duration_ms": round(duration * 1000),
        "created_at": int(ended),
        "model_request": is_first and (status != "failed" or usage.input_tokens + usage.output_tokens > 0),
        "error_code": None if error is None else error.code,
        "error_message": None if error is None else error.message,
        "first_token_ms": None if first_token is None else round(first_token * 1000),
    }
