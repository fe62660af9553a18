"""The line of a request in the access log."""

from __future__ import annotations

import time
from typing import Any

from starlette.types import Scope

from app.access_log import MAX_MASKED, NO_SUBJECT, access_log
from app.contract.headers import TRIED_HEADER
from app.errors import APIError
from app.http.encode import ResponseWriter
from app.http.request.head import raw_path
from app.log import log_refused
from generated.runtime import Call, Operation


def log_exchange(
    request_id: str,
    scope: Scope,
    operation: Operation | None,
    writer: ResponseWriter,
    call: Call[Any] | None,
    caller: Any,
    error: APIError | None,
) -> None:
    """Logs a request and its response, with as much of its call as came about.

    A request without an operation has its path, and the error that it got.
    """
    seconds = time.perf_counter() - writer.since
    if operation is None:
        if error is not None:
            log_refused(request_id, scope["method"], raw_path(scope), error.status, error.code, seconds)
        return
    if not access_log.enabled:
        return
    subject, tokens, outcome, code, tried = NO_SUBJECT, None, None, None, None
    if call is not None:
        model = call.body_fields.get("model")
        if type(model) is not str:
            model = None
        elif len(model) > MAX_MASKED:
            model = model[:MAX_MASKED]
        subject, tokens, outcome = (model, call.upstream, caller.key_id), call.tokens, call.outcome
        code = call.code
        tried = call.response_headers.get(TRIED_HEADER)
    elif caller is not None:
        subject = (None, None, caller.key_id)
    if error is not None:
        code = error.code
    access_log.add(
        request_id,
        operation.method,
        operation.id,
        operation.path,
        writer.status or None,
        seconds,
        subject,
        tokens,
        outcome,
        code,
        tried,
    )
