"""One attempt at a background response."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from functools import partial

import orjson

from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.engine.leased_work import StopReason
from app.engine.responses.event_log import EventWriter
from app.engine.responses.job_store import ConversationLockLost, JobStore
from app.engine.responses.response_service import ResponseService
from app.engine.responses.response_turn import ResponseTurn
from app.engine.responses.response_usage import complete_usage, partial_text
from app.engine.responses.resumed_turn import ResumedTurn, resumed_turn
from app.engine.responses.stopped_turns import items_of
from app.engine.responses.upstream_answer import (
    UpstreamAnswer,
    UpstreamRejected,
    answer_events,
    has_output,
)
from app.engine.responses.upstream_query import output_items
from app.engine.translation.output_events import JsonEvent, OutputEvent
from app.errors import APIError
from app.storage.leases import LeaseLost
from app.storage.tables import Response
from app.usage.call_error import CallError
from app.usage.entry import UsageEntry
from app.usage.records import attempt_prefix
from app.usage.token_usage import Usage
from app.usage.usage_row import Status

_log = logging.getLogger(__name__)

QUEUED_EVENTS = 2
"""The events that a response has when it is queued: its creation, and that it is queued."""
_STOPPED = "The server stopped before this response was finished."
_BEFORE_OUTPUT = ("response.created", "response.queued", "response.in_progress")


class ResponseJob:
    """Runs a claimed row."""

    def __init__(self, service: ResponseService, events: EventWriter, row: Response) -> None:
        self._service = service
        self._store = JobStore(service.database, events, row, service.secrets)
        self._row = row
        self._snapshot: JsonObject = {**orjson.loads(row.response), "status": "in_progress"}
        self._next_number = QUEUED_EVENTS
        self._turn: ResponseTurn | None = None
        self._entry: UsageEntry | None = None
        self._answer: UpstreamAnswer | None = None
        self._resumed: ResumedTurn | None = None
        self._upstream: str | None = None
        self._provider_id: str | None = None

    async def run(self) -> None:
        """Returns once the response is finished, or the job is released or lost to another runner.

        A cancellation has a `StopReason`. Raises APIError if the database is unavailable: the job then waits
        for the next runner.
        """
        work = asyncio.create_task(self._work())
        try:
            await asyncio.wait((work,))
            await self._check_result(work)
        except asyncio.CancelledError as cancelled:
            await self._stop(work, cancelled.args[0] if cancelled.args else "shutdown")
        finally:
            self._abandon_entry()

    async def _check_result(self, work: asyncio.Task[None]) -> None:
        """An unexpected exception fails the response; else the job would run again and again."""
        try:
            with contextlib.suppress(LeaseLost):
                work.result()
        except APIError:
            # The database is unavailable.
            raise
        except Exception:
            _log.exception("job failed", extra={"response": self._row.id})
            await self._fail("The server could not create this response.", "server_error")

    async def _stop(self, work: asyncio.Task[None], reason: StopReason) -> None:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        if reason != "cancel":
            self._store.log.discard()
        if reason == "shutdown":
            await self._store.release()
        elif reason == "cancel":
            # The response may have finished just before.
            with contextlib.suppress(LeaseLost):
                await self._cancel()

    def _abandon_entry(self) -> None:
        """Records the usage of an attempt without final response: lost, released, or without database."""
        if self._entry is not None and not self._entry.ended:
            if self._answer is not None:
                self._entry.abandon(self._answer.counted(), partial_text(self._answer), None)
            else:
                self._entry.abandon({} if self._turn is None else self._turn.call.body_fields, "", None)

    async def _work(self) -> None:
        if self._row.attempt > 1 and not await self._take_over():
            return None
        if self._row.cancel_requested:
            return await self._cancel()
        turn = self._turn = await self._store.turn(self._snapshot)
        entry = self._entry = await self._service.recorder.open(
            turn.call, object_id=turn.id, streamed=True, job=attempt_prefix(turn.id, self._row.attempt)
        )
        if self._resumed is not None:
            entry.continue_request()
        try:
            self._service.add_tools(turn)
            if self._resumed is not None and turn.tools is None:
                # This server has the tools no more.
                output = [item for item in self._resumed.output if item is not None]
                return await self._fail(_STOPPED, "server_error", outputs=output)
            answer = await self._service.begin_answer(
                turn,
                entry,
                self._store.record(),
                streams=True,
                sequence_number=self._next_number,
                resumed=self._resumed,
            )
        except UpstreamRejected as rejected:
            body = b"".join([chunk async for chunk in rejected.relay.chunks])
            error = orjson.loads(body)["error"]
            return await self._fail(str(error["message"]), error.get("code"), rejected.relay.status)
        except APIError as error:
            return await self._fail(error.message, error.code, error.status)
        self._answer = answer
        batches, waits = answer_events(answer), True
        try:
            async for events in batches:
                if not events:
                    continue
                if waits and has_output(events):
                    waits = False
                    entry.on_first_token()
                self._next_number = events[-1].sequence_number + 1
                if answer.stream.final is None:
                    self._append(events)
                    if self._store.log.is_full:
                        await self._store.log.flush()
                else:
                    await self._complete(turn, answer, events)
        finally:
            await batches.aclose()
        return None

    async def _take_over(self) -> bool:
        """Continues after an earlier attempt, from its committed events and steps; False if it cannot.

        Then the response has failed: readers have seen text, and another attempt would generate another.
        """
        events, steps = await self._store.events(), await self._store.steps()
        self._next_number = events[-1].sequence_number + 1
        if not steps and all(event.value()["type"] in _BEFORE_OUTPUT for event in events):
            return True
        await self._store.record_lost_usage(await self._store.turn(self._snapshot), events)
        self._resumed = resumed_turn(events, steps, await self._store.earlier_usage())
        if self._resumed is None:
            await self._fail(_STOPPED, "server_error", outputs=items_of(steps))
        return self._resumed is not None

    def _append(self, events: Sequence[OutputEvent]) -> None:
        started = any(event.type == "response.in_progress" for event in events)
        changes = {}
        if started:
            changes = {"status": "in_progress", "response": orjson.dumps(self._snapshot).decode()}
            if self._answer is not None:
                changes["upstream"] = self._answer.upstream.name
        self._store.log.append(events, changes)

    async def _complete(
        self, turn: ResponseTurn, answer: UpstreamAnswer, events: Sequence[OutputEvent]
    ) -> None:
        final = answer.stream.final
        assert final is not None  # noqa: S101 - the caller has checked it
        usage = await complete_usage(answer, final)
        status: Status = "failed" if final["status"] == "failed" else "completed"
        self._upstream, self._provider_id = answer.upstream.name, answer.stream.provider_id
        try:
            error = CallError.in_body(final.get("error")) if status == "failed" else None
            await self._finish(final, events, status, 200, usage, output_items(answer.stream), error)
        except ConversationLockLost:
            self._next_number = events[0].sequence_number
            await self._fail(
                "The conversation was acquired by another turn or deleted before this response was finished.",
                "server_error",
            )

    async def _fail(
        self, message: str, code: object, http_status: int = 500, outputs: Sequence[JsonObject] = ()
    ) -> None:
        known = code if code == "rate_limit_exceeded" else "server_error"
        final = {**self._snapshot, "status": "failed", "error": {"code": known, "message": message}}
        final["output"] = list(outputs)
        events = [JsonEvent("response.failed", self._next_number, {"response": final})]
        error = CallError.in_body({"code": code, "message": message})
        await self._finish(final, events, "failed", http_status, Usage(), outputs, error)

    async def _cancel(self) -> None:
        final = {**self._snapshot, "status": "cancelled"}
        usage = Usage()
        if self._answer is not None:
            final = self._answer.stream.partial("cancelled")
            usage = await complete_usage(self._answer, final)
        await self._finish(final, [], "cancelled", 499, usage, final["output"])

    async def _finish(
        self,
        final: JsonObject,
        events: Sequence[OutputEvent],
        status: Status,
        http_status: int,
        usage: Usage,
        outputs: Sequence[JsonObject],
        error: CallError | None = None,
    ) -> None:
        finish = partial(
            self._store.finish,
            final,
            events,
            () if self._turn is None else self._turn.inputs,
            outputs,
            upstream=self._upstream,
            provider_id=self._provider_id,
            texts=LongTexts() if self._answer is None else self._answer.stream.texts,
        )
        if self._entry is None:
            await finish(None)
        else:
            await self._entry.end_in(finish, status, http_status, usage, self._provider_id, error)
