"""Admin API keys over the official SDK's administrative client, on both databases."""

from __future__ import annotations

import asyncio
import time

import openai
import pytest

from tests.support.administration import administered, insert_key
from tests.support.stack import stack

_PATH = "/organization/projects"


async def test_admin_keys_journey_create_list_retrieve_delete(database: str) -> None:
    async with administered(database) as a:
        keys = a.organization.admin_api_keys
        created = await keys.create(name="Terraform", expires_in_seconds=3600)
        assert created.value.startswith("sk-admin-")
        assert created.redacted_value == f"sk-admin-...{created.value[-4:]}"
        assert 3590 <= created.expires_at - time.time() <= 3601
        assert (created.owner.type, created.owner.role, created.owner.name) == ("user", "owner", "Operator")
        assert await a.status(created.value, _PATH) == 200
        forever = await keys.create(name="Forever")
        assert forever.expires_at is None
        retrieved = await keys.retrieve(created.id)
        assert retrieved.model_dump() == created.model_dump(exclude={"value"})
        ids = [a.key_id, created.id, forever.id]
        assert [key.id async for key in keys.list(limit=1)] == ids
        assert [key.id async for key in keys.list(limit=2, order="desc")] == ids[::-1]
        project_key, _ = await insert_key(database, "project", "proj_default")
        deleted = await keys.delete(created.id)
        assert (deleted.id, deleted.deleted) == (created.id, True)
        for key_id in (created.id, project_key, "key_none"):
            for call in (keys.retrieve, keys.delete):
                with pytest.raises(openai.NotFoundError) as raised:
                    await call(key_id)
                assert raised.value.param == "key_id"
        assert await a.ends_with(created.value, 401, _PATH)
        assert [key.id async for key in keys.list()] == [a.key_id, forever.id]


async def test_admin_key_that_is_the_last_cannot_delete_itself(database: str) -> None:
    async with administered(database) as a:
        keys = a.organization.admin_api_keys
        await insert_key(database, "admin", None, expires_at=1)
        with pytest.raises(openai.ConflictError, match="last admin API key"):
            await keys.delete(a.key_id)
        assert a.events("tenant.admin_api_key.deleted") == []
        # Of two that delete themselves at the same time one stays.
        other = await keys.create(name="other")
        calls = [
            a.stack.client.delete(f"/organization/admin_api_keys/{key_id}", headers={"authorization": bearer})
            for key_id, bearer in (
                (a.key_id, a.headers["authorization"]), (other.id, f"Bearer {other.value}"),
            )
        ]  # fmt: skip
        assert sorted(answer.status_code for answer in await asyncio.gather(*calls)) == [200, 409]


async def test_admin_key_of_a_user_has_the_permissions_of_the_users_roles(database: str) -> None:
    async with administered(database) as a:
        user = await a.user("ann@example.com", "owner")
        _, key = await insert_key(database, "admin", None, owner_user_id=user)
        created = await a.stack.client.post(
            "/organization/admin_api_keys",
            json={"name": "Ann's"},
            headers={"authorization": f"Bearer {key}"},
        )
        assert created.json()["owner"]["id"] == user
        await a.organization.users.update(user, role="reader")
        assert await a.ends_with(key, 403, _PATH)
        assert await a.ends_with(created.json()["value"], 403, _PATH)
        # A reader of the organization still reads its groups; 501 is behind the permission.
        assert await a.status(key, "/organization/groups") != 403
        refused = await a.stack.client.get(_PATH, headers={"authorization": f"Bearer {key}"})
        assert "Missing scopes: api.management.read." in refused.json()["error"]["message"]
        await a.organization.users.delete(user)
        assert await a.ends_with(key, 401, _PATH)


@pytest.mark.parametrize("seconds", [0, 31_536_001])
async def test_create_admin_key_lifetime_out_of_bounds_is_a_400(database: str, seconds: int) -> None:
    async with administered(database) as a:
        with pytest.raises(openai.BadRequestError) as raised:
            await a.organization.admin_api_keys.create(name="x", expires_in_seconds=seconds)
        assert raised.value.param == "expires_in_seconds"


async def test_create_admin_key_without_keys_needs_a_pepper(database: str) -> None:
    """SQLite's folder gets one; PostgreSQL has none."""
    async with stack(database) as s:
        created = await s.client.post("/organization/admin_api_keys", json={"name": "x"})
    if database.startswith("sqlite"):
        assert created.status_code == 200
        assert created.json()["owner"]["name"] == "Operator"
    else:
        assert (created.status_code, "KEY_PEPPER" in created.text) == (400, True)
