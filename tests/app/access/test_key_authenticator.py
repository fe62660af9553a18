"""The caller of an API key, and when the database is asked for it."""

from __future__ import annotations

import asyncio
import time
from typing import Any, cast

import pytest
import sqlalchemy as sa

from app.access.callers import Caller
from app.access.key_authenticator import KeyAuthenticator
from app.access.key_hasher import KeyHasher, new_key
from app.access.key_uses import KeyUses
from app.access.permissions import ADMIN_PERMISSIONS, PROJECT_PERMISSIONS
from app.errors import Unauthorized
from app.storage.api_key_repository import ApiKeyRepository
from app.storage.database import Database
from app.storage.key_grants import KeyGrant, generation
from app.storage.tables import ApiKey
from app.storage.tables.roles import ORGANIZATION_OWNER, PROJECT_MEMBER
from tests.support.rows import administer, open_database

_HASHER = KeyHasher(b"pepper")


class _OneKey:
    """A database with one key, for any query, and a generation."""

    def __init__(self, row: ApiKey, *roles: str) -> None:
        self.grant: KeyGrant | None = KeyGrant(row, frozenset(roles or (PROJECT_MEMBER,)))
        self.row = row
        self.generation = 1
        self.lookups = 0
        self.refreshes = 0
        self.blocked = asyncio.Event()
        self.blocked.set()
        self.looking_up = asyncio.Event()
        self.refreshing = asyncio.Event()

    async def look_up_key(self, work: Any) -> Any:
        if work is generation:
            self.refreshes += 1
            self.refreshing.set()
            return self.generation
        self.lookups += 1
        self.looking_up.set()
        grant = self.grant
        await self.blocked.wait()
        return grant


