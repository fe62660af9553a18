"""Background responses as jobs: which runner has one, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, select, update
from sqlmodel import Session, col

from app.storage.leases import is_free, now_ms
from app.storage.repository import Changes, Key, Repository
from app.storage.response_repository import UNFINISHED
from app.storage.tables import Response
from app.storage.tables.responses import UNFINISHED_JOB

HeartbeatResult: TypeAlias = Literal["held", "cancel", "lost"]
"""For the runner: continue; end the response as cancelled; stop, for another runner has it or it was deleted.
"""


class Waiting(NamedTuple):
    """A job without a runner."""

    project: str
    response_id: str


def waiting(session: Session, most: int = 100) -> Sequence[Waiting]:
    """Unfinished jobs without a runner, of all projects, oldest first: new, released, or left by a crash.

    For the server's own runners, which have no scope.
    """
    found = (
        select(col(Response.project_id), col(Response.id))
        .where(UNFINISHED_JOB, is_free(col(Response.lease_until), now_ms()))
        .order_by(col(Response.id))
        .limit(most)
    )
    return [Waiting(*row) for row in session.execute(found)]


class JobRepository(Repository[Response]):
    """Leases the jobs of a project.

    A runner that gets a row from `claim` has its `attempt`, which it passes with everything it writes.
    """

    table = Response
    key = Key(scope=col(Response.project_id), id=col(Response.id))

    def claim(self, response_id: str, owner: str, until: int) -> Response | None:
        """Acquires a job without a runner, until that Unix millisecond.

        None: no such job, finished, or another has it.

        The status stays as it was; an attempt above 1 means that a runner had it before.
        """
        claim: Changes = {
            col(Response.attempt): col(Response.attempt) + 1,
            col(Response.owner): owner,
            col(Response.lease_until): until,
        }
        free = is_free(col(Response.lease_until), now_ms())
        return self.get(response_id) if self.change(response_id, claim, UNFINISHED_JOB, free) else None

    def heartbeat(self, response_id: str, attempt: int, until: int) -> HeartbeatResult:
        """Extends the lease, also one that has expired and that no other runner acquired.

        A released job has no lease to extend: the heartbeat may have waited for the release in a thread.
        """
        extended = (
            update(Response)
            .where(self.in_scope(), col(Response.id) == response_id, *_held(attempt))
            .where(col(Response.owner).is_not(None))
            .values({col(Response.lease_until): until})
            .returning(col(Response.cancel_requested))
        )
        cancel_requested = self._session.connection().execute(extended).scalar_one_or_none()
        if cancel_requested is None:
            return "lost"
        return "cancel" if cancel_requested else "held"

    def release(self, response_id: str, attempt: int) -> bool:
        """Ends the lease of an unfinished job, so that another runner acquires it at once.

        False: it was lost before.
        """
        no_lease: Changes = {col(Response.owner): None, col(Response.lease_until): None}
        return self.change(response_id, no_lease, *_held(attempt))

    def request_cancel(self, response_id: str) -> Response | None:
        """Marks an unfinished job to be cancelled; None where there is no such response.

        Where the row has no lease, `save` with its attempt may end it right away.
        """
        self.change(response_id, {col(Response.cancel_requested): True}, UNFINISHED_JOB)
        return self.get(response_id)


def _held(attempt: int) -> tuple[ColumnElement[bool], ...]:
    return col(Response.attempt) == attempt, col(Response.status).in_(UNFINISHED)
