"""Projects over the official SDK's administrative client, on both databases."""

from __future__ import annotations

import asyncio

import openai
import pytest

from tests.support.administration import administered, changes, insert_key


async def test_projects_journey_create_retrieve_modify_archive(database: str) -> None:
    async with administered(database) as a:
        projects = a.organization.projects
        created = await projects.create(
            name="Alpha", residency="EU_STORAGE_PROCESSING", external_key_id="ext"
        )
        assert (created.name, created.status, created.archived_at) == ("Alpha", "active", None)
        assert (created.residency, created.external_key_id) == ("EU_STORAGE_PROCESSING", "ext")
        assert await projects.retrieve(created.id) == created
        renamed = await projects.update(created.id, name="Beta")
        assert (renamed.id, renamed.name, renamed.external_key_id) == (created.id, "Beta", "ext")
        unchanged = await projects.update(created.id)
        assert unchanged == renamed
        archived = await projects.archive(created.id)
        assert archived.status == "archived"
        assert archived.archived_at is not None
        assert await projects.retrieve(created.id) == archived
        assert await projects.archive(created.id) == archived


async def test_list_projects_pages_by_last_id_and_leaves_archived_ones_out(database: str) -> None:
    async with administered(database) as a:
        projects = a.organization.projects
        created = [await projects.create(name=f"p{number}") for number in range(5)]
        await projects.archive(created[2].id)
        # The default project may be of the same second: its place among the others is not fixed.
        default = (await projects.retrieve("proj_default")).id
        listed = [each.id async for each in projects.list(limit=2)]
        assert sorted(listed) == sorted([default, *(each.id for each in created if each is not created[2])])
        everything = [each.id async for each in projects.list(limit=3, include_archived=True)]
        assert [each for each in everything if each != default] == [each.id for each in created]
        assert everything.count(default) == 1
        last = await projects.list(include_archived=True, after=everything[-1])
        assert (last.data, last.has_more, last.last_id) == ([], False, None)


@pytest.mark.parametrize("limit", [0, 101])
async def test_list_projects_limit_out_of_bounds_is_a_400_that_names_limit(database: str, limit: int) -> None:
    async with administered(database) as a:
        with pytest.raises(openai.BadRequestError) as raised:
            await a.organization.projects.list(limit=limit)
        assert raised.value.param == "limit"


async def test_create_project_geography_is_data_beside_residency(database: str) -> None:
    async with administered(database) as a:
        created = await a.organization.projects.create(name="Alpha", geography="EU")
        assert getattr(created, "geography", None) == "EU"


async def test_unknown_project_is_a_404_that_names_project_id(database: str) -> None:
    async with administered(database) as a:
        projects = a.organization.projects
        for call in (projects.retrieve, projects.update, projects.archive):
            with pytest.raises(openai.NotFoundError) as raised:
                await call("proj_none")
            assert raised.value.param == "project_id"
        assert a.events("project.updated") == a.events("project.archived") == []


async def test_archived_project_cannot_change_and_writes_no_event(database: str) -> None:
    async with administered(database) as a:
        projects = a.organization.projects
        project = await projects.create(name="Alpha")
        await projects.archive(project.id)
        with pytest.raises(openai.BadRequestError, match="archived"):
            await projects.update(project.id, name="Beta")
        assert a.events("project.updated") == []
        assert len(a.events("project.archived")) == 1


async def test_concurrent_archives_of_a_project_succeed_and_write_one_event(database: str) -> None:
    async with administered(database) as a:
        projects = a.organization.projects
        created = [await projects.create(name=name) for name in "abcde"]
        calls = [projects.archive(project.id) for project in created for _ in range(4)]
        assert {project.status for project in await asyncio.gather(*calls)} == {"archived"}
        assert len(a.events("project.archived")) == len(created)


async def test_project_updated_event_leaves_unknown_fields_out(database: str) -> None:
    async with administered(database) as a:
        project = await a.organization.projects.create(name="Alpha")
        body = {"geography": "EU", "external_key_id": None, "api_key": "secret"}
        await a.stack.client.post(f"/organization/projects/{project.id}", json=body, headers=a.headers)
        (event,) = a.events("project.updated")
        assert changes(event) == {"changes_requested": {"geography": "EU", "external_key_id": None}}


async def test_default_project_cannot_be_renamed_or_archived(database: str) -> None:
    async with administered(database) as a:
        projects = a.organization.projects
        with pytest.raises(openai.BadRequestError) as raised:
            await projects.update("proj_default", name="Other")
        assert raised.value.param == "name"
        with pytest.raises(openai.BadRequestError):
            await projects.archive("proj_default")
        assert (await projects.retrieve("proj_default")).status == "active"


async def test_archived_projects_key_stops_to_authenticate(database: str) -> None:
    async with administered(database) as a:
        project = await a.organization.projects.create(name="Alpha")
        _, key = await insert_key(database, "project", project.id)
        assert await a.status(key) == 200
        await a.organization.projects.archive(project.id)
        assert await a.ends_with(key, 401)


async def test_administrative_write_has_one_audit_event_with_actor_address_and_request_id(
    database: str,
) -> None:
    async with administered(database) as a:
        created = await a.stack.client.post(
            "/organization/projects", json={"name": "Alpha"}, headers=a.headers
        )
        project = created.json()["id"]
        url = f"/organization/projects/{project}"
        renamed = await a.stack.client.post(url, json={"name": "Beta"}, headers=a.headers)
        archived = await a.stack.client.post(f"{url}/archive", headers=a.headers)
        key_id = a.key_id
        for kind, answer, details in (
            ("project.created", created, {"data": {"name": "Alpha", "title": "Alpha"}}),
            ("project.updated", renamed, {"changes_requested": {"title": "Beta"}}),
            ("project.archived", archived, None),
        ):
            (event,) = a.events(kind)
            assert (event["actor_kind"], event["key_id"]) == ("api_key", key_id)
            assert event["ip_address"] == "127.0.0.1"
            assert event["request_id"] == answer.headers["x-request-id"]
            assert (event["resource_id"], event["project_id"]) == (project, project)
            assert (event["organization_id"], changes(event)) == ("org-default", details)
