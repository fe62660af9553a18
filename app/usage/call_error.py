"""Why a call failed, as its usage record and the log have it: bounded, in one line, without a key."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, NamedTuple

from app.access_log import access_log
from app.errors import APIError
from app.masking import mask_keys
from app.storage.rows import UsageRow
from generated.runtime import Call

MAX_MESSAGE = 500
"""Characters of a message that are recorded."""
FAULT = "The server failed; its log has the cause."
"""The message of a fault of this server."""
_MAX_CODE = 100
_MAX_MODEL = 100
_log = logging.getLogger(__name__)


class CallError(NamedTuple):
    """The code and message of the error that the caller got."""

    code: str | None
    message: str

    @classmethod
    def of(cls, error: APIError) -> CallError:
        """Of an error of this server, or of an upstream's that it relays."""
        return cls(_line(error.code, _MAX_CODE), _line(error.message, MAX_MESSAGE) or "")

    @classmethod
    def in_body(cls, error: object) -> CallError:
        """Of the `error` member of an answer: an object with a message and a code, or a text."""
        members: Mapping[str, Any] = error if isinstance(error, dict) else {"message": error}
        message = _line(members.get("message"), MAX_MESSAGE)
        return cls(_line(members.get("code"), _MAX_CODE), message or "The upstream gives no reason.")


def failed_row(row: UsageRow, fault: APIError) -> UsageRow:
    """The row of a call whose answer could not be recorded: the caller got `fault` in its place."""
    error = CallError.of(fault)
    return {
        **row,
        "status": "failed",
        "http_status": fault.status,
        "error_code": error.code,
        "error_message": error.message,
    }


def report(call: Call[Any], upstream: str | None, error: CallError) -> None:
    """Logs that a call failed, and why: a stream's own status is 200, whatever becomes of it."""
    if _log.isEnabledFor(logging.WARNING):
        model = call.body_fields.get("model")
        fields = {
            "request_id": call.request_id,
            "operation": call.operation.id,
            "outcome": "failed",
            "code": error.code,
            "upstream": upstream,
            "model": access_log.masked(model, _MAX_MODEL) if isinstance(model, str) else None,
            "project": call.caller.project,
            "key": call.caller.key_id,
            "reason": error.message,
        }
        _log.warning("a call failed", extra=fields)


def _line(text: Any, length: int) -> str | None:
    """The text without keys, and without characters that a database or a line of the log cannot have."""
    if not isinstance(text, str) or not text:
        return None
    # Masked before it is cut: a part of a key does not look like one.
    masked = mask_keys(text[: 10 * length]).encode("utf-8", "replace").decode()
    line = "".join(sign if sign.isprintable() else " " for sign in masked)
    return line if len(line) <= length else line[: length - 1] + "…"
