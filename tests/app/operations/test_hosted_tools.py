"""Hosted tools by HTTP: streamed, whole, in the background and in conversations, over a chat upstream."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from app.engine.hosted.web_search import WebSearchTools
from tests.support.hosted_tools import Answer, FakeSearch, model
from tests.support.response_events import read_frames, validated_events
from tests.support.stack import Stack, stack

SEARCHED = (Answer(calls=[("web_search", {"query": "pages"})]), Answer("The first page says so [1]. Done."))
WEB: dict[str, Any] = {"type": "web_search"}
BASE: dict[str, Any] = {"model": "m", "input": "Look"}


@asynccontextmanager
async def searching(
    url: str, *answers: Answer, **options: Any
) -> AsyncGenerator[tuple[Stack, FakeSearch], None]:
    """A server with a search engine before a model with these answers."""
    backend = FakeSearch()
    tools = dict.fromkeys(("web_search", "web_search_preview"), WebSearchTools(backend))
    async with stack(url, model(*answers), tools=tools, **options) as s:
        yield s, backend


async def _stream(s: Stack, **body: Any) -> list[dict[str, Any]]:
    answered = await s.client.post("/responses", json={**BASE, "stream": True, **body})
    assert answered.status_code == 200, answered.text
    return validated_events(read_frames(answered.content))


async def _create(s: Stack, **body: Any) -> dict[str, Any]:
    answered = await s.client.post("/responses", json={**BASE, **body})
    assert answered.status_code == 200, answered.text
    found: dict[str, Any] = answered.json()
    return found


def _kinds(events: list[dict[str, Any]]) -> list[str]:
    kinds: list[str] = []
    for event in events:
        kind = event["type"].removeprefix("response.")
        if not kinds or kinds[-1] != kind:
            kinds.append(kind)
    return kinds


async def test_web_search_streamed_has_the_events_in_order_and_its_citation(database: str) -> None:
    async with searching(database, *SEARCHED) as (s, backend):
        events = await _stream(s, tools=[WEB])
        assert _kinds(events) == [
            "created",
            "in_progress",
            "output_item.added",
            "web_search_call.in_progress",
            "web_search_call.searching",
            "web_search_call.completed",
            "output_item.done",
            "output_item.added",
            "content_part.added",
            "output_text.delta",
            "output_text.annotation.added",
            "output_text.delta",
            "output_text.done",
            "content_part.done",
            "output_item.done",
            "completed",
        ]
        assert [query.text for query in backend.queries] == ["pages"]
        final = events[-1]["response"]
        call, message = final["output"]
        assert (call["type"], call["status"]) == ("web_search_call", "completed")
        assert call["action"] == {"type": "search", "query": "pages", "queries": ["pages"]}
        [part] = message["content"]
        assert part["text"] == "The first page says so. Done."
        [citation] = part["annotations"]
        assert part["text"][citation["start_index"] : citation["end_index"]] == "The first page says so"
        assert citation["url"] == "https://one.example/a"
        assert final["usage"]["input_tokens"] == 20
        assert final["usage"]["output_tokens"] == 8
        first, second = s.upstream_bodies
        assert [tool["function"]["name"] for tool in first["tools"]] == [
            "web_search",
            "open_page",
            "find_in_page",
        ]
        [called, result] = second["messages"][1:]
        assert called["tool_calls"][0]["function"]["name"] == "web_search"
        assert result["tool_call_id"] == called["tool_calls"][0]["id"]
        assert "[1] One\nhttps://one.example/a" in result["content"]
        stored = (await s.client.get(f"/responses/{final['id']}")).json()
        assert stored == final
        rows = s.rows("usage_records", "created_at, id")
        assert [row["input_tokens"] for row in rows] == [10, 10]
        assert sorted(bool(row["model_request"]) for row in rows) == [False, True]
        assert len({row["request_id"] for row in rows}) == 1
        counts = [json.loads(row["details"]).get("hosted_tool_calls") for row in rows]
        assert [count for count in counts if count] == [{"web_search": 1}]
        assert [row["state"] for row in s.rows("response_steps", "seq, state")] == ["begun", "done"]
        [response] = s.rows("responses")
        assert (response["status"], response["owner"], response["lease_until"]) == ("completed", None, None)
