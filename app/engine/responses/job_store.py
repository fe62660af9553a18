"""Every transaction of one attempt at a background response. The attempt's number fences all writes."""

from __future__ import annotations

from collections.abc import Sequence

import orjson
from sqlalchemy import insert
from sqlmodel import Session

from app.contract.json_types import JsonObject
from app.engine.responses.lease_policy import LeasePolicy
from app.engine.responses.response_options import ResponseOptions
from app.engine.responses.response_rows import append_items, call_of, item_rows
from app.engine.responses.response_turn import ResponseTurn
from app.engine.responses.turn_context import TurnContext, pinned_upstream, read_history, resolve_references
from app.engine.translation.output_events import OutputEvent
from app.storage.conversation_repository import ConversationRepository
from app.storage.database import Database
from app.storage.job_repository import HeartbeatResult, JobRepository
from app.storage.response_repository import ResponseRepository
from app.storage.rows import Row
from app.storage.tables import Response

_MAX_EVENTS = 1_000_000
_CONTINUED = ("completed", "incomplete")
"""The statuses of a response whose items are added to its conversation."""


class LeaseLost(Exception):
    """Another runner has the job, or it was deleted: nothing was written but the usage."""


class ConversationLockLost(Exception):
    """Another turn has the conversation, or it was deleted: nothing was written but the usage."""


class JobStore:
    """`row` is the claimed job."""

    def __init__(self, database: Database, leases: LeasePolicy, row: Response) -> None:
        self._database = database
        self._leases = leases
        self._row = row
        self._key = (row.id, row.attempt)

    async def event_types(self) -> list[str]:
        """The types of all committed events, of earlier attempts too."""
        return await self._database.read(self._event_types)

    async def turn(self, snapshot: JsonObject) -> ResponseTurn:
        """The turn of the job, with the history as it is now."""
        return await self._database.read(lambda session: self._turn(session, snapshot))

    async def heartbeat(self) -> HeartbeatResult:
        """Renews the lease."""
        return await self._database.write(
            lambda session: self._jobs(session).heartbeat(*self._key, self._leases.until())
        )

    async def release(self) -> None:
        """Makes the job available to the next runner at once."""
        await self._database.write(lambda session: self._jobs(session).release(*self._key))

    async def append_events(self, events: Sequence[OutputEvent], started: JsonObject | None) -> None:
        """Commits events, and the response `started` if they start it. Raises LeaseLost."""
        payloads = _payloads(events)

        def append(session: Session) -> bool:
            if started is None:
                return self._responses(session).append_events(*self._key, payloads)
            response = orjson.dumps(started).decode()
            return self._responses(session).save(
                *self._key, status="in_progress", response=response, events=payloads
            )

        if not await self._database.write(append):
            raise LeaseLost

    async def finish(
        self,
        final: JsonObject,
        events: Sequence[OutputEvent],
        outputs: Sequence[JsonObject],
        *,
        usage: Row | None,
        upstream: str | None,
        provider_id: str | None,
    ) -> None:
        """Commits the final response, its last events and items, the conversation's items and the usage.

        Raises LeaseLost or ConversationLockLost; the usage is committed in any case.
        """

        def finish(session: Session) -> type[Exception] | None:
            if usage is not None:
                session.execute(insert(usage[0]), [dict(usage[1])])
            if not self._holds_conversation(session, final):
                return ConversationLockLost
            responses = self._responses(session)
            inputs = responses.items(self._row.id).all_of("input")
            saved = responses.save(
                *self._key,
                status=final["status"],
                response=orjson.dumps(final).decode(),
                upstream=upstream,
                provider_id=provider_id,
                outputs=item_rows(outputs, [item.id for item in inputs]),
                events=_payloads(events),
            )
            if not saved:
                return LeaseLost
            items = [orjson.loads(item.payload) for item in inputs]
            self._release_conversation(session, final, [*items, *outputs])
            return None

        conflict = await self._database.write(finish)
        if conflict is not None:
            raise conflict

    def _holds_conversation(self, session: Session, final: JsonObject) -> bool:
        """Whether the response may add its items to its conversation; True if it has none to add."""
        conversation = self._row.conversation_id
        if conversation is None or final["status"] not in _CONTINUED:
            return True
        return self._conversations(session).hold(conversation, self._row.id)

    def _release_conversation(self, session: Session, final: JsonObject, items: Sequence[JsonObject]) -> None:
        conversation = self._row.conversation_id
        if conversation is None:
            return
        conversations = self._conversations(session)
        if final["status"] in _CONTINUED:
            append_items(conversations, conversation, items, self._row.id)
        conversations.unlock(conversation, self._row.id)

    def _event_types(self, session: Session) -> list[str]:
        events = self._responses(session).events(self._row.id, limit=_MAX_EVENTS)
        return [orjson.loads(event.payload)["type"] for event in events]

    def _turn(self, session: Session, snapshot: JsonObject) -> ResponseTurn:
        project = self._row.project_id
        items = self._responses(session).items(self._row.id).all_of("input")
        inputs = [orjson.loads(item.payload) for item in items]
        call = call_of(self._row, inputs)
        options = ResponseOptions.of(call.body_fields, store_by_default=True)
        history = read_history(session, project, options)
        pinned = pinned_upstream(session, project, options)
        context = TurnContext(history, resolve_references(inputs, history), pinned)
        return ResponseTurn(call, options, context, inputs, snapshot)

    def _jobs(self, session: Session) -> JobRepository:
        return JobRepository(session, self._row.project_id)

    def _responses(self, session: Session) -> ResponseRepository:
        return ResponseRepository(session, self._row.project_id)

    def _conversations(self, session: Session) -> ConversationRepository:
        return ConversationRepository(session, self._row.project_id)


def _payloads(events: Sequence[OutputEvent]) -> list[tuple[int, str]]:
    return [(event.sequence_number, event.data().decode()) for event in events]
