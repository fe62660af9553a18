"""Who calls: the bearer key of a request -> its Caller."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import secrets
import time
from collections.abc import Coroutine
from typing import Any, Literal, TypeAlias, cast

from sqlalchemy.exc import IntegrityError

from app.access.callers import Caller, CallerKind
from app.errors import Forbidden, Unauthorized
from app.storage.api_key_repository import ApiKeyRepository, NewKey, authenticating_key
from app.storage.database import Database
from app.storage.organizations import operator_context
from app.storage.tables import ApiKey
from app.storage.unit_of_work import UnitOfWork
from generated.runtime import Operation

_log = logging.getLogger(__name__)

KeyKind: TypeAlias = Literal["project", "service_account", "admin"]

_EVERYONE = Caller(project="proj_default", kind="open")
_PREFIXES: dict[KeyKind, str] = {
    "project": "sk-proj-",
    "service_account": "sk-svcacct-",
    "admin": "sk-admin-",
}
# A revoked key is refused everywhere within a second: this, and the time of one look into the database.
_KNOWN_SECONDS = 0.8
_MOST_KNOWN = 10_000


def allow_any(operation: Operation, key: str | None) -> Caller:
    """`AUTH=open`: whatever key a client sends, or none, it is the default project's."""
    del operation, key
    return _EVERYONE


class KeyHasher:
    """Hashes of keys under the operator's pepper: a copy of the database alone opens nothing and can be searched for nothing."""

    def __init__(self, pepper: bytes) -> None:
        self._pepper = pepper
        self.id = hashlib.sha256(b"pepper id" + pepper).hexdigest()[:16]
        """Tells peppers apart and says nothing of them."""

    def hash(self, key: str) -> str:
        """HMAC-SHA256, in hexadecimal."""
        return hmac.new(self._pepper, key.encode(), hashlib.sha256).hexdigest()

    def record(self, key: str, kind: KeyKind, name: str) -> NewKey:
        """What the database may know of a key."""
        return NewKey(kind, name, self.hash(key), self.id, f"{_PREFIXES[kind]}...{key[-4:]}")


def new_key(kind: KeyKind) -> str:
    """256 random bits behind the prefix that OpenAI's keys of this kind have."""
    return _PREFIXES[kind] + secrets.token_urlsafe(32)


async def ensure_key(database: Database, key: NewKey) -> None:
    """Adds an admin key that the operator brings, unless it is there already."""

    def add(unit: UnitOfWork) -> None:
        row = ApiKeyRepository(unit.session, unit.organization).create(key, None)
        unit.audit("tenant.admin_api_key.created", row.id)

    if await database.read(lambda session: authenticating_key(session, key.hash)) is not None:
        return
    try:
        await database.administer(await database.read(operator_context), add)
    except IntegrityError:
        # Another replica was first, or the key has been revoked: then it stays so.
        _log.info("the bootstrap admin key is known already, or revoked")


class KeyAuthenticator:
    """`AUTH=keys`: a caller is whom its key was made for."""

    def __init__(self, database: Database, peppered: KeyHasher) -> None:
        self._database = database
        self._peppered = peppered
        self._known: dict[str, tuple[float, Caller]] = {}
        self._asking: dict[str, asyncio.Task[Caller | None]] = {}

    def __call__(self, operation: Operation, key: str | None) -> Caller | Coroutine[Any, Any, Caller]:
        """To be awaited where it is to be looked up. Raises Unauthorized (401) without a key or with one that does not open, Forbidden (403) for one of the other kind."""
        if key is None:
            raise Unauthorized(
                "You didn't provide an API key: send it as 'Authorization: Bearer YOUR_KEY'.",
                code="missing_api_key",
            )
        hashed = self._peppered.hash(key)
        found = self._known.get(hashed)
        if found is not None and time.monotonic() < found[0]:
            return _permitted(operation, found[1])
        return self._found(operation, key, hashed)

    async def _found(self, operation: Operation, key: str, hashed: str) -> Caller:
        caller = await self._ask(hashed)
        if caller is None:
            raise Unauthorized(f"Incorrect API key provided: {_hint(key)}.")
        return _permitted(operation, caller)

    async def _ask(self, hashed: str) -> Caller | None:
        """Looks the key up, once for all that ask at the same time."""
        asking = self._asking.get(hashed)
        if asking is None:
            asking = self._asking[hashed] = asyncio.create_task(self._look_up(hashed))
            asking.add_done_callback(lambda _: self._asking.pop(hashed, None))
        # Shielded: the others go on asking when one of them leaves.
        return await asyncio.shield(asking)

    async def _look_up(self, hashed: str) -> Caller | None:
        asked = time.monotonic()
        row = await self._database.read(lambda session: authenticating_key(session, hashed))
        if row is None or not hmac.compare_digest(row.hash, hashed):
            self._known.pop(hashed, None)
            return None
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        caller = _caller(row)
        self._known[hashed] = (asked + _KNOWN_SECONDS, caller)
        return caller


def _caller(row: ApiKey) -> Caller:
    # An admin key has no project: no repository finds anything for the empty one.
    return Caller(
        project=row.project_id or "",
        kind=cast("CallerKind", row.kind),
        key_id=row.id,
        organization=row.organization_id,
    )


def _permitted(operation: Operation, caller: Caller) -> Caller:
    if operation.security == "admin_api_key" and caller.kind != "admin":
        raise Forbidden("You have insufficient permissions for this operation: it takes an admin API key.")
    if operation.security != "admin_api_key" and caller.kind == "admin":
        raise Forbidden(
            "You have insufficient permissions for this operation: an admin API key administers; use a project's key."
        )
    return caller


def _hint(key: str) -> str:
    """Enough for its owner to know which one it was, too little to be one."""
    return f"{key[:3]}...{key[-4:]}" if len(key) >= 20 else "***"
