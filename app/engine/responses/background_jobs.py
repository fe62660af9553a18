"""Background responses as durable jobs: the row is the job, its lease the runner, its attempt the fence.

A runner in every process claims queued jobs and jobs with an expired lease. Every event is committed before
it is sent, so that readers on any replica continue after any event. A job whose runner crashed after an event
with output ends as failed, as another attempt would generate another text; a job without output runs again.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncGenerator
from functools import partial

import orjson
from sqlmodel import Session

from app.aio.drain import Drain
from app.engine.response_body import json_response
from app.engine.responses.response_job import SHUTDOWN, ResponseJob
from app.engine.responses.response_rows import item_rows, response_row
from app.engine.responses.response_service import ResponseService
from app.engine.responses.response_turn import ResponseTurn
from app.engine.translation.output_events import JsonEvent
from app.errors import APIError
from app.relay.passthrough import EVENT_STREAM
from app.storage import job_repository
from app.storage.database import Database
from app.storage.response_repository import UNFINISHED, ResponseRepository, rows
from generated.runtime import Relay

_log = logging.getLogger(__name__)

_POLL_SECONDS = 1.0
_READ_SECONDS = 0.2
_MAX_RUNNING = 64
_EVENTS_PER_READ = 500
_QUEUED_EVENTS = ("response.created", "response.queued")


class BackgroundJobs:
    """The queue, and the runner of this process."""

    def __init__(self, service: ResponseService, database: Database, drain: Drain) -> None:
        self._service = service
        self._database = database
        self._drain = drain
        self._owner = "runner_" + os.urandom(8).hex()
        self._queued = asyncio.Event()
        self._changed = asyncio.Condition()
        self._running: dict[tuple[str, str], asyncio.Task[None]] = {}

    async def enqueue(self, turn: ResponseTurn) -> Relay:
        """Commits the job and answers with the queued response, or with the stream of its events."""
        call, project = turn.call, turn.call.caller.project
        queued = {**turn.snapshot, "status": "queued"}
        first = [
            JsonEvent(event_type, number, {"response": queued})
            for number, event_type in enumerate(_QUEUED_EVENTS)
        ]
        row = response_row(project, turn.options, call.body_fields, queued, caller=call)
        try:
            await self._service.recorder.admit()
            payloads = [event.data().decode() for event in first]
            await self._service.recorder.write(*rows(row, item_rows(turn.inputs), events=payloads))
        except BaseException:
            self._service.recorder.spawn(turn.release())
            raise
        self._queued.set()
        if turn.options.streams:
            return Relay(200, EVENT_STREAM, self.replay(project, turn.id, -1))
        return json_response(orjson.dumps(queued))

    async def replay(self, project: str, response_id: str, after: int) -> AsyncGenerator[bytes, None]:
        """All events with a sequence number above `after`, until the response is finished."""
        while True:
            status, events = await self._database.read(
                partial(_events_after, project=project, response_id=response_id, after=after)
            )
            if events:
                after = events[-1][0]
                yield b"".join(frame for _, frame in events)
            if len(events) < _EVENTS_PER_READ:
                if status not in UNFINISHED:
                    return
                await self._wait_for_events()

    async def cancel(self, project: str, response_id: str) -> None:
        """Cancels a job on any replica. Returns once it is finished, or after three heartbeats."""
        row = await self._database.write(
            lambda session: job_repository.JobRepository(session, project).request_cancel(response_id)
        )
        if row is None or row.status not in UNFINISHED or not row.background:
            return
        task = self._running.get((project, response_id))
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            return
        for _ in range(round(3 * self._service.leases.heartbeat_seconds / _READ_SECONDS)):
            # The job has no runner, or its runner on another replica sees the request at its next heartbeat.
            await self._claim_and_run(project, response_id)
            row = await self._database.read(
                lambda session: ResponseRepository(session, project).get(response_id)
            )
            if row is None or row.status not in UNFINISHED:
                return
            await asyncio.sleep(_READ_SECONDS)

    async def run(self) -> None:
        """Claims jobs until the server drains; other replicas or the next start run later ones."""
        while not self._drain.started:
            free = _MAX_RUNNING - len(self._running)
            if free > 0:
                try:
                    waiting = await self._database.read(partial(job_repository.waiting, most=free))
                except APIError as error:
                    _log.warning("queued jobs could not be read: %s", error.message)
                    waiting = []
                for project, response_id in waiting:
                    self._start(project, response_id)
            try:
                await asyncio.wait_for(self._queued.wait(), _POLL_SECONDS)
            except TimeoutError:
                continue
            self._queued.clear()

    async def close(self) -> None:
        """Waits for running jobs until the drain's deadline, then releases them for another runner."""
        self._drain.start()
        tasks = list(self._running.values())
        if tasks:
            await asyncio.wait(tasks, timeout=self._drain.left())
        for task in tasks:
            task.cancel(SHUTDOWN)
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, project: str, response_id: str) -> None:
        key = (project, response_id)
        if key not in self._running:
            task = asyncio.create_task(self._claim_and_run(project, response_id))
            self._running[key] = task
            task.add_done_callback(lambda _: self._running.pop(key, None))

    async def _claim_and_run(self, project: str, response_id: str) -> None:
        """Runs the job, unless another replica has claimed it or it has ended."""
        until = self._service.leases.until()
        try:
            row = await self._database.write(
                lambda session: job_repository.JobRepository(session, project).claim(
                    response_id, self._owner, until
                )
            )
            if row is not None:
                await ResponseJob(self._service, row, self._notify_readers).run()
        except APIError as error:
            _log.warning("job could not run: %s", error.message, extra={"response": response_id})
        except Exception:
            _log.exception("job failed", extra={"response": response_id})

    async def _wait_for_events(self) -> None:
        try:
            async with asyncio.timeout(_READ_SECONDS), self._changed:
                await self._changed.wait()
        except TimeoutError:
            return

    async def _notify_readers(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def _events_after(
    session: Session, project: str, response_id: str, after: int
) -> tuple[str, list[tuple[int, bytes]]]:
    """The status and the events. The status is read first: a finished response has all its events by then."""
    responses = ResponseRepository(session, project)
    row = responses.get(response_id)
    events = responses.events(response_id, after=after, limit=_EVENTS_PER_READ)
    return ("" if row is None else row.status), [
        (event.sequence_number, _frame(event.payload)) for event in events
    ]


def _frame(payload: str) -> bytes:
    event_type: str = orjson.loads(payload)["type"]
    return f"event: {event_type}\ndata: {payload}\n\n".encode()
