"""The row of a response whose caller waits, from its first call of a hosted tool on.

Without such calls it has none before its end. If this process is killed, the row says what was done, and
`stopped_turns` ends it.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterator
from typing import Any

import orjson
from typing_extensions import override

from app.aio.random_hex import random_hex16
from app.contract.json_types import JsonObject
from app.contract.long_json import json_column
from app.contract.long_texts import LongTexts
from app.engine.lease_policy import LeasePolicy
from app.engine.responses.response_rows import item_rows, response_row
from app.engine.responses.response_turn import ResponseTurn
from app.engine.responses.turn_record import RESPONSES, StartedStep, StepRecord
from app.errors import APIError, Conflict
from app.storage.database import Database
from app.storage.fences import Fence
from app.storage.leased_repository import LeaseKey, LeaseQueue
from app.storage.leases import LeaseLost
from app.storage.response_repository import output_rows, rows
from app.storage.rows import Row
from app.storage.step_repository import OpenTurnRepository
from app.usage.recorder import UsageRecorder

_FIRST_LEASES = 2
ATTEMPT = 1
"""The process that answers the caller has the row as its first attempt; another one only ends it."""


class ForegroundRecord(StepRecord):
    """The steps of such a response, and its end."""

    def __init__(
        self, database: Database, recorder: UsageRecorder, leases: LeasePolicy, turn: ResponseTurn
    ) -> None:
        super().__init__(recorder, LeaseKey(turn.call.caller.project, turn.id), ATTEMPT)
        self._database = database
        self._leases = leases
        self._turn = turn
        self._renewal: asyncio.Task[None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether the response has a row."""
        return self._renewal is not None

    @override
    async def begin(self, step: StartedStep) -> None:
        if self.is_open:
            with self._lost_is_deleted():
                await super().begin(step)
            return
        await self.recorder.write(*self._new_rows(), self.row(step, "begun", step))
        self._renewal = asyncio.create_task(self._renew())

    @override
    async def settle(self) -> None:
        with self._lost_is_deleted():
            await super().settle()

    async def end_turn(
        self, final: JsonObject, outputs: list[JsonObject], texts: LongTexts, upstream: str, *always: Row
    ) -> None:
        """Commits the end of the response with its items. The rows `always` are committed in any case.

        Raises Conflict if it was deleted.
        """
        items = item_rows(outputs, [str(item["id"]) for item in self._turn.inputs], texts)
        added = output_rows(*self.key, items)
        changes: dict[str, Any] = {
            "status": final["status"],
            "response": json_column(texts.expand(orjson.dumps(final))),
            "upstream": upstream,
            "owner": None,
            "lease_until": None,
        }
        await self.stop()
        with self._lost_is_deleted():
            await self.recorder.write(*always, fence=Fence(RESPONSES, self.key, self.attempt, added, changes))

    async def stop(self) -> None:
        """The row is renewed no more: its end is written now."""
        with contextlib.suppress(APIError):
            # The end is fenced, too.
            await self.settle()
        if self._renewal is not None:
            self._renewal.cancel()
            await asyncio.gather(self._renewal, return_exceptions=True)

    @contextlib.contextmanager
    def _lost_is_deleted(self) -> Iterator[None]:
        """Callers get a Conflict where the row is this process's no more."""
        try:
            yield
        except LeaseLost:
            raise response_deleted(self.key.id) from None

    def _new_rows(self) -> list[Row]:
        """The response and its input. Its first lease is by this machine's clock, and longer for that."""
        turn = self._turn
        row = response_row(self.key.scope, turn.options, turn.call.body_fields, turn.snapshot)
        row["attempt"], row["owner"] = self.attempt, "turn_" + random_hex16()
        row["lease_until"] = round(time.time() * 1000) + _FIRST_LEASES * self._leases.duration_ms
        return rows(row, item_rows(turn.inputs))

    async def _renew(self) -> None:
        attempts = {self.key: self.attempt}
        while True:
            await asyncio.sleep(self._leases.heartbeat_seconds)
            # A database that is unavailable for a moment is tried again with the next renewal.
            with contextlib.suppress(APIError):
                await self._database.write(
                    lambda session: LeaseQueue(session, OpenTurnRepository).heartbeat(
                        attempts, self._leases.duration_ms
                    )
                )


def response_deleted(response_id: str) -> Conflict:
    """The response was deleted, or ended by another process, while it was created."""
    return Conflict(
        f"Response '{response_id}' was deleted before its end: nothing of it is stored.",
        code="response_lost",
        headers={"x-should-retry": "false"},
    )
