"""API keys of projects over the official SDK's administrative client, on both databases."""

from __future__ import annotations

import openai
import pytest

from tests.support.administration import administered, insert_key


async def test_project_keys_journey_list_retrieve_delete(database: str) -> None:
    async with administered(database) as a:
        keys = a.organization.projects.api_keys
        project = (await a.organization.projects.create(name="Alpha")).id
        user = await a.user("ann@example.com")
        await a.organization.projects.users.create(project, user_id=user, role="member")
        ids, secrets = zip(
            *[await insert_key(database, "project", project, owner_user_id=user) for _ in range(3)],
            strict=True,
        )
        # One of another project, and an admin key.
        other, _ = await insert_key(database, "project", "proj_default")
        assert [key.id async for key in keys.list(project_id=project, limit=2)] == list(ids)
        first = await keys.retrieve(ids[0], project_id=project)
        assert (first.redacted_value, first.last_used_at, first.owner_project_access) == (
            f"sk-proj-...{secrets[0][-4:]}", None, "active",
        )  # fmt: skip
        assert first.owner.type == "user"
        assert (first.owner.user.id, first.owner.user.email, first.owner.user.role) == (
            user, "ann@example.com", "member",
        )  # fmt: skip
        deleted = await keys.delete(ids[0], project_id=project)
        assert (deleted.id, deleted.deleted) == (ids[0], True)
        assert [key.id async for key in keys.list(project_id=project)] == list(ids[1:])
        for key_id in (ids[0], other, a.key_id, "key_none"):
            for call in (keys.retrieve, keys.delete):
                with pytest.raises(openai.NotFoundError) as raised:
                    await call(key_id, project_id=project)
                assert raised.value.param == "api_key_id"
        assert await a.ends_with(secrets[0], 401)
        assert await a.status(secrets[1]) == 200
        [event] = a.events("api_key.deleted")
        assert (event["resource_id"], event["project_id"], event["key_id"]) == (ids[0], project, a.key_id)
        with pytest.raises(openai.NotFoundError) as raised:
            await keys.list(project_id="proj_none")
        assert raised.value.param == "project_id"


async def test_project_key_of_a_user_who_left_is_inactive_and_refused_until_the_user_is_back(
    database: str,
) -> None:
    async with administered(database) as a:
        keys, users = a.organization.projects.api_keys, a.organization.projects.users
        project = (await a.organization.projects.create(name="Alpha")).id
        user = await a.user("ann@example.com")
        await users.create(project, email="Ann@Example.com", role="owner")
        key_id, key = await insert_key(database, "project", project, owner_user_id=user)
        operators, _ = await insert_key(database, "project", project)
        account = await a.organization.projects.service_accounts.create(project, name="robot")
        assert account.api_key is not None

        async def listed(access: str) -> list[str]:
            found = keys.list(project_id=project, owner_project_access=access)
            both = [(each.id, each.owner_project_access) async for each in found]
            assert access == "any" or {each for _, each in both} <= {access}
            return [key for key, _ in both]

        everything = [key_id, operators, account.api_key.id]
        assert await a.status(key) == 200
        assert [await listed(each) for each in ("any", "active", "inactive")] == [everything, everything, []]
        await users.delete(user, project_id=project)
        assert await a.ends_with(key, 403)
        assert [await listed(each) for each in ("any", "active", "inactive")] == [
            everything, everything[1:], [key_id],
        ]  # fmt: skip
        await users.create(project, user_id=user, role="member")
        assert await a.ends_with(key, 200)


async def test_project_key_of_a_service_account_cannot_be_deleted(database: str) -> None:
    async with administered(database) as a:
        keys = a.organization.projects.api_keys
        account = await a.organization.projects.service_accounts.create("proj_default", name="robot")
        assert account.api_key is not None
        with pytest.raises(openai.BadRequestError, match="belongs to the service account") as raised:
            await keys.delete(account.api_key.id, project_id="proj_default")
        assert raised.value.param == "api_key_id"
        assert a.events("api_key.deleted") == []
        found = await keys.retrieve(account.api_key.id, project_id="proj_default")
        assert found.owner.type == "service_account"
        assert (found.owner.service_account.id, found.owner.service_account.role) == (account.id, "member")
