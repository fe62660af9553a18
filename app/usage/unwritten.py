"""Usage rows that the writer could not write: of this process, and of processes that were killed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app.errors import APIError
from app.storage.database import Database
from app.storage.rows import UsageRow
from app.storage.usage_repository import UsageRepository
from app.usage import journal, records
from app.usage.journal import Journal, Slot

_log = logging.getLogger(__name__)


class UnwrittenRows:
    """Keeps rows until the database can be used.

    They are also in the journal, for a process that is killed meanwhile. Their number is bounded: while the
    database cannot be used, no call is admitted.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rows: list[tuple[UsageRow, Slot | None]] = []
        self.journal: Journal | None = None

    def keep(self, row: UsageRow, slot: Slot | None) -> None:
        """Takes a row over; `slot` has the call that it ends."""
        row = records.storable(row)
        if self.journal is not None:
            ended = self.journal.add(records.encode_row(row))
            if slot is not None and ended is not None:
                self.journal.remove(slot)
                slot = ended
            else:
                slot = slot if ended is None else ended
        self._rows.append((row, slot))

    async def write(self) -> None:
        """Writes the rows, if the database can be used."""
        while self._rows:
            row, slot = self._rows[0]
            if not await self._write([row]):
                return
            self._rows.pop(0)
            if slot is not None and self.journal is not None:
                self.journal.remove(slot)

    async def reconcile(self, folder: Path) -> None:
        """Writes the rows of killed processes, and deletes their journals."""
        for path in journal.files(folder):
            try:
                with journal.abandoned(path) as found:
                    if found is None:
                        continue
                    rows = [row for row in map(records.decode, found) if row is not None]
                    if not await self._write(rows):
                        raise OSError("the database cannot be used now")
                if rows:
                    _log.warning("the usage of %d calls of a killed process is recorded", len(rows))
            except (OSError, ValueError) as error:
                _log.warning("the journal %s of a killed process is read later: %s", path, error)

    async def _write(self, rows: Sequence[UsageRow]) -> bool:
        """Whether the rows are written, or can never be."""
        try:
            await self._database.write(partial(_save, rows))
        except APIError:
            return False
        except SQLAlchemyError as error:
            if len(rows) > 1:
                # One that the database refuses must not fail the others.
                return all([await self._write([row]) for row in rows])
            _log.error("the usage of a call is lost: the database refuses it: %s", type(error).__name__)
        return True


def _save(rows: Sequence[UsageRow], session: Session) -> None:
    for row in rows:
        UsageRepository(session, row["project_id"]).save(row)
