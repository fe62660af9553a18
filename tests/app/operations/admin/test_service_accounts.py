"""Service accounts and their keys over the official SDK's administrative client, on both databases."""

from __future__ import annotations

from typing import Any

import openai
import pytest

from tests.support.administration import administered, changes


async def test_service_accounts_journey_create_list_update_delete(database: str) -> None:
    async with administered(database) as a:
        accounts = a.organization.projects.service_accounts
        project = (await a.organization.projects.create(name="Alpha")).id
        created = await accounts.create(project, name="robot")
        assert (created.name, created.role) == ("robot", "member")
        assert created.api_key is not None
        assert created.api_key.value.startswith("sk-svcacct-")
        assert await a.status(created.api_key.value) == 200
        [event] = a.events("service_account.created")
        data = {"name": "robot", "role": "member", "api_key_id": created.api_key.id}
        assert changes(event) == {"data": data}
        second = await accounts.create(project, name="second")
        third = await accounts.create(project, name="third")
        ids = [created.id, second.id, third.id]
        assert [each.id async for each in accounts.list(project, limit=2)] == ids
        updated = await accounts.update(created.id, project_id=project, name="Robot", role="owner")
        assert (updated.name, updated.role) == ("Robot", "owner")
        assert await accounts.update(created.id, project_id=project) == updated
        assert await accounts.retrieve(created.id, project_id=project) == updated
        deleted = await accounts.delete(created.id, project_id=project)
        assert (deleted.id, deleted.deleted) == (created.id, True)
        assert await a.ends_with(created.api_key.value, 401)
        for call in (accounts.retrieve, accounts.update, accounts.delete):
            # Deleted, and of another project.
            for account, owner in ((created.id, project), (second.id, "proj_default")):
                with pytest.raises(openai.NotFoundError) as raised:
                    await call(account, project_id=owner)
                assert raised.value.param == "service_account_id"
        assert [each.id async for each in accounts.list(project)] == ids[1:]
        keys = a.organization.projects.api_keys.list(project_id=project)
        assert {key.owner.service_account.id async for key in keys} == set(ids[1:])


async def test_service_account_without_a_key_has_no_role_and_its_keys_no_permission(database: str) -> None:
    async with administered(database) as a:
        accounts = a.organization.projects.service_accounts
        created = await accounts.create("proj_default", name="robot", create_service_account_only=True)
        assert (created.role, created.api_key) == ("none", None)
        key = await accounts.api_keys.create(created.id, project_id="proj_default")
        assert await a.status(key.value) == 403
        await accounts.update(created.id, project_id="proj_default", role="member")
        assert await a.ends_with(key.value, 200)


async def test_service_account_key_with_scopes_has_no_other_permission(database: str) -> None:
    async with administered(database) as a:
        accounts = a.organization.projects.service_accounts
        account = (await accounts.create("proj_default", name="robot")).id
        scopes = ["api.model.read", "api.conversations.write"]
        key = await accounts.api_keys.create(account, project_id="proj_default", name="ci", scopes=scopes)
        assert (key.name, key.value[:11]) == ("ci", "sk-svcacct-")
        chat: dict[str, Any] = {"model": "builtin", "messages": [{"role": "user", "content": "x"}]}
        assert await a.status(key.value) == 200
        assert await a.status(key.value, "/conversations", "POST", metadata={"a": "b"}) == 200
        assert await a.status(key.value, "/chat/completions", "POST", **chat) == 403
        [event] = a.events("api_key.created")
        assert changes(event) == {"data": {"service_account_id": account, "scopes": scopes}}
        nothing = await accounts.api_keys.create(account, project_id="proj_default", scopes=[])
        assert await a.status(nothing.value) == 403
        with pytest.raises(
            openai.BadRequestError, match=r"'api\.none'; known are .*api\.files\.read"
        ) as raised:
            await accounts.api_keys.create(account, project_id="proj_default", scopes=["api.none"])
        assert raised.value.param == "scopes"


async def test_service_accounts_of_an_archived_project_are_a_400(database: str) -> None:
    async with administered(database) as a:
        accounts = a.organization.projects.service_accounts
        project = (await a.organization.projects.create(name="Alpha")).id
        account = (await accounts.create(project, name="robot")).id
        await a.organization.projects.archive(project)
        count = len(a.events())
        for call in (
            accounts.list(project),
            accounts.create(project, name="x"),
            accounts.retrieve(account, project_id=project),
            accounts.update(account, project_id=project, name="x"),
            accounts.delete(account, project_id=project),
            accounts.api_keys.create(account, project_id=project),
        ):
            with pytest.raises(openai.BadRequestError, match="archived") as raised:
                await call
            assert raised.value.param == "project_id"
        assert len(a.events()) == count
