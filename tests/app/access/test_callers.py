"""The caller of an API key."""

from __future__ import annotations

import asyncio
import time
from typing import Any, cast

import pytest

from app.access.authentication import KeyAuthenticator, allow_any
from app.access.callers import Caller
from app.access.key_hasher import KeyHasher
from app.access.permissions import ADMIN_PERMISSIONS, PROJECT_PERMISSIONS
from app.storage.database import Database
from app.storage.tables import DEFAULT_ORGANIZATION, ApiKey

_HASHER = KeyHasher(b"pepper")


class _OneKey:
    """A database with one key, for any query."""

    def __init__(self, row: ApiKey) -> None:
        self.row = row
        self.reads = 0

    async def look_up_key(self, work: Any) -> ApiKey:
        del work
        self.reads += 1
        return self.row


def _row(kind: str = "project", project: str | None = "proj_1") -> ApiKey:
    return ApiKey(
        id="key_1",
        organization_id="org-2",
        project_id=project,
        kind=kind,
        name="k",
        hash=_HASHER.hash("sk-1"),
        pepper_id=_HASHER.id,
        redacted="sk-...",
        created_at=0,
    )


async def _authenticate(authenticator: KeyAuthenticator, key: str = "sk-1") -> Caller:
    caller = authenticator(key)
    return caller if isinstance(caller, Caller) else await caller


@pytest.mark.parametrize(
    ("kind", "project", "permissions"),
    [
        ("project", "proj_1", PROJECT_PERMISSIONS),
        ("service_account", "proj_1", PROJECT_PERMISSIONS),
        ("admin", None, ADMIN_PERMISSIONS),
    ],
)
async def test_key_authenticator_known_key_gives_caller_of_its_owner(
    kind: str, project: str | None, permissions: frozenset[str]
) -> None:
    database = cast("Database", _OneKey(_row(kind, project)))
    caller = await _authenticate(KeyAuthenticator(database, _HASHER))
    assert (caller.organization, caller.project, caller.kind) == ("org-2", project or "", kind)
    assert (caller.key_id, caller.permissions) == ("key_1", permissions)


async def test_key_authenticator_expired_cache_entry_is_looked_up_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    database = _OneKey(_row())
    authenticator = KeyAuthenticator(cast("Database", database), _HASHER)
    # Calls that arrive together share one look-up.
    await asyncio.gather(*(_authenticate(authenticator) for _ in range(5)))
    now = 100.79
    await _authenticate(authenticator)
    assert database.reads == 1
    now = 100.8
    await _authenticate(authenticator)
    assert database.reads == 2


async def test_key_authenticator_10001st_key_empties_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    database = _OneKey(_row())
    authenticator = KeyAuthenticator(cast("Database", database), _HASHER)

    async def reads_of(number: int) -> int:
        database.reads, database.row.hash = 0, _HASHER.hash(f"sk-{number}")
        await _authenticate(authenticator, f"sk-{number}")
        return database.reads

    for number in range(10_000):
        assert await reads_of(number) == 1
    assert [await reads_of(number) for number in (0, 9_999)] == [0, 0]
    assert [await reads_of(number) for number in (10_000, 0, 10_000)] == [1, 1, 0]


def test_allow_any_caller_is_the_default_project() -> None:
    caller = allow_any(None)
    assert (caller.organization, caller.project, caller.kind) == (
        DEFAULT_ORGANIZATION,
        "proj_default",
        "open",
    )
    assert caller.key_id is None
