"""The transaction at the end of a turn whose caller waits."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable
from functools import partial

from sqlmodel import Session

from app.contract.long_texts import LongTexts
from app.engine.responses.foreground_record import ForegroundRecord, response_deleted
from app.engine.responses.response_rows import append_items, item_rows, response_row
from app.engine.responses.response_turn import ResponseTurn
from app.engine.responses.response_usage import complete_usage
from app.engine.responses.turn_context import conversation_lost
from app.engine.responses.turn_record import TurnRecord
from app.engine.responses.upstream_answer import UpstreamAnswer
from app.engine.responses.upstream_query import output_items
from app.errors import APIError
from app.storage.conversation_repository import ConversationRepository
from app.storage.database import Database
from app.storage.response_repository import ResponseRepository, rows
from app.storage.rows import UsageRow
from app.storage.tables import METADATA
from app.storage.usage_repository import UsageRepository
from app.usage.call_error import CallError, failed_row
from app.usage.entry import UsageEntry
from app.usage.usage_row import Status

_USAGE = METADATA.tables["usage_records"]


async def commit_turn(
    database: Database, turn: ResponseTurn, entry: UsageEntry, answer: UpstreamAnswer, record: TurnRecord
) -> None:
    """Writes all of a finished turn: the response, its items, the conversation's items, the usage.

    Raises Conflict if another turn holds the conversation by now, or if the response had a row, which was
    deleted: then only the usage is written. Raises Unavailable if the database is unavailable.
    """
    final = answer.stream.final
    assert final is not None  # noqa: S101 - the caller commits finished responses only
    texts = answer.stream.texts
    usage = await complete_usage(answer, final)
    provider_id = answer.stream.provider_id
    project = turn.call.caller.project
    row = response_row(
        project,
        turn.options,
        turn.call.body_fields,
        final,
        upstream=answer.upstream.name,
        provider_id=provider_id,
        texts=texts,
    )
    inputs, generated = item_rows(turn.inputs), output_items(answer.stream)
    outputs = item_rows(generated, [item.id for item in inputs], texts)
    status: Status = "failed" if final["status"] == "failed" else "completed"
    lock = turn.lock
    opened = record if isinstance(record, ForegroundRecord) and record.is_open else None
    if opened is not None and (lock is None or status == "failed"):
        error = CallError.in_body(final.get("error")) if status == "failed" else None
        upstream = answer.upstream.name

        def end(usage_row: UsageRow | None) -> Awaitable[None]:
            always = [] if usage_row is None else [(_USAGE, usage_row)]
            return opened.end_turn(final, generated, texts, upstream, *always)

        return await entry.end_in(end, status, 200, usage, provider_id, error)
    if opened is not None:
        await opened.stop()
    if lock is None or status == "failed":
        stored = rows(row, inputs, outputs) if turn.options.stores else []
        error = CallError.in_body(final.get("error")) if status == "failed" else None
        return await entry.end(status, 200, usage, *stored, provider_id=provider_id, error=error)
    lost = conversation_lost(lock.conversation_id)

    def persist(usage_row: UsageRow | None, session: Session) -> bool:
        conversations = ConversationRepository(session, project)
        items = [*turn.inputs, *generated]
        held = append_items(conversations, lock.conversation_id, items, lock.owner, texts) is not None
        if usage_row is not None:
            # The usage is recorded even if the conversation was lost.
            if not held:
                usage_row = failed_row(usage_row, lost)
            UsageRepository(session, project).save(usage_row)
        responses = ResponseRepository(session, project)
        if held and opened is not None:
            saved = responses.save(
                turn.id,
                opened.attempt,
                status=row["status"],
                response=row["response"],
                upstream=row["upstream"],
                provider_id=provider_id,
                outputs=outputs,
            )
            if not saved:
                raise response_deleted(turn.id)
        elif held and turn.options.stores:
            responses.create(row, inputs, outputs)
        return held and conversations.unlock(lock.conversation_id, lock.owner)

    persisted = await entry.end_in(
        lambda usage_row: database.write(partial(persist, usage_row)), status, 200, usage, provider_id
    )
    if not persisted:
        raise lost
    return None


async def abandon_turn(turn: ResponseTurn, record: ForegroundRecord, answer: UpstreamAnswer | None) -> None:
    """Ends a response with a row whose client has disconnected, with what it has so far.

    If the database is unavailable, `stopped_turns` ends it.
    """
    texts = LongTexts() if answer is None else answer.stream.texts
    final = {**turn.snapshot, "status": "cancelled"} if answer is None else answer.stream.partial("cancelled")
    upstream = "" if answer is None else answer.upstream.name
    with contextlib.suppress(APIError):
        await record.end_turn(final, final["output"], texts, upstream)
