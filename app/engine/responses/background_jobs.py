"""Background responses as durable jobs: the row is the job, its lease the runner, its attempt the fence.

A runner in every process claims queued jobs and jobs with an expired lease. Every event is committed before
it is sent, so that readers on any replica continue after any event. A job whose runner crashed after an event
with output ends as failed, as another attempt would generate another text; a job without output runs again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import orjson

from app.aio.drain import Drain
from app.engine.leased_work import LeasedWork
from app.engine.response_body import json_response
from app.engine.responses.event_feed import EventFeed
from app.engine.responses.event_log import EventWriter
from app.engine.responses.obfuscation import is_requested
from app.engine.responses.response_job import ResponseJob
from app.engine.responses.response_rows import item_rows, response_row
from app.engine.responses.response_service import ResponseService
from app.engine.responses.response_turn import ResponseTurn
from app.engine.translation.output_events import JsonEvent
from app.errors import BadRequest, Forbidden, RateLimited
from app.relay.passthrough import EVENT_STREAM
from app.storage.database import Database
from app.storage.event_segments import segment
from app.storage.job_repository import JobRepository
from app.storage.leased_repository import LeaseKey
from app.storage.response_repository import UNFINISHED, ResponseRepository, rows
from app.storage.tables import Response
from generated.runtime import Relay

_CANCEL_SECONDS = 0.2
_FIRST_EVENTS = ("response.created", "response.queued")


class BackgroundJobs:
    """The queue, and the runner of this process.

    `slots` is how many jobs it runs at once, `most_waiting` how many of one project may wait for a runner.
    """

    def __init__(
        self,
        service: ResponseService,
        database: Database,
        drain: Drain,
        *,
        slots: int,
        most_waiting: int,
    ) -> None:
        self._most_waiting = most_waiting
        self._service = service
        self._database = database
        self._work = LeasedWork(
            database, JobRepository, self._run_job, slots=slots, leases=service.leases, drain=drain
        )
        self._feed = EventFeed(database, self._work.is_running)
        self._events = EventWriter(service.recorder, self._feed)

    async def enqueue(self, turn: ResponseTurn) -> Relay:
        """Commits the job and answers with the queued response, or with the stream of its events.

        Raises RateLimited where too many jobs of the project wait, BadRequest for credentials that cannot be
        sealed, Forbidden for a model that is not permitted.
        """
        call, key = turn.call, LeaseKey(turn.call.caller.project, turn.id)
        queued = {**turn.snapshot, "status": "queued"}
        first = [
            JsonEvent(event_type, number, {"response": queued}).data()
            for number, event_type in enumerate(_FIRST_EVENTS)
        ]
        try:
            row = response_row(
                key.scope, turn.options, call.body_fields, queued, caller=call, secrets=self._service.secrets
            )
            row["lane"] = self._service.first_route(turn).upstream.name
            self._service.upstreams.require_access(call, turn.options.model)
            await self._require_room(key.scope)
            await self._service.recorder.admit()
            await self._service.recorder.write(
                *rows(row, item_rows(turn.inputs)), segment(key, row["attempt"], 0, first)
            )
        except (BadRequest, Forbidden, RateLimited):
            # The client's next request finds the conversation free.
            await turn.release()
            raise
        except BaseException:
            self._service.recorder.spawn(turn.release())
            raise
        self._work.wake()
        if turn.options.streams:
            frames = self._feed.follow(key, -1, obfuscates=is_requested(call.body_fields))
            return Relay(200, EVENT_STREAM, frames)
        return json_response(orjson.dumps(queued))

    def replay(
        self, project: str, response_id: str, after: int, *, obfuscates: bool = False
    ) -> AsyncGenerator[bytes, None]:
        """All events with a sequence number above `after`, until the response is finished."""
        return self._feed.follow(LeaseKey(project, response_id), after, obfuscates=obfuscates)

    async def cancel(self, project: str, response_id: str) -> None:
        """Cancels a job on any replica. Returns once it is finished, or after three heartbeats."""
        row = await self._database.write(
            lambda session: JobRepository(session, project).request_cancel(response_id)
        )
        # The job has no runner, or its runner on another replica sees the request at its next heartbeat.
        for _ in range(round(3 * self._service.leases.heartbeat_seconds / _CANCEL_SECONDS)):
            if row is None or row.status not in UNFINISHED or not row.background:
                return
            await self._work.cancel(LeaseKey(project, response_id))
            row = await self._database.read(
                lambda session: ResponseRepository(session, project).state(response_id)
            )
            if row is not None and row.status in UNFINISHED:
                await asyncio.sleep(_CANCEL_SECONDS)

    async def run(self) -> None:
        """See `LeasedWork.run`."""
        await self._work.run()

    async def close(self) -> None:
        """See `LeasedWork.close`."""
        await self._work.close()
        self._feed.close()

    async def _require_room(self, project: str) -> None:
        # Calls that come at once may all find room: the bound is one on the queue, not on its last places.
        waiting = await self._database.read(
            lambda session: JobRepository(session, project).count_waiting(self._most_waiting)
        )
        if waiting >= self._most_waiting:
            raise RateLimited(
                f"{waiting} background responses of this project wait already, the most that may (setting "
                "MAX_QUEUED_RESPONSES). Try again later.",
                param="background",
                headers={"retry-after": "5"},
            )

    async def _run_job(self, row: Response) -> None:
        await ResponseJob(self._service, self._events, row).run()
