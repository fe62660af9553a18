"""Ends responses whose callers waited, and whose process was killed between calls of hosted tools."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Sequence
from typing import Any

import orjson
from sqlmodel import Session

from app.contract.json_types import JsonObject
from app.contract.long_json import json_column
from app.engine.lease_policy import LeasePolicy
from app.engine.responses.response_rows import item_rows
from app.engine.responses.turn_record import RESPONSES, Step, read_steps
from app.errors import APIError
from app.storage.database import Database
from app.storage.fences import Fence
from app.storage.leased_repository import LeaseKey, LeaseQueue
from app.storage.leases import LeaseLost
from app.storage.response_repository import ResponseRepository, output_rows
from app.storage.step_repository import OpenTurnRepository, StepRepository
from app.storage.tables import Response
from app.usage.recorder import UsageRecorder

_log = logging.getLogger(__name__)

_MOST = 100
_STOPPED = "The server stopped before this response was finished."


class StoppedTurns:
    """Looks for them about three times in the time of a lease."""

    def __init__(self, database: Database, recorder: UsageRecorder, leases: LeasePolicy) -> None:
        self._database = database
        self._recorder = recorder
        self._leases = leases
        self._owner = "sweeper_" + os.urandom(8).hex()

    async def run(self) -> None:
        """Runs until it is cancelled. A database that is unavailable is tried again the next time."""
        while True:
            with contextlib.suppress(APIError):
                await self.end_all()
            await asyncio.sleep(self._leases.duration_ms / 3000)

    async def end_all(self) -> int:
        """Ends those that are not renewed as failed, with the items that they have; returns their number."""
        waiting = await self._database.read(
            lambda session: LeaseQueue(session, OpenTurnRepository).waiting(_MOST)
        )
        if not waiting:
            return 0
        keys = [one.key for one in waiting]
        rows = await self._database.write(lambda session: self._claim(session, keys))
        for row in rows:
            with contextlib.suppress(LeaseLost):
                await self._end(row)
                _log.warning("a response of a killed process has failed", extra={"response": row.id})
        return len(rows)

    def _claim(self, session: Session, keys: Sequence[LeaseKey]) -> Sequence[Response]:
        queue = LeaseQueue(session, OpenTurnRepository)
        return queue.claim(keys, self._owner, self._leases.duration_ms)

    async def _end(self, row: Response) -> None:
        steps, input_ids = await self._database.read(lambda session: _read(session, row))
        output = items_of(steps)
        error = {"code": "server_error", "message": _STOPPED}
        final = {**orjson.loads(row.response), "status": "failed", "error": error, "output": output}
        changes: dict[str, Any] = {
            "status": "failed",
            "response": json_column(orjson.dumps(final)),
            "owner": None,
            "lease_until": None,
        }
        key = LeaseKey(row.project_id, row.id)
        rows = output_rows(*key, item_rows(output, input_ids))
        await self._recorder.write(fence=Fence(RESPONSES, key, row.attempt, rows, changes))


def items_of(steps: Sequence[Step]) -> list[JsonObject]:
    """The items that the steps have: what was done, and as failed what had started."""
    items: list[JsonObject] = []
    for started, done in steps:
        items += started.before
        items.append({**started.item, "status": "failed"} if done is None else done.item)
    return items


def _read(session: Session, row: Response) -> tuple[list[Step], list[str]]:
    inputs = ResponseRepository(session, row.project_id).items(row.id).all_of("input")
    steps = StepRepository(session, row.project_id, row.id).all()
    return read_steps(steps), [item.id for item in inputs]
