"""Hosted tool permissions of projects over the SDK, and their enforcement; on both databases."""

from __future__ import annotations

import asyncio
from typing import Any

import openai
import pytest

from tests.support.administration import administered, changes, insert_key

_TOOLS = ("file_search", "web_search", "image_generation", "mcp", "code_interpreter")
_MCP = {"type": "mcp", "server_label": "x", "server_url": "https://example.com"}
_FUNCTION = {"type": "function", "name": "f", "parameters": {}, "strict": False}
_SEARCH = {"type": "web_search_preview_2025_03_11"}
_MESSAGES = [{"role": "user", "content": "x"}]


async def test_hosted_tools_journey_retrieve_and_update(database: str) -> None:
    async with administered(database) as a:
        tools = a.organization.projects.hosted_tool_permissions
        project = (await a.organization.projects.create(name="Alpha")).id

        def enabled(found: Any) -> set[str]:
            return {name for name in _TOOLS if getattr(found, name).enabled}

        assert enabled(await tools.retrieve(project)) == set(_TOOLS)
        updated = await tools.update(project, mcp={"enabled": False}, web_search={"enabled": False})
        assert enabled(updated) == {"file_search", "image_generation", "code_interpreter"}
        updated = await tools.update(project, web_search={"enabled": True}, mcp=None)
        assert enabled(updated) == set(_TOOLS) - {"mcp"}
        assert await tools.update(project) == updated
        assert await tools.retrieve(project) == updated
        assert enabled(await tools.retrieve("proj_default")) == set(_TOOLS)
        for call in (tools.retrieve, tools.update):
            with pytest.raises(openai.NotFoundError) as raised:
                await call("proj_none")
            assert raised.value.param == "project_id"
        assert [changes(event)["changes_requested"] for event in a.events("project.updated")] == [
            {"hosted_tools": {"mcp": False, "web_search": False}},
            {"hosted_tools": {"web_search": True}},
            {"hosted_tools": {}},
        ]


async def test_disabled_hosted_tool_is_refused_in_responses_and_chats(database: str) -> None:
    async with administered(database) as a:
        tools = a.organization.projects.hosted_tool_permissions
        _, key = await insert_key(database, "project", "proj_default")
        headers = {"authorization": f"Bearer {key}"}

        async def refused(path: str, **body: Any) -> tuple[str, str] | None:
            """The code and the field of a 403; None for any other answer."""
            sent = {"model": "builtin", **body}
            answer = await a.stack.client.post(path, json=sent, headers=headers)
            error = answer.json().get("error") or {}
            return (error["code"], error["param"]) if answer.status_code == 403 else None

        cases: list[tuple[str, str, dict[str, Any]]] = [
            ("/responses", "tools[1].type", {"input": "x", "tools": [_FUNCTION, _MCP]}),
            ("/responses", "tools[0].type", {"input": "x", "tools": [_SEARCH], "background": True}),
            ("/chat/completions", "web_search_options", {"messages": _MESSAGES, "web_search_options": {}}),
        ]
        for path, _, body in cases:
            assert await refused(path, **body) is None
        await tools.update("proj_default", mcp={"enabled": False}, web_search={"enabled": False})
        await asyncio.sleep(1)
        for path, place, body in cases:
            assert await refused(path, **body) == ("hosted_tool_not_permitted", place)
        assert await refused("/responses", input="x", tools=[_FUNCTION]) is None
        assert await refused("/chat/completions", messages=_MESSAGES) is None
        await tools.update("proj_default", mcp={"enabled": True})
        await asyncio.sleep(1)
        assert await refused("/responses", input="x", tools=[_MCP]) is None
