"""The caller that an API key stands for."""

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
    """A database with one key, whatever the query."""

    def __init__(self, row: ApiKey) -> None:
        self._row = row
        self.reads = 0

    async def read(self, work: Any) -> ApiKey:
        del work
        self.reads += 1
        return self._row


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


async def _authenticate(authenticator: KeyAuthenticator) -> Caller:
    caller = authenticator("sk-1")
    return caller if isinstance(caller, Caller) else await caller


@pytest.mark.parametrize(
    ("kind", "project", "permissions"),
    [
        ("project", "proj_1", PROJECT_PERMISSIONS),
        ("service_account", "proj_1", PROJECT_PERMISSIONS),
        ("admin", None, ADMIN_PERMISSIONS),
    ],
)
async def test_key_authenticator_caller_has_what_its_key_belongs_to(
    kind: str, project: str | None, permissions: frozenset[str]
) -> None:
    database = cast("Database", _OneKey(_row(kind, project)))
    caller = await _authenticate(KeyAuthenticator(database, _HASHER))
    assert (caller.organization, caller.project, caller.kind) == ("org-2", project or "", kind)
    assert (caller.key_id, caller.permissions) == ("key_1", permissions)


async def test_key_authenticator_looks_a_key_up_again_after_its_cache_time(
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


def test_allow_any_caller_is_the_default_project() -> None:
    caller = allow_any(None)
    assert (caller.organization, caller.project, caller.kind) == (
        DEFAULT_ORGANIZATION,
        "proj_default",
        "open",
    )
    assert caller.key_id is None
