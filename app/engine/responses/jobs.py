"""Responses that are made in the background, durably: a row is the job, a lease is who does it, an attempt is the fence.

A runner in every process takes what is queued, and what a runner that fell silent left. Every event is committed before
any reader sees it, so that readers, here or on another replica, go on from any event. A job whose runner died after an
output event was committed ends failed, for another run would say something else; one that had none yet runs again.
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
from app.engine.responses.job import SHUTDOWN, Job
from app.engine.responses.record import items_of, row_of
from app.engine.responses.response_service import ResponseService, Turn
from app.engine.translation.events import Whole
from app.errors import APIError
from app.relay.passthrough import EVENT_STREAM
from app.storage import job_repository
from app.storage.database import Database
from app.storage.response_repository import UNFINISHED, ResponseRepository, rows
from generated.runtime import Relay

_log = logging.getLogger(__name__)

_POLL_SECONDS = 1.0
_READ_SECONDS = 0.2
_MOST_AT_ONCE = 64
_PAGE = 500
_QUEUED = ("response.created", "response.queued")


class Jobs:
    """The runner of this process."""

    def __init__(self, service: ResponseService, database: Database, drain: Drain) -> None:
        self._service = service
        self._database = database
        self._drain = drain
        self._owner = "runner_" + os.urandom(8).hex()
        self._wake = asyncio.Event()
        self._changed = asyncio.Condition()
        self._running: dict[tuple[str, str], asyncio.Task[None]] = {}

    async def enqueue(self, turn: Turn) -> Relay:
        """Commits the job; answers the queued response, or the stream of what becomes of it."""
        call, project = turn.call, turn.call.caller.project
        queued = {**turn.snapshot, "status": "queued"}
        first = [Whole(kind, number, {"response": queued}) for number, kind in enumerate(_QUEUED)]
        row = row_of(project, turn.options, call.body_fields, queued, caller=call)
        await self._service.recorder.admit()
        try:
            kept = rows(row, items_of(turn.inputs), events=[event.data().decode() for event in first])
            await self._service.recorder.write(*kept)
        except BaseException:
            self._service.recorder.spawn(self._service.release(call, turn.options, turn.context))
            raise
        self._wake.set()
        if turn.options.streams:
            return Relay(200, EVENT_STREAM, self.replay(project, turn.id, -1))
        return json_response(orjson.dumps(queued))

    async def replay(self, project: str, response_id: str, after: int) -> AsyncGenerator[bytes, None]:
        """Every event above `after`, those there are and those to come, to the end. For any number of readers."""
        while True:
            status, found = await self._database.read(
                partial(_events_after, project=project, response_id=response_id, after=after)
            )
            if found:
                after = found[-1][0]
                yield b"".join(payload for _, payload in found)
            if len(found) < _PAGE:
                if status not in UNFINISHED:
                    return
                await self._wait()

    async def cancel(self, project: str, response_id: str) -> None:
        """Ends a job, wherever it runs; returns once that is so, or after a few seconds in which its runner said nothing."""
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
        for _ in range(round(3 * self._service.beat_seconds / _READ_SECONDS)):
            # Nobody has it, or another replica does, whose next heartbeat tells it.
            await self._take(project, response_id)
            now = await self._database.read(
                lambda session: ResponseRepository(session, project).get(response_id)
            )
            if now is None or now.status not in UNFINISHED:
                return
            await asyncio.sleep(_READ_SECONDS)

    async def run(self) -> None:
        """Takes jobs until the server is told to stop: what is queued then is the other replicas', or the next start's."""
        while not self._drain.begun:
            free = _MOST_AT_ONCE - len(self._running)
            if free > 0:
                try:
                    found = await self._database.read(partial(job_repository.waiting, most=free))
                except APIError as error:
                    _log.warning("jobs cannot be looked for: %s", error.message)
                    found = []
                for project, response_id in found:
                    self._start(project, response_id)
            try:
                await asyncio.wait_for(self._wake.wait(), _POLL_SECONDS)
            except TimeoutError:
                continue
            self._wake.clear()

    async def close(self) -> None:
        """Lets running jobs end within the time that is left; the others are given back, for another replica or the next start."""
        self._drain.begin()
        tasks = list(self._running.values())
        if tasks:
            await asyncio.wait(tasks, timeout=self._drain.left())
        for task in tasks:
            task.cancel(SHUTDOWN)
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, project: str, response_id: str) -> None:
        key = (project, response_id)
        if key not in self._running:
            task = asyncio.create_task(self._take(project, response_id))
            self._running[key] = task
            task.add_done_callback(lambda _: self._running.pop(key, None))

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(_READ_SECONDS), self._changed:
                await self._changed.wait()
        except TimeoutError:
            return

    async def _take(self, project: str, response_id: str) -> None:
        until = self._service.lease()
        try:
            row = await self._database.write(
                lambda session: job_repository.JobRepository(session, project).claim(
                    response_id, self._owner, until
                )
            )
            if row is not None:
                await Job(self._service, self._database, row, self._tell).run()
        except APIError as error:
            _log.warning("a job could not be run: %s", error.message, extra={"response": response_id})
        except Exception:
            _log.exception("a job failed", extra={"response": response_id})

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def _events_after(
    session: Session, project: str, response_id: str, after: int
) -> tuple[str, list[tuple[int, bytes]]]:
    """(status, events): the status is read first, so that one that is final has all its events among them."""
    responses = ResponseRepository(session, project)
    row = responses.get(response_id)
    found = responses.events(response_id, after=after, limit=_PAGE)
    return ("" if row is None else row.status), [
        (event.sequence_number, _frame(event.payload)) for event in found
    ]


def _frame(payload: str) -> bytes:
    kind: str = orjson.loads(payload)["type"]
    return f"event: {kind}\ndata: {payload}\n\n".encode()