class _Clock:
    """Seconds that a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(time, "monotonic", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    return _Clock(monkeypatch)


def _row(kind: str = "project", project: str | None = "proj_1", **columns: Any) -> ApiKey:
    values: dict[str, Any] = {
        "id": "key_1", "organization_id": "org-2", "project_id": project, "kind": kind, "name": "k",
        "hash": _HASHER.hash("sk-1"), "pepper_id": _HASHER.id, "redacted": "sk-...", "created_at": 0,
    }  # fmt: skip
    return ApiKey(**values | columns)


def _authenticator(database: _OneKey) -> KeyAuthenticator:
    return KeyAuthenticator(cast("Database", database), _HASHER, KeyUses(cast("Database", database)))


async def _authenticate(authenticator: KeyAuthenticator, key: str = "sk-1") -> Caller:
    caller = authenticator(key)
    return caller if isinstance(caller, Caller) else await caller


@pytest.mark.parametrize(
    ("row", "role", "principal", "permissions"),
    [
        (_row(owner_user_id="user-1"), PROJECT_MEMBER, "user-1", PROJECT_PERMISSIONS),
        (
            _row("service_account", service_account_id="svc_1"), PROJECT_MEMBER, "svc_1", PROJECT_PERMISSIONS,
        ),
        (
            _row("admin", None, owner_user_id="user-1"), ORGANIZATION_OWNER, "user-1", ADMIN_PERMISSIONS,
        ),
        (_row(scopes=["api.files.read"]), PROJECT_MEMBER, None, frozenset({"api.files.read"})),
    ],
    ids=["project", "service account", "admin", "restricted"],
)  # fmt: skip
async def test_key_authenticator_known_key_gives_caller_with_its_owners_permissions(
    row: ApiKey, role: str, principal: str | None, permissions: frozenset[str]
) -> None:
    caller = await _authenticate(_authenticator(_OneKey(row, role)))
    assert (caller.organization, caller.project, caller.kind) == ("org-2", row.project_id or "", row.kind)
    assert (caller.key_id, caller.principal) == ("key_1", principal)
    assert caller.permissions == permissions


async def test_key_authenticator_unchanged_generation_reads_no_key_again(clock: _Clock) -> None:
    database = _OneKey(_row())
    authenticator = _authenticator(database)
    # Calls that arrive together share one look-up.
    await asyncio.gather(*(_authenticate(authenticator) for _ in range(5)))
    for clock.now, refreshes in ((100.79, 1), (100.8, 2), (101.5, 2), (101.7, 3)):
        await asyncio.gather(*(_authenticate(authenticator) for _ in range(5)))
        assert (database.lookups, database.refreshes) == (1, refreshes)


async def test_key_authenticator_risen_generation_reads_the_key_again(clock: _Clock) -> None:
    database = _OneKey(_row())
    authenticator = _authenticator(database)
    await _authenticate(authenticator)
    database.generation, database.grant = 2, None
    clock.now = 100.79
    await _authenticate(authenticator)
    clock.now = 100.8
    with pytest.raises(Unauthorized):
        await _authenticate(authenticator)


async def test_key_authenticator_lookup_that_the_generation_overtakes_is_not_cached(clock: _Clock) -> None:
    database = _OneKey(_row())
    authenticator = _authenticator(database)
    await _authenticate(authenticator)
    database.row.hash = _HASHER.hash("sk-2")
    for event in (database.blocked, database.looking_up, database.refreshing):
        event.clear()
    in_flight = asyncio.create_task(_authenticate(authenticator, "sk-2"))
    await database.looking_up.wait()
    # The key is revoked while its look-up is on the way, and another caller sees the generation move.
    database.generation, database.grant, clock.now = 2, None, 100.8
    revoked = asyncio.create_task(_authenticate(authenticator))
    await database.refreshing.wait()
    database.blocked.set()
    await in_flight
    with pytest.raises(Unauthorized):
        await revoked
    with pytest.raises(Unauthorized):
        await _authenticate(authenticator, "sk-2")


async def test_key_authenticator_expired_key_is_read_again(
    clock: _Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_000.0)
    database = _OneKey(_row(expires_at=1_000))
    database.row.expires_at = 1_010
    authenticator = _authenticator(database)
    await _authenticate(authenticator)
    database.grant = None
    clock.now = 109.9
    await _authenticate(authenticator)
    clock.now = 110.0
    with pytest.raises(Unauthorized):
        await _authenticate(authenticator)


async def test_key_authenticator_key_is_read_again_each_minute_whatever_the_generation(clock: _Clock) -> None:
    database = _OneKey(_row())
    authenticator = _authenticator(database)
    for clock.now, lookups in ((100.0, 1), (159.9, 1), (160.0, 2)):
        await _authenticate(authenticator)
        assert database.lookups == lookups


async def test_key_authenticator_10001st_key_evicts_the_oldest_only(clock: _Clock) -> None:
    database = _OneKey(_row())
    authenticator = _authenticator(database)

    async def lookups_of(number: int) -> int:
        database.lookups, database.row.hash = 0, _HASHER.hash(f"sk-{number}")
        await _authenticate(authenticator, f"sk-{number}")
        return database.lookups

    for number in range(10_000):
        assert await lookups_of(number) == 1
    assert [await lookups_of(number) for number in (0, 9_999)] == [0, 0]
    assert await lookups_of(10_000) == 1
    assert [await lookups_of(number) for number in (1, 9_999, 10_000, 0)] == [0, 0, 0, 1]


async def test_300_active_keys_cost_one_statement_per_interval(database: str, clock: _Clock) -> None:
    keys = [new_key("project") for _ in range(300)]
    async with open_database(database) as db:

        def create(session: Any) -> list[str]:
            rows = ApiKeyRepository(session, "org-default")
            return [rows.create(_HASHER.record(key, "project", ""), "proj_default").id for key in keys]

        ids = await administer(db, create)
        authenticator = KeyAuthenticator(db, _HASHER, KeyUses(db))
        selects: list[str] = []

        def on_execute(connection: Any, cursor: Any, statement: str, *rest: object) -> None:
            if "SELECT" in statement:
                selects.append(statement)

        sa.event.listen(sa.Engine, "before_cursor_execute", on_execute)
        try:
            await asyncio.gather(*(_authenticate(authenticator, key) for key in keys))
            assert len(selects) >= 300
            for _ in range(3):
                clock.now += 0.9
                selects.clear()
                for _ in range(2):
                    await asyncio.gather(*(_authenticate(authenticator, key) for key in keys))
                [statement] = selects
                assert "api_keys" not in statement
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", on_execute)
        await administer(db, lambda session: ApiKeyRepository(session, "org-default").revoke(ids[7]))
        clock.now += 0.9
        assert await _authenticate(authenticator, keys[8])
        with pytest.raises(Unauthorized):
            await _authenticate(authenticator, keys[7])
