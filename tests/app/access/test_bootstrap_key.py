"""The operator's admin key, which each replica ensures at its start; on both databases."""

from __future__ import annotations

import logging

import pytest

from app.access.authentication import ensure_key
from app.access.key_hasher import KeyHasher
from app.storage.api_key_repository import ApiKeyRepository
from app.storage.key_grants import authenticating_key
from app.storage.organizations import operator_context
from app.storage.tables import DEFAULT_ORGANIZATION
from app.storage.unit_of_work import UnitOfWork
from tests.support.rows import open_database

_KEY = KeyHasher(b"pepper").record("a first key of the operator", "admin", "bootstrap")
_LOGGER = "app.access.authentication"


async def test_ensure_key_active_key_is_not_added_again_without_a_log_line(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, _LOGGER)
    async with open_database(database) as db:
        for _ in range(2):
            await ensure_key(db, _KEY)
        keys = await db.read(lambda session: ApiKeyRepository(session, DEFAULT_ORGANIZATION).active())
    assert [key.hash for key in keys] == [_KEY.hash]
    assert caplog.messages == []


async def test_ensure_key_revoked_key_stays_revoked_and_is_logged(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, _LOGGER)

    def revoke(unit: UnitOfWork) -> None:
        keys = ApiKeyRepository(unit.session, unit.organization)
        [key] = keys.active()
        keys.revoke(key.id)
        unit.audit("tenant.admin_api_key.deleted", key.id)

    async with open_database(database) as db:
        await ensure_key(db, _KEY)
        await db.administer(await db.read(operator_context), revoke)
        await ensure_key(db, _KEY)
        assert await db.read(lambda session: authenticating_key(session, _KEY.hash)) is None
    assert caplog.messages == ["the bootstrap admin key exists or is revoked"]
