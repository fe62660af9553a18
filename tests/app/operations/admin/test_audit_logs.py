"""The audit log over the official SDK's administrative client, on both databases."""

from __future__ import annotations

from typing import Any

import openai
import pytest

from tests.support.administration import administered, insert_key


async def test_audit_logs_list_is_newest_first_in_both_directions(database: str) -> None:
    async with administered(database) as a:
        logs = a.organization.audit_logs
        created = [(await a.organization.projects.create(name=f"p{number}")).id for number in range(5)]
        everything = [event async for event in logs.list(limit=2, event_types=["project.created"])]
        assert [event.project.id for event in everything] == created[::-1]
        ids = [event.id for event in everything]
        page = await logs.list(before=ids[4], limit=2, event_types=["project.created"])
        assert ([event.id for event in page.data], page.has_more) == (ids[2:4], True)
        page = await logs.list(before=ids[2], limit=2, event_types=["project.created"])
        assert ([event.id for event in page.data], page.has_more) == (ids[:2], False)
        empty = await logs.list(after=ids[4], event_types=["project.created"])
        assert (empty.data, empty.first_id, empty.last_id) == ([], None, None)
        with pytest.raises(openai.BadRequestError) as raised:
            await logs.list(after=ids[0], before=ids[1])
        assert raised.value.param == "before"


async def test_audit_logs_event_has_its_actor_project_and_details(database: str) -> None:
    async with administered(database) as a:
        user = await a.user("ann@example.com", "owner")
        key_id, key = await insert_key(database, "admin", None, owner_user_id=user)
        headers = {"authorization": f"Bearer {key}"}
        answer = await a.stack.client.post("/organization/projects", json={"name": "Alpha"}, headers=headers)
        project = answer.json()["id"]
        await a.organization.admin_api_keys.create(name="more")
        listed = (await a.stack.client.get("/organization/audit_logs?limit=2", headers=headers)).json()[
            "data"
        ]
        assert listed[1] == {
            "id": listed[1]["id"],
            "type": "project.created",
            "effective_at": listed[1]["effective_at"],
            "project": {"id": project, "name": "Alpha"},
            "actor": {
                "type": "api_key",
                "api_key": {"id": key_id, "type": "user", "user": {"id": user, "email": "ann@example.com"}},
            },
            "project.created": {"id": project, "data": {"name": "Alpha", "title": "Alpha"}},
        }
        # Actions of admin keys without a project of their own belong to the default project.
        assert listed[0]["type"] == "tenant.admin_api_key.created"
        assert listed[0]["project"] == {"id": "proj_default", "name": "Default"}
        by_command_line = [event async for event in a.organization.audit_logs.list()][-1]
        assert by_command_line.actor.type == "session"
        assert by_command_line.actor.session.user.email == "operator@localhost"


async def test_audit_logs_filters_select_events(database: str) -> None:
    async with administered(database) as a:
        user = await a.user("Ann@example.com", "owner")
        key_id, key = await insert_key(database, "admin", None, owner_user_id=user)
        alpha = (await a.organization.projects.create(name="Alpha")).id
        await a.stack.client.post(
            f"/organization/projects/{alpha}",
            json={"name": "Beta"},
            headers={"authorization": f"Bearer {key}"},
        )
        account = await a.organization.projects.service_accounts.create(alpha, name="robot")
        await a.organization.admin_api_keys.create(name="more")

        async def types(**filters: Any) -> list[str]:
            found = a.organization.audit_logs.list(**filters)
            return [event.type async for event in found if event.type != "organization.updated"]

        made, renamed, robot = "project.created", "project.updated", "service_account.created"
        admin_key = "tenant.admin_api_key.created"
        assert await types() == [admin_key, robot, renamed, made]
        assert await types(project_ids=[alpha]) == [robot, renamed, made]
        assert await types(project_ids=["proj_default"]) == [admin_key]
        assert await types(event_types=[made, robot]) == [robot, made]
        assert await types(actor_ids=[user]) == [renamed]
        assert await types(actor_ids=[key_id]) == [renamed]
        assert await types(actor_ids=[a.key_id]) == [admin_key, robot, made]
        assert await types(actor_emails=["ann@EXAMPLE.com"]) == [renamed]
        assert await types(actor_emails=["none@example.com"]) == []
        assert await types(actor_emails=["ann@example.com"], actor_ids=["user-none"]) == []
        assert await types(resource_ids=[account.id]) == [robot]
        assert await types(tenant_only=True) == [admin_key]
        assert await types(tenant_only=True, event_types=[admin_key]) == [admin_key]
        [event] = (await a.organization.audit_logs.list(resource_ids=[account.id])).data
        now = event.effective_at
        for bounds, matches in (
            ({"gt": now}, False), ({"gte": now}, True), ({"lt": now}, False), ({"lte": now}, True),
            ({"gte": now, "lt": now + 1}, True), ({"gt": 2**63}, False), ({"lt": 2**63}, True),
        ):  # fmt: skip
            assert await types(resource_ids=[account.id], effective_at=bounds) == [robot] * matches, bounds
        with pytest.raises(openai.BadRequestError, match=r"'project\.created' is none") as raised:
            await types(tenant_only=True, event_types=[made])
        assert raised.value.param == "event_types"
