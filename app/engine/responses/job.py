"""One attempt at a response in the background."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence

import orjson
from sqlalchemy import insert
from sqlmodel import Session

from app.contract.json_types import JsonObject
from app.engine.responses import context as contexts
from app.engine.responses.context import Context
from app.engine.responses.record import append, call_of, items_of
from app.engine.responses.response_options import ResponseOptions
from app.engine.responses.response_service import ResponseService, Turn, generated_text, usage_of
from app.engine.responses.upstream_query import carried_output
from app.engine.responses.upstream_turn import UpstreamAnswer, UpstreamRejected, events
from app.engine.responses.upstream_turn import options as ask_upstream
from app.engine.translation.events import OutputEvent, Whole
from app.errors import APIError
from app.storage import job_repository
from app.storage.conversation_repository import ConversationRepository
from app.storage.database import Database
from app.storage.response_repository import ResponseRepository
from app.storage.tables import Response
from app.usage.recorder import Status, UsageEntry
from app.usage.token_usage import Usage

_log = logging.getLogger(__name__)

SHUTDOWN = "the server stops"
_CARRIED_ON = ("completed", "incomplete")
_BEFORE_OUTPUT = ("response.created", "response.queued", "response.in_progress")


class LeaseLost(Exception):
    """Another runner has the job, or it is gone: nothing more is written."""


class ConversationLockLost(Exception):
    """The conversation is another turn's, or gone: its lease ran out before the job was there to hold it."""


