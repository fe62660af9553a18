"""The calls of hosted tools of one response, and responses whose process was killed between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from sqlalchemy import ColumnElement
from sqlmodel import Session, col
from typing_extensions import override

from app.contract.long_json import LongJson
from app.storage.leased_repository import LeasedRepository, LeaseKey
from app.storage.repository import Key, Repository
from app.storage.rows import ResponseStepRow, Row
from app.storage.tables import METADATA, Response, ResponseStep
from app.storage.tables.responses import UNFINISHED_TURN

StepState: TypeAlias = Literal["begun", "done"]
_STEPS = METADATA.tables["response_steps"]


def step_row(
    key: LeaseKey, attempt: int, seq: int, state: StepState, kind: str, call_id: str, item: str | LongJson
) -> Row:
    """The row of a step for the group-commit writer."""
    row: ResponseStepRow = {
        "project_id": key.scope,
        "response_id": key.id,
        "seq": seq,
        "state": state,
        "kind": kind,
        "call_id": call_id,
        "attempt": attempt,
        "item": item,
    }
    return _STEPS, row


class StepRepository(Repository[ResponseStep]):
    """Reads the steps of one response, in their order; `begun` before `done`."""

    table = ResponseStep
    key = Key(
        scope=col(ResponseStep.project_id),
        id=col(ResponseStep.call_id),
        order=(col(ResponseStep.seq), col(ResponseStep.state)),
    )

    def __init__(self, session: Session, project: str, response_id: str) -> None:
        super().__init__(session, project)
        self._response_id = response_id

    @override
    def in_scope(self) -> ColumnElement[bool]:
        return super().in_scope() & (col(ResponseStep.response_id) == self._response_id)

    def all(self) -> Sequence[ResponseStep]:
        """All of them."""
        return self.find()


class OpenTurnRepository(LeasedRepository[Response]):
    """Responses of a project whose callers wait, and which have run hosted tools.

    Their process extends the lease; one whose lease has ended was killed.
    """

    table = Response
    key = Key(scope=col(Response.project_id), id=col(Response.id))
    unfinished = UNFINISHED_TURN
