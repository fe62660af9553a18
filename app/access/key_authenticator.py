"""`AUTH=keys`: the bearer key of a request -> the caller, with the permissions of the key's owner."""

from __future__ import annotations

import hmac
import time
from collections.abc import Coroutine
from typing import Any, cast

from app.access.callers import Caller, CallerKind, model_access
from app.access.key_hasher import KeyHasher, redacted
from app.access.key_uses import KeyUses
from app.access.permissions import effective_permissions
from app.aio.shared_tasks import SharedTasks
from app.errors import Unauthorized
from app.storage.database import Database
from app.storage.key_grants import KeyGrant, generation, key_grant
from app.storage.policy_repositories import denied_tools

# A revoked key, or a role that is taken away, ends everywhere within a second: this time and a query's.
_INTERVAL_SECONDS = 0.8
# Processes of the version before, which may run during an update, raise no generation.
_ENTRY_SECONDS = 60.0
_CACHE_SIZE = 10_000


class KeyAuthenticator:
    """The caller is the principal that the key belongs to.

    What the database knows of a key is read once, and again after an administrative transaction: each raises
    the generation, which is read once per interval, whatever the number of keys.
    """

    def __init__(self, database: Database, hasher: KeyHasher, uses: KeyUses) -> None:
        self._database = database
        self._hasher = hasher
        self._uses = uses
        self._generation = -1
        self._current_until = 0.0
        self._cache: dict[str, tuple[float, Caller]] = {}
        self._lookups: SharedTasks[Caller | None] = SharedTasks()
        self._refreshes: SharedTasks[None] = SharedTasks()

    def __call__(self, key: str | None) -> Caller | Coroutine[Any, Any, Caller]:
        """The caller; a coroutine where the database is read. Raises Unauthorized (401)."""
        if key is None:
            raise Unauthorized(
                "You didn't provide an API key: send the header 'Authorization: Bearer', followed by one.",
                code="missing_api_key",
            )
        hashed = self._hasher.hash(key)
        cached = self._cache.get(hashed)
        if cached is not None and cached[0] > time.monotonic() < self._current_until:
            return cached[1]
        return self._authenticated(key, hashed)

    async def _authenticated(self, key: str, hashed: str) -> Caller:
        if time.monotonic() >= self._current_until:
            await self._refreshes.run("", self._refresh)
        cached = self._cache.get(hashed)
        if cached is not None and cached[0] > time.monotonic():
            return cached[1]
        caller = await self._lookups.run(hashed, lambda: self._look_up(hashed))
        if caller is None:
            raise Unauthorized(f"Incorrect API key provided: {redacted(key)}.")
        return caller

    async def _refresh(self) -> None:
        """Reads the generation. Where it has moved, what is known of all keys is stale."""
        started = time.monotonic()
        found = await self._database.look_up_key(generation)
        if found != self._generation:
            self._generation = found
            self._cache.clear()
        self._current_until = started + _INTERVAL_SECONDS

    async def _look_up(self, hashed: str) -> Caller | None:
        started, known = time.monotonic(), self._generation
        grant = await self._database.look_up_key(lambda session: key_grant(session, hashed))
        self._cache.pop(hashed, None)
        if grant is None or not hmac.compare_digest(grant.key.hash, hashed):
            return None
        caller = _caller(grant)
        self._uses.note(grant.key.id)
        # What was read before the generation moved may be stale.
        if known == self._generation:
            if len(self._cache) >= _CACHE_SIZE:
                del self._cache[next(iter(self._cache))]
            self._cache[hashed] = (started + _entry_seconds(grant), caller)
        return caller


def _entry_seconds(grant: KeyGrant) -> float:
    """How long the grant is used: not longer than the key itself."""
    expires_at = grant.key.expires_at
    return _ENTRY_SECONDS if expires_at is None else min(_ENTRY_SECONDS, expires_at - time.time())


def _caller(grant: KeyGrant) -> Caller:
    key = grant.key
    return Caller(
        # An admin key has no project: repositories find nothing in the empty one.
        project=key.project_id or "",
        kind=cast("CallerKind", key.kind),
        key_id=key.id,
        principal=key.service_account_id or key.owner_user_id,
        organization=key.organization_id,
        permissions=effective_permissions(
            grant.role_ids,
            grant.permissions,
            None if key.scopes is None else frozenset(key.scopes),
            is_admin=key.kind == "admin",
        ),
        models=None if grant.models is None else model_access(grant.models),
        denied_tools=denied_tools(grant.tools),
    )
