"""When keys were last used, on both databases."""

from __future__ import annotations

import asyncio
import time

import pytest

from app.access import key_uses
from app.access.key_uses import KeyUses
from app.errors import Unavailable
from app.storage.database import Database
from tests.support.administration import administered, insert_key
from tests.support.rows import open_database, query_rows


async def test_last_used_at_is_recorded_without_an_audit_event(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_uses, "_INTERVAL_SECONDS", 0.1)
    async with administered(database) as a:
        used, key = await insert_key(database, "project", "proj_default")
        unused, _ = await insert_key(database, "project", "proj_default")
        keys = a.organization.projects.api_keys
        assert (await keys.retrieve(used, project_id="proj_default")).last_used_at is None
        assert await a.status(key) == 200
        for _ in range(50):
            found = await keys.retrieve(used, project_id="proj_default")
            if found.last_used_at is not None:
                break
            await asyncio.sleep(0.1)
        assert found.last_used_at is not None
        assert 0 <= time.time() - found.last_used_at < 60
        assert (await keys.retrieve(unused, project_id="proj_default")).last_used_at is None
        admin = await a.organization.admin_api_keys.retrieve(a.key_id)
        assert admin.last_used_at is not None
        assert a.events() == []


async def test_run_unavailable_database_keeps_the_uses_for_the_next_minute(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_uses, "_INTERVAL_SECONDS", 0.01)
    url = f"sqlite:///{tmp_path}/test.db"
    async with open_database(url) as db:
        key_id, _ = await insert_key(url, "project", "proj_default")
        uses = KeyUses(db)
        uses.note(key_id)
        failed = asyncio.Event()
        real = Database.write

        async def unavailable(self: Database, work: object, **options: object) -> None:
            failed.set()
            raise Unavailable("no")

        monkeypatch.setattr(Database, "write", unavailable)
        task = asyncio.create_task(uses.run())
        await failed.wait()
        monkeypatch.setattr(Database, "write", real)
        query = "SELECT last_used_at FROM api_keys"
        for _ in range(100):
            await asyncio.sleep(0.02)
            [(last_used_at,)] = await asyncio.to_thread(query_rows, url, query)
            if last_used_at is not None:
                break
        task.cancel()
        assert last_used_at is not None
