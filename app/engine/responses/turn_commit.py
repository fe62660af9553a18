"""The transaction at the end of a turn whose caller waits."""

from __future__ import annotations

from functools import partial

from sqlmodel import Session

from app.engine.responses.response_rows import append_items, item_rows, response_row
from app.engine.responses.response_turn import ResponseTurn
from app.engine.responses.response_usage import complete_usage
from app.engine.responses.turn_context import conversation_lost
from app.engine.responses.upstream_answer import UpstreamAnswer
from app.engine.responses.upstream_query import output_items
from app.storage.conversation_repository import ConversationRepository
from app.storage.database import Database
from app.storage.response_repository import ResponseRepository, rows
from app.storage.rows import UsageRow
from app.storage.usage_repository import UsageRepository
from app.usage.call_error import CallError, failed_row
from app.usage.entry import UsageEntry
from app.usage.usage_row import Status


async def commit_turn(
    database: Database, turn: ResponseTurn, entry: UsageEntry, answer: UpstreamAnswer
) -> None:
    """Writes all of a finished turn: the response, its items, the conversation's items, the usage.

    Raises Conflict if another turn holds the conversation by now, then only the usage is written. Raises
    Unavailable if the database is unavailable.
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
        if held and turn.options.stores:
            ResponseRepository(session, project).create(row, inputs, outputs)
        return held and conversations.unlock(lock.conversation_id, lock.owner)

    persisted = await entry.end_in(
        lambda usage_row: database.write(partial(persist, usage_row)), status, 200, usage, provider_id
    )
    if not persisted:
        raise lost
    return None
