"""The rows of one call on their way to the database, and the errors of a call whose rows are not written."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from app.errors import APIError, ServerError, Unavailable
from app.storage.fences import Fence
from app.storage.leases import LeaseLost
from app.storage.rows import Row, RowFactory

OnDone: TypeAlias = Callable[[APIError | None], None]


@dataclass(slots=True)
class Batch:
    """The rows of one call: they are written together or not at all."""

    sources: tuple[Row | RowFactory, ...]
    written: asyncio.Future[None] | None
    """Of the caller; None where no caller waits."""
    on_done: OnDone | None = None
    """Called with the error that kept the sources from being written, or None."""
    fence: Fence | None = None
    """What is written only while an attempt holds its leased row; the sources are written in any case."""
    enqueued_at: float = field(default_factory=time.monotonic)
    rows: tuple[Row, ...] = ()
    lost: bool = False
    """Whether another attempt holds the fence's row."""

    def build_rows(self) -> None:
        """Calls the factories: once, however often the commit is tried."""
        self.rows = tuple([(table, row() if callable(row) else row) for table, row in self.sources])
        # What a row was built from may be long, such as an answer.
        self.sources = ()

    def finish(self, error: APIError | LeaseLost | None) -> None:
        """The rows are written, or will not be."""
        if self.on_done is not None:
            self.on_done(None if isinstance(error, LeaseLost) else error)
        self.resolve(error)

    def resolve(self, error: APIError | LeaseLost | None) -> None:
        """Lets the caller continue, or raises the error in it."""
        if self.written is not None and not self.written.done():
            if error is None:
                self.written.set_result(None)
            else:
                self.written.set_exception(error)


def not_recorded() -> ServerError:
    """The error of a call whose rows cannot be built, or are refused by the database."""
    return ServerError("The server could not store the record of this call.")


def unavailable(why: str) -> Unavailable:
    """The error of a call whose rows cannot be written now."""
    return Unavailable(
        f"This server cannot store the record of a call now: {why}. Try again.", headers={"retry-after": "1"}
    )
