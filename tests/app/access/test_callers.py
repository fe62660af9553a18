"""The caller that an API key stands for."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from app.access.authentication import KeyAuthenticator, KeyHasher, allow_any
from app.access.callers import DEFAULT_ORGANIZATION, Caller
from app.storage.database import Database
from app.storage.tables import ApiKey
from generated.operations import BY_ID

_HASHER = KeyHasher(b"pepper")


class _OneKey:
    """A database with one key, whatever the query."""

    def __init__(self, row: ApiKey) -> None:
        self._row = row

    async def read(self, work: Any) -> ApiKey:
        del work
        return self._row


@pytest.mark.parametrize(
    ("kind", "project", "operation"),
    [
        ("project", "proj_1", "list_models"),
        ("service_account", "proj_1", "list_models"),
        ("admin", None, "list_projects"),
    ],
)
def test_key_authenticator_caller_has_what_its_key_belongs_to(
    kind: str, project: str | None, operation: str
) -> None:
    row = ApiKey(
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

    async def authenticate() -> Caller:
        authenticator = KeyAuthenticator(cast("Database", _OneKey(row)), _HASHER)
        caller = authenticator(BY_ID[operation], "sk-1")
        return caller if isinstance(caller, Caller) else await caller

    caller = asyncio.run(authenticate())
    assert (caller.organization, caller.project, caller.kind, caller.key_id) == (
        "org-2",
        project or "",
        kind,
        "key_1",
    )


def test_allow_any_caller_is_the_default_project() -> None:
    caller = allow_any(BY_ID["list_models"], None)
    assert (caller.organization, caller.project, caller.kind) == (
        DEFAULT_ORGANIZATION,
        "proj_default",
        "open",
    )
    assert caller.key_id is None
