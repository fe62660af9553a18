"""When keys were last used, to the minute."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from functools import partial

from sqlalchemy import bindparam, update
from sqlmodel import Session

from app.errors import Unavailable
from app.storage.database import Database
from app.storage.tables import METADATA

_INTERVAL_SECONDS = 60.0


class KeyUses:
    """Collects the uses of keys, and writes them once a minute in one transaction.

    A key in use is read again each minute (`KeyAuthenticator`), and only that counts as a use: a call costs
    nothing. It is no administrative write, and has no audit event.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._used: dict[str, int] = {}

    def note(self, key_id: str) -> None:
        """The key was used now."""
        self._used[key_id] = int(time.time())

    async def run(self) -> None:
        """Writes what was noted, until it is cancelled."""
        while True:
            await asyncio.sleep(_INTERVAL_SECONDS)
            used, self._used = self._used, {}
            if not used:
                continue
            try:
                await self._database.write(partial(_record, used))
            except Unavailable:
                self._used = used | self._used


def _record(used: Mapping[str, int], session: Session) -> None:
    keys = METADATA.tables["api_keys"]
    statement = update(keys).where(keys.c.id == bindparam("key_id")).values(last_used_at=bindparam("used_at"))
    # In one order: replicas that write the same rows do not wait for each other in a circle.
    rows = [{"key_id": key_id, "used_at": used_at} for key_id, used_at in sorted(used.items())]
    session.connection().execute(statement, rows)
