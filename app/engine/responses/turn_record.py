"""The steps of a response with hosted tools: each call is committed before it runs, and when it is done.

A background response has its row from the start. That of a waiting caller is stored with the first step, and
leased by this process: see `foreground_record`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import orjson

from app.contract.json_types import JsonObject
from app.contract.long_json import json_column
from app.engine.hosted.tool import HostedCall
from app.storage.fences import Fence
from app.storage.leased_repository import LeaseKey
from app.storage.rows import Row
from app.storage.step_repository import StepState, step_row
from app.storage.tables import METADATA, ResponseStep
from app.usage.recorder import UsageRecorder

RESPONSES = METADATA.tables["responses"]


@dataclass(frozen=True, slots=True)
class StartedStep:
    """A call that is about to run. `item` is that of its added event, with its id.

    `before` are the items of the output since the step before; `round` counts the model's answers, from 1,
    and is 0 for a call that the caller has approved.
    """

    seq: int
    round: int
    kind: str
    call: HostedCall
    extras: Mapping[str, Any]
    item: JsonObject
    before: Sequence[JsonObject] = ()


@dataclass(frozen=True, slots=True)
class DoneStep:
    """The call's item with its id, what the model reads, and the state of its tool."""

    item: JsonObject
    text: str
    state: Any = None


Step: TypeAlias = tuple[StartedStep, DoneStep | None]


class TurnRecord:
    """Writes no steps: the response is not stored."""

    async def begin(self, step: StartedStep) -> None:
        """Commits the step before it runs. Raises LeaseLost, or APIError if the database is unavailable."""

    async def end(self, step: StartedStep, done: DoneStep) -> None:
        """Writes the result. It is committed before the next step begins, and before the response ends."""

    async def settle(self) -> None:
        """Returns when all results are committed. Raises as `begin` does."""


class StepRecord(TurnRecord):
    """Writes the steps of a response whose row this attempt holds."""

    def __init__(self, recorder: UsageRecorder, key: LeaseKey, attempt: int) -> None:
        self.recorder = recorder
        self.key = key
        self.attempt = attempt
        self._writing: asyncio.Future[None] | None = None

    async def begin(self, step: StartedStep) -> None:
        """See `TurnRecord`."""
        await self.settle()
        await self._write(self.row(step, "begun", step))

    async def end(self, step: StartedStep, done: DoneStep) -> None:
        """See `TurnRecord`."""
        await self.settle()
        self._writing = self._write(self.row(step, "done", done))
        # Its error is for the one who settles; there may be none.
        self._writing.add_done_callback(lambda written: written.cancelled() or written.exception())

    async def settle(self) -> None:
        """See `TurnRecord`."""
        writing, self._writing = self._writing, None
        if writing is not None:
            await writing

    def row(self, step: StartedStep, state: StepState, value: StartedStep | DoneStep) -> Row:
        """The row of a step in one of its states."""
        item = json_column(orjson.dumps(value))
        return step_row(self.key, self.attempt, step.seq, state, step.kind, step.call.call_id, item)

    def _write(self, row: Row) -> asyncio.Future[None]:
        return self.recorder.write(fence=Fence(RESPONSES, self.key, self.attempt, [row]))


def read_steps(rows: Sequence[ResponseStep]) -> list[Step]:
    """The steps of a response, in their order, from rows that are ordered so."""
    started: dict[int, StartedStep] = {}
    done: dict[int, DoneStep] = {}
    for row in rows:
        value = orjson.loads(row.item)
        if row.state == "begun":
            started[row.seq] = StartedStep(**{**value, "call": HostedCall(**value["call"])})
        else:
            done[row.seq] = DoneStep(**value)
    return [(step, done.get(seq)) for seq, step in started.items()]