class Job:
    """Runs a claimed row to an end. `tell` wakes the readers of this process."""

    def __init__(
        self, service: ResponseService, database: Database, row: Response, tell: Callable[[], Awaitable[None]]
    ) -> None:
        self._service = service
        self._database = database
        self._row = row
        self._tell = tell
        self._project = row.project_id
        self._snapshot: JsonObject = {**orjson.loads(row.response), "status": "in_progress"}
        self._number = 0
        self._entry: UsageEntry | None = None
        self._answer: UpstreamAnswer | None = None
        self._upstream: str | None = None
        self._provider_id: str | None = None

    async def run(self) -> None:
        """Ends with the response finished, given back, or left to whoever has taken it. Cancelled, it ends it as cancelled."""
        working = asyncio.create_task(self._work())
        beating = asyncio.create_task(self._beat())
        try:
            await asyncio.wait((working, beating), return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                return await self._done(working)
            await self._stop(working, beating.result())
        except asyncio.CancelledError as stop:
            await self._stop(working, "shutdown" if stop.args == (SHUTDOWN,) else "cancel")
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)

    async def _done(self, working: asyncio.Task[None]) -> None:
        """What is not foreseen ends the response: it would come again, and hold its conversation for ever."""
        try:
            with contextlib.suppress(LeaseLost):
                working.result()
        except APIError:
            # The database is away: this is for whoever finds the job when it is back.
            raise
        except Exception:
            _log.exception("a job failed", extra={"response": self._row.id})
            await self._fail("The server could not make this response.", "server_error")

    async def _stop(self, working: asyncio.Task[None], why: str) -> None:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        if why == "lost":
            if self._entry is not None:
                self._entry.abandon(orjson.loads(self._row.request), self._said(), None)
        elif why == "shutdown":
            await self._database.write(
                lambda session: job_repository.JobRepository(session, self._project).release(
                    self._row.id, self._row.attempt
                )
            )
        else:
            # It may have come to its end just before.
            with contextlib.suppress(LeaseLost):
                await self._cancelled()

    async def _work(self) -> None:
        told = await self._database.read(self._told)
        self._number = len(told)
        if self._row.cancel_requested:
            return await self._cancelled()
        if any(kind not in _BEFORE_OUTPUT for kind in told):
            # It has said something already, and would say something else now.
            return await self._fail("The server stopped while this response was being made.", "server_error")
        turn = await self._database.read(self._turn)
        entry = self._entry = await self._service.recorder.open(turn.call, object_id=turn.id, streamed=True)
        try:
            answer = await ask_upstream(
                self._service.upstreams, turn.query(streams=True), self._snapshot, self._number
            )
        except UpstreamRejected as refused:
            body = b"".join([chunk async for chunk in refused.relay.chunks])
            error = orjson.loads(body)["error"]
            return await self._fail(str(error["message"]), error.get("code"), refused.relay.status)
        except APIError as error:
            return await self._fail(error.message, error.code, error.status)
        self._answer = answer
        entry.upstream = answer.upstream.name
        made = events(answer)
        try:
            async for found in made:
                if found:
                    self._number = found[-1].sequence_number + 1
                    await (
                        self._append(found) if answer.stream.final is None else self._end(turn, answer, found)
                    )
        finally:
            await made.aclose()
        return None

    async def _append(self, found: Sequence[OutputEvent]) -> None:
        payloads = _payloads(found)
        begins = any(event.type == "response.in_progress" for event in found)
        key = (self._row.id, self._row.attempt)

        def append(session: Session) -> bool:
            responses = ResponseRepository(session, self._project)
            if not begins:
                return responses.append_events(*key, payloads)
            told = orjson.dumps(self._snapshot).decode()
            return responses.save(*key, status="in_progress", response=told, events=payloads)

        if not await self._database.write(append):
            raise LeaseLost
        await self._tell()

    async def _end(self, turn: Turn, answer: UpstreamAnswer, found: Sequence[OutputEvent]) -> None:
        """The terminal event, with everything that is to be there when it is seen."""
        final = answer.stream.final
        assert final is not None  # noqa: S101 - this is its end
        usage = await usage_of(turn.call.body_fields, final)
        status: Status = "failed" if final["status"] == "failed" else "completed"
        self._upstream, self._provider_id = answer.upstream.name, answer.stream.provider_id
        try:
            await self._finish(final, found, status, 200, usage, carried_output(answer.stream))
        except ConversationLockLost:
            self._number = found[0].sequence_number
            await self._fail(
                "The conversation was taken by another turn, or deleted, before this one was at its end.",
                "server_error",
            )

    async def _fail(self, message: str, code: object, http_status: int = 500) -> None:
        known = code if code == "rate_limit_exceeded" else "server_error"
        final = {**self._snapshot, "status": "failed", "error": {"code": known, "message": message}}
        found = [Whole("response.failed", self._number, {"response": final})]
        await self._finish(final, found, "failed", http_status, Usage(), [])

    async def _cancelled(self) -> None:
        final = {**self._snapshot, "status": "cancelled"}
        usage = Usage()
        if self._answer is not None:
            final = self._answer.stream.partial("cancelled")
            usage = await usage_of(orjson.loads(self._row.request), final)
        await self._finish(final, [], "cancelled", 499, usage, final["output"])

    async def _finish(
        self,
        final: JsonObject,
        found: Sequence[OutputEvent],
        status: Status,
        http_status: int,
        usage: Usage,
        outputs: Sequence[JsonObject],
    ) -> None:
        entry = self._entry
        accounted = None if entry is None else entry.close(status, http_status, usage, self._provider_id)

        def finish(session: Session) -> type[Exception] | None:
            """What is in the way of it. What was consumed is accounted for in any case."""
            if accounted is not None:
                session.execute(insert(accounted[0]), [dict(accounted[1])])
            if not self._holds_conversation(session, final):
                return ConversationLockLost
            responses = ResponseRepository(session, self._project)
            given = responses.items(self._row.id).all_of("input")
            saved = responses.save(
                self._row.id,
                self._row.attempt,
                status=final["status"],
                response=orjson.dumps(final).decode(),
                upstream=self._upstream,
                provider_id=self._provider_id,
                outputs=items_of(outputs, [item.id for item in given]),
                events=_payloads(found),
            )
            if not saved:
                return LeaseLost
            said = [orjson.loads(item.payload) for item in given]
            self._leave_conversation(session, final, [*said, *outputs])
            return None

        fault = await self._database.write(finish)
        if fault is not None:
            raise fault
        await self._tell()

    def _holds_conversation(self, session: Session, final: JsonObject) -> bool:
        """Whether the conversation is still this response's to add to, where it has something to add."""
        conversation = self._row.conversation_id
        if conversation is None or final["status"] not in _CARRIED_ON:
            return True
        return ConversationRepository(session, self._project).hold(conversation, self._row.id)

    def _leave_conversation(self, session: Session, final: JsonObject, items: Sequence[JsonObject]) -> None:
        conversation = self._row.conversation_id
        if conversation is None:
            return
        conversations = ConversationRepository(session, self._project)
        if final["status"] in _CARRIED_ON:
            append(conversations, conversation, items, self._row.id)
        conversations.unlock(conversation, self._row.id)

    async def _beat(self) -> str:
        """Keeps the lease until it is lost or the response is to be cancelled: says which."""
        while True:
            await asyncio.sleep(self._service.beat_seconds)
            try:
                beat = await self._database.write(self._heartbeat)
            except APIError:
                continue
            if beat != "held":
                return beat

    def _heartbeat(self, session: Session) -> job_repository.HeartbeatResult:
        return job_repository.JobRepository(session, self._project).heartbeat(
            self._row.id, self._row.attempt, self._service.lease()
        )

    def _told(self, session: Session) -> list[str]:
        found = ResponseRepository(session, self._project).events(self._row.id, limit=1_000_000)
        return [orjson.loads(event.payload)["type"] for event in found]

    def _turn(self, session: Session) -> Turn:
        given = ResponseRepository(session, self._project).items(self._row.id).all_of("input")
        inputs = [orjson.loads(item.payload) for item in given]
        call = call_of(self._row, inputs)
        options = ResponseOptions.of(call.body_fields, store_by_default=True)
        history = contexts.history(session, self._project, options)
        pinned = contexts.pinned(session, self._project, options)
        context = Context(history, contexts.known(inputs, history), pinned, None)
        return Turn(call, options, context, inputs, self._snapshot)

    def _said(self) -> str:
        return "" if self._answer is None else generated_text(self._answer.stream.partial("incomplete"))


def _payloads(found: Sequence[OutputEvent]) -> list[tuple[int, str]]:
    return [(event.sequence_number, event.data().decode()) for event in found]
