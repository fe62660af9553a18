"""Responses that are made in the background, as jobs: who runs one, and for how long nobody else may."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Update, select, update
from sqlmodel import Session, col

from app.storage.leases import is_free, now_ms
from app.storage.response_repository import UNFINISHED
from app.storage.tables import Response
from app.storage.tables.responses import UNFINISHED_JOB

HeartbeatResult: TypeAlias = Literal["held", "cancel", "lost"]
"""What a runner learns: go on; end it as cancelled; stop, it is somebody else's or gone."""


class Waiting(NamedTuple):
    """A job that nobody runs."""

    project: str
    response_id: str


def waiting(session: Session, most: int = 100) -> Sequence[Waiting]:
    """Unfinished jobs without a runner, of all projects, oldest first: never taken, given back, or left by a crash.

    For the server's own runners, not for callers.
    """
    found = (
        select(col(Response.project_id), col(Response.id))
        .where(UNFINISHED_JOB, is_free(col(Response.lease_until), now_ms()))
        .order_by(col(Response.id))
        .limit(most)
    )
    return [Waiting(*row) for row in session.execute(found)]


class JobRepository:
    """Takes and keeps the jobs of `project`; another project's are not there.

    A runner that got a row from `claim` has its `attempt`, which it names with everything it writes.
    """

    def __init__(self, session: Session, project: str) -> None:
        self._session = session
        self._project = project

    def claim(self, response_id: str, owner: str, until: int) -> Response | None:
        """Takes a job nobody runs, until that Unix millisecond. None: it is not there, finished, or another was faster.

        The status stays as it was; an attempt above 1 tells that a runner had it before.
        """
        taken = (
            update(Response)
            .where(self._is(response_id), UNFINISHED_JOB, is_free(col(Response.lease_until), now_ms()))
            .values(attempt=col(Response.attempt) + 1, owner=owner, lease_until=until)
        )
        return self._get(response_id) if self._changes(taken) else None

    def heartbeat(self, response_id: str, attempt: int, until: int) -> HeartbeatResult:
        """Prolongs the lease, also one that ran out and that nobody took."""
        held = self._held(response_id, attempt).values(lease_until=until)
        cancelled = self._session.execute(held.returning(col(Response.cancel_requested))).scalar_one_or_none()
        if cancelled is None:
            return "lost"
        return "cancel" if cancelled else "held"

    def release(self, response_id: str, attempt: int) -> bool:
        """Gives an unfinished job back, so that another takes it at once. False: it was lost before."""
        return self._changes(self._held(response_id, attempt).values(owner=None, lease_until=None))

    def request_cancel(self, response_id: str) -> Response | None:
        """Asks for an end; a finished one stays as it is. None where there is no such response.

        The row tells what follows: where nobody holds a lease, `save` with its attempt may end it here and now.
        """
        self._changes(
            update(Response).where(self._is(response_id), UNFINISHED_JOB).values(cancel_requested=True)
        )
        return self._get(response_id)

    def _get(self, response_id: str) -> Response | None:
        return self._session.get(Response, (self._project, response_id), populate_existing=True)

    def _changes(self, statement: Update) -> bool:
        return bool(self._session.connection().execute(statement).rowcount)

    def _held(self, response_id: str, attempt: int) -> Update:
        return update(Response).where(
            self._is(response_id), col(Response.attempt) == attempt, col(Response.status).in_(UNFINISHED)
        )

    def _is(self, response_id: str) -> ColumnElement[bool]:
        return (col(Response.project_id) == self._project) & (col(Response.id) == response_id)
