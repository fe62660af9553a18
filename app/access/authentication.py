"""Authentication: the bearer key of a request -> its caller."""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias, cast

from sqlalchemy.exc import IntegrityError

from app.access.callers import Caller, CallerKind
from app.access.key_hasher import KeyHasher, redacted
from app.access.permissions import ADMIN_PERMISSIONS, PROJECT_PERMISSIONS
from app.errors import Unauthorized
from app.storage.api_key_repository import ApiKeyRepository, NewKey, authenticating_key
from app.storage.database import Database
from app.storage.organizations import operator_context
from app.storage.tables import DEFAULT_PROJECT, ApiKey
from app.storage.unit_of_work import UnitOfWork

_log = logging.getLogger(__name__)

Authenticator: TypeAlias = Callable[[str | None], Caller | Coroutine[Any, Any, Caller]]
"""The bearer key or None -> the caller, or a coroutine if the key is looked up. Raises Unauthorized."""

_PROJECT = Caller(project=DEFAULT_PROJECT, kind="open", permissions=PROJECT_PERMISSIONS)
_OPERATOR = Caller(project=DEFAULT_PROJECT, kind="open", permissions=PROJECT_PERMISSIONS | ADMIN_PERMISSIONS)
# A revoked key is refused everywhere within a second: this time and that of one look-up.
_CACHE_SECONDS = 0.8
_CACHE_SIZE = 10_000


def allow_any(key: str | None) -> Caller:
    """`AUTH=open`: every caller is the default project, whatever key it sends."""
    del key
    return _PROJECT


def allow_any_operator(key: str | None) -> Caller:
    """`AUTH=open` on a loopback address: every caller is the default project, and administers the server."""
    del key
    return _OPERATOR


async def ensure_key(database: Database, key: NewKey) -> None:
    """Adds the operator's own admin key, unless it exists."""

    def add(unit: UnitOfWork) -> None:
        row = ApiKeyRepository(unit.session, unit.organization).create(key, None)
        unit.audit("tenant.admin_api_key.created", row.id)

    if await database.read(lambda session: authenticating_key(session, key.hash)) is not None:
        return
    try:
        await database.administer(await database.read(operator_context), add)
    except IntegrityError:
        # Another replica was first, or the key is revoked and stays so.
        _log.info("the bootstrap admin key exists or is revoked")


class KeyAuthenticator:
    """`AUTH=keys`: the caller is the principal that the key belongs to."""

    def __init__(self, database: Database, hasher: KeyHasher) -> None:
        self._database = database
        self._hasher = hasher
        self._cache: dict[str, tuple[float, Caller]] = {}
        self._lookups: dict[str, asyncio.Task[Caller | None]] = {}

    def __call__(self, key: str | None) -> Caller | Coroutine[Any, Any, Caller]:
        """The caller; a coroutine where the key is looked up. Raises Unauthorized (401)."""
        if key is None:
            raise Unauthorized(
                "You didn't provide an API key: send the header 'Authorization: Bearer', followed by one.",
                code="missing_api_key",
            )
        hashed = self._hasher.hash(key)
        cached = self._cache.get(hashed)
        if cached is not None and time.monotonic() < cached[0]:
            return cached[1]
        return self._authenticated(key, hashed)

    async def _authenticated(self, key: str, hashed: str) -> Caller:
        caller = await self._shared_lookup(hashed)
        if caller is None:
            raise Unauthorized(f"Incorrect API key provided: {redacted(key)}.")
        return caller

    async def _shared_lookup(self, hashed: str) -> Caller | None:
        """Looks the key up once for all calls that wait for it."""
        lookup = self._lookups.get(hashed)
        if lookup is None:
            lookup = self._lookups[hashed] = asyncio.create_task(self._look_up(hashed))
            lookup.add_done_callback(lambda _: self._lookups.pop(hashed, None))
        # Shielded: the look-up continues for the others when one of them disconnects.
        return await asyncio.shield(lookup)

    async def _look_up(self, hashed: str) -> Caller | None:
        started = time.monotonic()
        row = await self._database.look_up_key(lambda session: authenticating_key(session, hashed))
        if row is None or not hmac.compare_digest(row.hash, hashed):
            self._cache.pop(hashed, None)
            return None
        if len(self._cache) >= _CACHE_SIZE:
            self._cache.clear()
        caller = _caller(row)
        self._cache[hashed] = (started + _CACHE_SECONDS, caller)
        return caller


def _caller(row: ApiKey) -> Caller:
    return Caller(
        # An admin key has no project: repositories find nothing in the empty one.
        project=row.project_id or "",
        kind=cast("CallerKind", row.kind),
        key_id=row.id,
        organization=row.organization_id,
        permissions=ADMIN_PERMISSIONS if row.kind == "admin" else PROJECT_PERMISSIONS,
    )
