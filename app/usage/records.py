"""Records of the journal, as JSON arrays: an open call, or a whole row that waits for the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias, cast

import orjson

from app.storage.ids import minted_at
from app.storage.rows import UsageRow
from app.storage.usage_repository import INTERRUPTED
from app.usage.journal import MAX_RECORD_BYTES

OpenCall: TypeAlias = tuple[str, str, str | None, str, str, Any, str | None, str | None, bool]
"""Project, id, key, request, operation, model, upstream, object, and whether it streams."""

_OPEN_MEMBERS = 9
_COLUMNS = tuple(UsageRow.__annotations__)
# Versions before these columns wrote rows without them.
_LATER_COLUMNS = ("error_code", "error_message", "first_token_ms")
_MAX_TEXT_BYTES = 64


def encode_row(row: UsageRow) -> bytes:
    """The record of a row that could not be written yet; details that do not fit are left out."""
    record = _line(tuple(row.values()))
    return record if len(record) <= MAX_RECORD_BYTES else shortened({**row, "details": None}.values())


def shortened(values: Iterable[Any]) -> bytes:
    """A record whose texts are cut: callers choose the model's name."""
    return _line(
        [
            value.encode()[:_MAX_TEXT_BYTES].decode("utf-8", "ignore") if isinstance(value, str) else value
            for value in values
        ]
    )


def decode(record: bytes) -> UsageRow | None:
    """The row of a record; an open call is interrupted. None for what no version of this server writes."""
    try:
        value = orjson.loads(record)
    except orjson.JSONDecodeError:
        return None
    if isinstance(value, list) and len(value) == len(_COLUMNS) - len(_LATER_COLUMNS):
        value += [None] * len(_LATER_COLUMNS)
    if isinstance(value, list) and len(value) == len(_COLUMNS):
        return cast("UsageRow", dict(zip(_COLUMNS, value, strict=True)))
    if isinstance(value, list) and len(value) == _OPEN_MEMBERS:
        return interrupted(cast("OpenCall", value))
    return None


def interrupted(call: OpenCall) -> UsageRow:
    """The row of a call whose process was killed."""
    project, row_id, key, request, operation, model, upstream, object_id, streamed = call
    return {
        "project_id": project,
        "id": row_id,
        "key_id": key,
        "request_id": request,
        "operation": operation,
        "model": model if isinstance(model, str) else None,
        "upstream": upstream,
        "provider_id": None,
        "object_id": object_id,
        "status": INTERRUPTED,
        "http_status": 500,
        "input_tokens": 0,
        "output_tokens": 0,
        "cached_tokens": 0,
        "reasoning_tokens": 0,
        # What the upstream generated is unknown.
        "estimated": True,
        "details": None,
        "streamed": streamed,
        "duration_ms": 0,
        "created_at": minted_at(row_id),
        "model_request": True,
        "error_code": INTERRUPTED,
        "error_message": "The server's process was killed during the call.",
        "first_token_ms": None,
    }


def storable(row: UsageRow) -> UsageRow:
    """The row without characters that a database refuses: NUL, and halves of surrogate pairs."""
    return cast("UsageRow", {name: _storable(value) for name, value in row.items()})


def job_prefix(response_id: str) -> str:
    """What the ids of the records of a background response begin with."""
    return "use_" + response_id.removeprefix("resp_")


def attempt_prefix(response_id: str, attempt: int) -> str:
    """What the ids of one attempt at it begin with; `n` and the number of the call follow."""
    return f"{job_prefix(response_id)}a{attempt}"


def _storable(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return value.encode("utf-8", "replace").decode().replace("\x00", "")


def _line(values: Sequence[Any]) -> bytes:
    return orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE)
