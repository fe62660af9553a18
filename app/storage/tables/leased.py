"""The columns of a table whose rows are work that one process at a time does."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from app.storage.tables.base import Table


class Leased(Table):
    """A mixin: `app.storage.leased_repository` claims, renews, releases and cancels such rows.

    An unfinished row without a lease waits for a runner. A finished one has no `owner` and no `lease_until`.
    """

    lane: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """What the work depends on besides its project, such as an upstream: it may not hold all slots."""
    attempt: int = 0
    """How often a runner acquired the row; the writes of an earlier attempt are refused."""
    owner: str | None = None
    """The runner that has the row; None without one."""
    lease_until: int | None = Field(default=None, sa_type=BigInteger)
    """Unix milliseconds by the database's clock: the lease expires then unless it is extended."""
    cancel_requested: bool = False
