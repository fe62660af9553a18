"""The usage of an attempt at a background response whose runner was killed, from its stored events."""

from __future__ import annotations

import time
from collections.abc import Sequence

from sqlmodel import Session

from app.access.callers import Call
from app.storage.event_segments import StoredEvent
from app.storage.rows import UsageRow
from app.storage.tables import Response
from app.storage.usage_repository import INTERRUPTED, UsageRepository
from app.usage import records
from app.usage.entry import estimate_usage


async def lost_usage(row: Response, call: Call, events: Sequence[StoredEvent], record_id: str) -> UsageRow:
    """The row of the attempt that sent these events."""
    parsed = [event.value() for event in events]
    deltas = [event.get("delta") for event in parsed if event["type"].endswith(".delta")]
    usage = await estimate_usage(call.body_fields, "".join(text for text in deltas if isinstance(text, str)))
    values = records.interrupted(
        (
            row.project_id, record_id, call.caller.key_id, call.request_id, call.operation.id,
            call.body_fields.get("model"), row.upstream or None, row.id, True,
        )
    )  # fmt: skip
    return {
        **values,
        "status": "failed",
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "created_at": int(time.time()),
    }


def lost_record_id(row: Response, session: Session) -> str | None:
    """The id of the usage record that the attempt before this one lacks; None if its output has a record."""
    existing = UsageRepository(session, row.project_id).of_job(records.job_prefix(row.id))
    # A call that is not streamed made a compaction before the output.
    if any(record.status != INTERRUPTED and record.output_tokens and record.streamed for record in existing):
        return None
    interrupted = [record.id for record in existing if record.status == INTERRUPTED]
    if interrupted:
        # The journal of the killed process had the call.
        return interrupted[-1]
    attempt = records.attempt_prefix(row.id, row.attempt - 1)
    return f"{attempt}n{1 + sum(record.id.startswith(f'{attempt}n') for record in existing)}"
