"""Every transaction of one attempt at a background response. The attempt's number fences all writes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import orjson
from sqlmodel import Session

from app.contract.json_types import JsonObject
from app.contract.long_json import LongJson, json_column
from app.contract.long_texts import LongTexts
from app.engine.responses.attempt_usage import lost_record_id, lost_usage
from app.engine.responses.event_log import EventLog, EventWriter
from app.engine.responses.response_options import ResponseOptions
from app.engine.responses.response_rows import append_items, call_of, item_rows, request_of_finished
from app.engine.responses.response_turn import ResponseTurn
from app.engine.responses.turn_context import unlocked_context
from app.engine.responses.turn_record import StartedStep, Step, StepRecord, read_steps
from app.engine.secret_box import SecretBox
from app.engine.translation.output_events import OutputEvent
from app.storage.conversation_repository import ConversationRepository
from app.storage.database import Database
from app.storage.event_segments import StoredEvent, read_progress
from app.storage.job_repository import JobRepository
from app.storage.leased_repository import LeaseKey
from app.storage.leases import LeaseLost
from app.storage.policy_repositories import ModelPermissionsRepository
from app.storage.response_repository import ResponseRepository, output_rows
from app.storage.rows import UsageRow
from app.storage.step_repository import StepRepository
from app.storage.tables import METADATA, Response
from app.storage.usage_repository import UsageRepository
from app.usage.recorder import UsageRecorder
from app.usage.records import job_prefix
from app.usage.token_usage import Usage

_USAGE = METADATA.tables["usage_records"]
_CONTINUED = ("completed", "incomplete")
"""The statuses of a response whose items are added to its conversation."""


class ConversationLockLost(Exception):
    """Another turn has the conversation, or it was deleted: nothing was written but the usage."""


class JobStore:
    """`row` is the claimed job, `secrets` opens the credentials of its tools."""

    def __init__(
        self, database: Database, events: EventWriter, row: Response, secrets: SecretBox | None = None
    ) -> None:
        self._database = database
        self._secrets = secrets
        self._row = row
        self._recorder = events.recorder
        self._key = LeaseKey(row.project_id, row.id)
        self.log = EventLog(events, self._key, row.attempt)

    async def events(self) -> list[StoredEvent]:
        """All committed events, of the creation and of earlier attempts."""
        progress = await self._database.read(lambda session: read_progress(session, {self._key: -1}))
        return [event for segment in progress.segments for event in segment.events]

    async def steps(self) -> list[Step]:
        """The calls of hosted tools of earlier attempts."""
        rows = await self._database.read(lambda session: StepRepository(session, *self._key).all())
        return read_steps(rows)

    def record(self) -> StepRecord:
        """For the calls of hosted tools of this attempt."""
        return _JobRecord(self._recorder, self._key, self._row.attempt, self.log)

    async def earlier_usage(self) -> Usage:
        """What the calls to the model of earlier attempts have used."""
        prefix = job_prefix(self._row.id)
        found = await self._database.read(
            lambda session: UsageRepository(session, self._key.scope).of_job(prefix)
        )
        counts = [
            (row.input_tokens, row.output_tokens, row.cached_tokens, row.reasoning_tokens) for row in found
        ]
        return Usage(*(sum(column) for column in zip((0, 0, 0, 0), *counts, strict=True)))

    async def turn(self, snapshot: JsonObject) -> ResponseTurn:
        """The turn of the job, with the history as it is now."""
        return await self._database.read(lambda session: self._turn(session, snapshot))

    async def record_lost_usage(self, turn: ResponseTurn, events: Sequence[StoredEvent]) -> None:
        """Records the usage of the killed attempt that has this output, unless it has a record."""
        record_id = await self._database.read(partial(lost_record_id, self._row))
        if record_id is not None:
            usage = await lost_usage(self._row, turn.call, events, record_id)
            await self._database.write(lambda session: UsageRepository(session, self._key.scope).save(usage))

    async def release(self) -> None:
        """Makes the job available to the next runner at once."""
        await self._database.write(
            lambda session: JobRepository(session, self._key.scope).release(self._row.id, self._row.attempt)
        )

    async def finish(
        self,
        final: JsonObject,
        events: Sequence[OutputEvent],
        inputs: Sequence[JsonObject],
        outputs: Sequence[JsonObject],
        usage: UsageRow | None,
        *,
        upstream: str | None,
        provider_id: str | None,
        texts: LongTexts,
    ) -> None:
        """Commits the final response, its last events and items, the conversation's items and the usage.

        `texts` are the long ones of the response and the items.
        Raises LeaseLost or ConversationLockLost; the usage is committed in any case.
        """
        items = item_rows(outputs, [str(item["id"]) for item in inputs], texts)
        snapshot = json_column(texts.expand(orjson.dumps(final)))
        changes: dict[str, str | LongJson | None] = {
            "status": final["status"],
            "response": snapshot,
            "owner": None,
            "lease_until": None,
        }
        if upstream is not None:
            changes |= {"upstream": upstream, "provider_id": provider_id}
        request = request_of_finished(self._row)
        if request is not None:
            changes["request"] = request
        if self._row.conversation_id is None:
            rows = output_rows(*self._key, items)
            await self.log.finish(events, changes, rows, [] if usage is None else [(_USAGE, usage)])
            return
        await self.log.flush()
        last, segments = self.log.take_segments(events)

        def finish(session: Session) -> type[Exception] | None:
            if usage is not None:
                UsageRepository(session, self._key.scope).save(usage)
            if not self._holds_conversation(session, final):
                return ConversationLockLost
            saved = ResponseRepository(session, self._key.scope).save(
                self._row.id,
                self._row.attempt,
                status=final["status"],
                response=snapshot,
                upstream=upstream,
                provider_id=provider_id,
                request=request,
                outputs=items,
                more=segments,
            )
            if not saved:
                return LeaseLost
            self._release_conversation(session, final, [*inputs, *outputs], texts)
            return None

        conflict = await self._database.write(finish)
        if conflict is not None:
            raise conflict
        self.log.published_end(last)

    def _holds_conversation(self, session: Session, final: JsonObject) -> bool:
        """Whether the response may add its items to its conversation; True if it has none to add."""
        conversation = self._row.conversation_id
        if conversation is None or final["status"] not in _CONTINUED:
            return True
        return self._conversations(session).hold(conversation, self._row.id)

    def _release_conversation(
        self, session: Session, final: JsonObject, items: Sequence[JsonObject], texts: LongTexts
    ) -> None:
        conversation = self._row.conversation_id
        if conversation is None:
            return
        conversations = self._conversations(session)
        if final["status"] in _CONTINUED:
            append_items(conversations, conversation, items, self._row.id, texts)
        conversations.unlock(conversation, self._row.id)

    def _turn(self, session: Session, snapshot: JsonObject) -> ResponseTurn:
        project = self._key.scope
        items = ResponseRepository(session, project).items(self._row.id).all_of("input")
        inputs = [orjson.loads(item.payload) for item in items]
        permissions = ModelPermissionsRepository(session, project).of_project()
        call = call_of(self._row, inputs, self._secrets, permissions)
        options = ResponseOptions.of(call.body_fields, store_by_default=True)
        context = unlocked_context(session, project, options, inputs, LongTexts())
        return ResponseTurn(call, options, context, inputs, snapshot)

    def _conversations(self, session: Session) -> ConversationRepository:
        return ConversationRepository(session, self._key.scope)


class _JobRecord(StepRecord):
    def __init__(self, recorder: UsageRecorder, key: LeaseKey, attempt: int, log: EventLog) -> None:
        super().__init__(recorder, key, attempt)
        self._log = log

    async def begin(self, step: StartedStep) -> None:
        """See `TurnRecord`. A later attempt finds the events of all items that the step is behind."""
        await self._log.flush()
        await super().begin(step)
