"""Users of projects over the official SDK's administrative client, on both databases."""

from __future__ import annotations

import asyncio

import openai
import pytest

from tests.support.administration import administered, changes


async def test_project_users_journey_add_list_update_remove(database: str) -> None:
    async with administered(database) as a:
        members = a.organization.projects.users
        project = (await a.organization.projects.create(name="Alpha")).id
        ids = [await a.user(f"{name}@example.com") for name in ("ann", "ben", "cleo")]
        added = await members.create(project, user_id=ids[0], role="member")
        assert (added.id, added.role, added.email, added.name) == (ids[0], "member", "ann@example.com", "ann")
        await members.create(project, email="BEN@example.com", role="owner")
        await members.create(project, user_id=ids[2], role="member")
        assert [user.id async for user in members.list(project, limit=2)] == ids
        # Again, as by a client that has missed the answer.
        assert (await members.create(project, user_id=ids[0], role="owner")).role == "owner"
        updated = await members.update(ids[0], project_id=project, role="member")
        assert updated == added
        assert await members.update(ids[0], project_id=project) == added
        assert await members.retrieve(ids[0], project_id=project) == added
        deleted = await members.delete(ids[0], project_id=project)
        assert (deleted.id, deleted.deleted) == (ids[0], True)
        for call in (members.retrieve, members.update, members.delete):
            for user_id, owner in ((ids[0], project), (ids[1], "proj_default"), ("user-none", project)):
                with pytest.raises(openai.NotFoundError) as raised:
                    await call(user_id, project_id=owner)
                assert raised.value.param == "user_id"
        assert [user.id async for user in members.list(project)] == ids[1:]
        assert [changes(event) for event in a.events("user.added")] == [
            {"data": {"role": role}} for role in ("member", "owner", "member", "owner")
        ]
        assert {event["project_id"] for event in a.events("user.added")} == {project}


async def test_add_project_user_mistake_is_a_400_that_names_the_field(database: str) -> None:
    async with administered(database) as a:
        members = a.organization.projects.users
        user = await a.user("ann@example.com")
        for fields, param in (
            ({"role": "member"}, "user_id"),
            ({"role": "member", "user_id": user, "email": "ann@example.com"}, "user_id"),
            ({"role": "member", "user_id": "user-none"}, "user_id"),
            ({"role": "member", "email": "none@example.com"}, "email"),
            ({"role": "reader", "user_id": user}, "role"),
        ):
            with pytest.raises(openai.BadRequestError) as raised:
                await members.create("proj_default", **fields)
            assert raised.value.param == param
        await members.create("proj_default", user_id=user, role="member")
        with pytest.raises(openai.BadRequestError) as raised:
            await members.update(user, project_id="proj_default", role="viewer")
        assert raised.value.param == "role"
        assert [event["type"] for event in a.events()] == ["user.added"]


async def test_users_of_an_archived_project_are_a_400(database: str) -> None:
    async with administered(database) as a:
        members = a.organization.projects.users
        user = await a.user("ann@example.com")
        project = (await a.organization.projects.create(name="Alpha")).id
        await members.create(project, user_id=user, role="member")
        await a.organization.projects.archive(project)
        count = len(a.events())
        for call in (
            members.list(project),
            members.create(project, user_id=user, role="member"),
            members.retrieve(user, project_id=project),
            members.update(user, project_id=project, role="owner"),
            members.delete(user, project_id=project),
        ):
            with pytest.raises(openai.BadRequestError, match="archived"):
                await call
        assert len(a.events()) == count


async def test_concurrent_additions_of_a_user_succeed(database: str) -> None:
    async with administered(database) as a:
        members = a.organization.projects.users
        user = await a.user("ann@example.com")
        calls = [members.create("proj_default", user_id=user, role="member") for _ in range(6)]
        assert {added.id for added in await asyncio.gather(*calls)} == {user}
        assert [each.id async for each in members.list("proj_default")] == [user]
