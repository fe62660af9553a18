"""Background responses as leased work."""

from __future__ import annotations

from sqlmodel import col

from app.storage.leased_repository import LeasedRepository
from app.storage.repository import Key
from app.storage.tables import Response
from app.storage.tables.responses import UNFINISHED_JOB


class JobRepository(LeasedRepository[Response]):
    """The jobs of a project.

    A runner that gets a row has its `attempt`, which it passes with everything it writes. The status stays as
    it was when a row is claimed; an attempt above 1 means that a runner had it before.
    """

    table = Response
    key = Key(scope=col(Response.project_id), id=col(Response.id))
    unfinished = UNFINISHED_JOB
