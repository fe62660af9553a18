"""A turn's lock on its conversation: renewed while the turn lasts, released at its end."""

from __future__ import annotations

import asyncio
import contextlib

from sqlmodel import Session

from app.engine.lease_policy import LeasePolicy
from app.errors import APIError
from app.storage.conversation_repository import ConversationRepository
from app.storage.database import Database


class ConversationLock:
    """The lock that `turn_context.load_context` acquired.

    The owner is the response's id, so that a job of that response holds the conversation on any replica.
    """

    def __init__(
        self, database: Database, leases: LeasePolicy, project: str, conversation_id: str, owner: str
    ) -> None:
        self.conversation_id = conversation_id
        self.owner = owner
        self._database = database
        self._leases = leases
        self._project = project
        self._renewal: asyncio.Task[None] | None = None

    def start_renewal(self) -> None:
        """Renews the lease from now on, until `release`."""
        self._renewal = asyncio.create_task(self._renew())

    async def release(self) -> None:
        """Ends the renewal and unlocks the conversation, unless another turn has it by now."""
        if self._renewal is not None:
            self._renewal.cancel()
            await asyncio.gather(self._renewal, return_exceptions=True)
        await self._database.write(
            lambda session: self._conversations(session).unlock(self.conversation_id, self.owner)
        )

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(self._leases.heartbeat_seconds)
            # A database that is unavailable for a moment is tried again with the next renewal.
            with contextlib.suppress(APIError):
                await self._database.write(
                    lambda session: self._conversations(session).extend(
                        self.conversation_id, self.owner, self._leases.duration_ms
                    )
                )

    def _conversations(self, session: Session) -> ConversationRepository:
        return ConversationRepository(session, self._project)
