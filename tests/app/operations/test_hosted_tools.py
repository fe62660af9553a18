"""Hosted tools by HTTP: streamed, whole, in the background and in conversations, over a chat upstream."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from app.engine.hosted.web_search import WebSearchTools
from tests.support.fake_upstream import FakeUpstream, Writer, fixed_response
from tests.support.hosted_tools import BOX, Answer, Boxes, FakeSearch, model
from tests.support.response_events import read_frames, validated_events
from tests.support.response_sockets import create, open_socket, read_to_end, turn
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


async def test_web_search_whole_has_the_items_of_the_stream(database: str) -> None:
    async with searching(database, *SEARCHED) as (s, _):
        whole = await _create(
            s, tools=[WEB], include=["web_search_call.action.sources", "web_search_call.results"]
        )
        call, message = whole["output"]
        assert [source["url"] for source in call["action"]["sources"]] == [
            "https://one.example/a",
            "https://sub.two.example/b",
        ]
        assert [result["title"] for result in call["results"]] == ["One", "Two"]
        assert message["content"][0]["text"] == "The first page says so. Done."
        assert (whole["status"], whole["usage"]["total_tokens"]) == ("completed", 28)
        assert all(not body.get("stream") for body in s.upstream_bodies)


async def test_web_search_in_the_background_has_its_items_and_usage(database: str) -> None:
    async with searching(database, *SEARCHED) as (s, backend):
        queued = await _create(s, tools=[WEB], background=True)
        replayed = await s.client.get(f"/responses/{queued['id']}?stream=true")
        events = validated_events(read_frames(replayed.content))
        final = events[-1]["response"]
        assert [item["type"] for item in final["output"]] == ["web_search_call", "message"]
        assert (final["status"], final["usage"]["total_tokens"]) == ("completed", 28)
        assert len(backend.queries) == 1
        assert len(s.rows("response_steps", "seq, state")) == 2
        deleted = await s.client.delete(f"/responses/{queued['id']}")
        assert deleted.status_code == 200
        assert s.rows("response_steps", "seq, state") == []


async def test_web_search_in_a_conversation_never_breaks_a_later_turn(database: str) -> None:
    async with searching(database, *SEARCHED) as (s, _):
        conversation = (await s.client.post("/conversations", json={})).json()["id"]
        await _create(s, tools=[WEB], conversation=conversation)
        later = await _create(s, conversation=conversation, input="And now?")
        assert later["status"] == "completed"
        chained = await _create(s, previous_response_id=later["id"], conversation=None)
        assert chained["status"] == "completed"
        roles = [message["role"] for message in s.upstream_bodies[2]["messages"]]
        assert roles == ["user", "assistant", "tool", "assistant", "user"]
        items = (await s.client.get(f"/conversations/{conversation}/items?order=asc")).json()["data"]
        assert [item["type"] for item in items][:3] == ["message", "web_search_call", "message"]
        replayed = await _create(s, input=[*items, {"role": "user", "content": "Again"}])
        assert replayed["status"] == "completed"


async def test_web_search_that_is_not_stored_has_no_rows(database: str) -> None:
    async with searching(database, *SEARCHED) as (s, _):
        whole = await _create(s, tools=[WEB], store=False)
        assert whole["status"] == "completed"
        assert (s.rows("response_steps", "seq"), s.rows("responses")) == ([], [])
        assert len(s.rows("usage_records")) == 2


async def test_web_search_filters_location_and_pages_reach_the_engine(database: str) -> None:
    calls = Answer(
        calls=[
            ("web_search", {"query": "a"}),
            ("open_page", {"url": "https://sub.two.example/b"}),
            ("find_in_page", {"url": "https://sub.two.example/b", "pattern": "NEEDLE"}),
            ("open_page", {"url": "https://one.example/a"}),
        ]
    )
    async with searching(database, calls, Answer("Done [1][2].")) as (s, backend):
        tool = {
            **WEB,
            "filters": {"allowed_domains": ["two.example"]},
            "user_location": {"type": "approximate", "country": "DE", "city": "Ulm"},
            "search_context_size": "low",
        }
        events = await _stream(s, tools=[tool])
        [query] = backend.queries
        assert (query.country, query.city, query.context_size) == ("DE", "Ulm", "low")
        assert query.allowed_domains == ("two.example",)
        assert backend.opened == ["https://sub.two.example/b"] * 2
        results = [
            message["content"] for message in s.upstream_bodies[1]["messages"] if message["role"] == "tool"
        ]
        assert "one.example" not in results[0]
        assert "needle" in results[2]
        assert "restricted" in results[3]
        output = events[-1]["response"]["output"]
        assert [item["action"]["type"] for item in output[:4]] == [
            "search",
            "open_page",
            "find_in_page",
            "open_page",
        ]
        assert [item["status"] for item in output[:4]] == ["completed"] * 3 + ["failed"]
        # The page was found before and has one number.
        [part] = output[4]["content"]
        assert part["text"] == "Done[2]."
        assert len(part["annotations"]) == 1


async def test_web_search_without_access_to_the_web_is_no_call(database: str) -> None:
    async with searching(database, Answer("From memory.")) as (s, backend):
        whole = await _create(s, tools=[{**WEB, "external_web_access": False}])
        assert [item["type"] for item in whole["output"]] == ["message"]
        assert "tools" not in s.upstream_bodies[0]
        assert backend.queries == []


async def test_web_search_failure_is_the_models_to_read(database: str) -> None:
    async with searching(database, *SEARCHED) as (s, backend):
        backend.is_down = True
        whole = await _create(s, tools=[WEB])
        assert (whole["status"], whole["output"][0]["status"]) == ("completed", "failed")
        assert whole["output"][1]["content"][0]["text"].endswith("[1]. Done.")
        assert "is down" in s.upstream_bodies[1]["messages"][-1]["content"]


async def test_web_search_that_is_chosen_is_required_in_the_first_round_only(database: str) -> None:
    async with searching(database, *SEARCHED) as (s, _):
        whole = await _create(
            s, tools=[{"type": "web_search_preview"}], tool_choice={"type": "web_search_preview"}
        )
        assert whole["status"] == "completed"
        assert [body["tool_choice"] for body in s.upstream_bodies] == ["required", "auto"]


async def test_client_calls_of_the_same_round_complete_the_response(database: str) -> None:
    look = {"type": "function", "name": "look", "parameters": {"type": "object"}}
    both = Answer(calls=[("look", {}), ("web_search", {"query": "a"})])
    async with searching(database, both, Answer("Seen.")) as (s, _):
        first = await _create(s, tools=[WEB, look])
        assert [item["type"] for item in first["output"]] == ["function_call", "web_search_call"]
        assert len(s.upstream_bodies) == 1
        output = {"type": "function_call_output", "call_id": first["output"][0]["call_id"], "output": "a"}
        second = await _create(s, tools=[WEB, look], input=[output], previous_response_id=first["id"])
        assert second["status"] == "completed"


@pytest.mark.parametrize("most", [1, 2])
async def test_max_tool_calls_later_calls_are_ignored(database: str, most: int) -> None:
    twice = Answer(calls=[("web_search", {"query": "a"}), ("web_search", {"query": "b"})])
    async with searching(database, twice, Answer("Enough.")) as (s, backend):
        whole = await _create(s, tools=[WEB], max_tool_calls=most)
        assert len(backend.queries) == most
        assert [item["type"] for item in whole["output"]] == ["web_search_call"] * most + ["message"]
        assert "tools" not in s.upstream_bodies[1]


async def test_max_tool_calls_of_zero_shows_no_functions(database: str) -> None:
    async with searching(database, Answer("From memory.")) as (s, backend):
        whole = await _create(s, tools=[WEB], max_tool_calls=0)
        assert ("tools" in s.upstream_bodies[0], whole["status"], backend.queries) == (False, "completed", [])


async def test_parallel_tool_calls_false_caps_a_round_at_one_call(database: str) -> None:
    twice = Answer(calls=[("web_search", {"query": "a"}), ("web_search", {"query": "b"})])
    async with searching(database, twice, Answer("Enough.")) as (s, backend):
        await _create(s, tools=[WEB], parallel_tool_calls=False)
        assert [query.text for query in backend.queries] == ["a"]


async def test_max_output_tokens_counts_all_rounds(database: str) -> None:
    async with searching(database, Answer(calls=[("web_search", {"query": "a"})])) as (s, _):
        whole = await _create(s, tools=[WEB], max_output_tokens=20)
        limits = [body["max_completion_tokens"] for body in s.upstream_bodies]
        assert limits == [20, 16, 12, 8, 4]
        assert (whole["status"], whole["incomplete_details"]) == (
            "incomplete",
            {"reason": "max_output_tokens"},
        )
        assert len(whole["output"]) == 5


async def test_upstream_that_sends_no_usage_is_estimated_in_every_round(database: str) -> None:
    call, answer = SEARCHED
    call, answer = Answer(calls=call.calls, usage=None), Answer(answer.text, usage=None)
    async with searching(database, call, answer) as (s, _):
        events = await _stream(s, tools=[WEB])
        rows = s.rows("usage_records")
        assert [bool(row["estimated"]) for row in rows] == [True, True]
        usage = events[-1]["response"]["usage"]
        assert usage["total_tokens"] == sum(row["input_tokens"] + row["output_tokens"] for row in rows)
        assert min(row["input_tokens"] for row in rows) > 0
        assert min(row["output_tokens"] for row in rows) > 0


async def test_mcp_like_tool_has_its_listing_and_its_call_in_order(database: str) -> None:
    boxes = Boxes()
    answers = Answer(calls=[("box__put", {"what": "a"})]), Answer("It is in.")
    async with stack(database, model(*answers), tools={"mcp": boxes}) as s:
        events = await _stream(s, tools=[BOX])
        assert _kinds(events)[2:11] == [
            "output_item.added",
            "mcp_list_tools.in_progress",
            "mcp_list_tools.completed",
            "output_item.done",
            "output_item.added",
            "mcp_call.in_progress",
            "mcp_call_arguments.delta",
            "mcp_call_arguments.done",
            "mcp_call.completed",
        ]
        assert boxes.effects == ["a"]
        [box] = boxes.made
        assert box.closed == 1
        final = events[-1]["response"]
        assert [item["type"] for item in final["output"]] == ["mcp_list_tools", "mcp_call", "message"]


async def test_call_that_needs_an_approval_runs_once_it_has_it(database: str) -> None:
    boxes = Boxes(approval=True)
    answers = Answer(calls=[("box__put", {"what": "a"})]), Answer("It is in."), Answer("Not then.")
    async with stack(database, model(*answers), tools={"mcp": boxes}) as s:
        first = await _create(s, tools=[BOX])
        request = first["output"][-1]
        assert (request["type"], boxes.effects) == ("mcp_approval_request", [])
        response = {"type": "mcp_approval_response", "approval_request_id": request["id"], "approve": True}
        second = await _create(s, tools=[BOX], input=[response], previous_response_id=first["id"])
        assert boxes.effects == ["a"]
        assert [item["type"] for item in second["output"]] == ["mcp_call", "message"]
        assert second["output"][0]["approval_request_id"] == request["id"]
        refused = await _create(
            s, tools=[BOX], input=[{**response, "approve": False}], previous_response_id=first["id"]
        )
        assert (refused["status"], boxes.effects) == ("completed", ["a"])
        assert "did not approve" in s.upstream_bodies[2]["messages"][-1]["content"]


async def test_client_that_leaves_during_a_call_ends_the_response_with_what_was_done(database: str) -> None:
    boxes = Boxes()
    boxes.hold.clear()
    answers = Answer(calls=[("box__put", {"what": "a"})]), Answer("It is in.")
    async with stack(database, model(*answers), tools={"mcp": boxes}, validate=False) as s:
        body = {**BASE, "stream": True, "tools": [BOX]}
        async with s.client.stream("POST", "/responses", json=body) as answered:
            async for line in answered.aiter_lines():
                if "mcp_call_arguments.done" in line:
                    break
            [row] = s.rows("response_steps", "seq")
            assert (row["state"], boxes.effects) == ("begun", ["a"])
        for _ in range(100):
            [response] = s.rows("responses")
            if response["status"] != "in_progress":
                break
            await asyncio.sleep(0.05)
        assert (response["status"], response["owner"]) == ("cancelled", None)
        items = json.loads(response["response"])["output"]
        assert [item["type"] for item in items] == ["mcp_list_tools", "mcp_call"]
        [box] = boxes.made
        assert box.closed == 1


async def _started(s: Stack, boxes: Boxes, **fields: Any) -> str:
    """A background response whose call has had its effect, and has no result."""
    boxes.hold.clear()
    queued = await _create(s, **{"tools": [BOX], "background": True, **fields})
    for _ in range(200):
        if boxes.effects:
            break
        await asyncio.sleep(0.05)
    assert boxes.effects == ["a"]
    return str(queued["id"])


@pytest.mark.parametrize("repeatable", [False, True])
async def test_job_released_during_a_call_is_resumed_and_repeats_only_what_is_harmless(
    database: str, repeatable: bool
) -> None:
    script = model(Answer(calls=[("box__put", {"what": "a"})]), Answer("It is in."), by_results=True)
    first, second = Boxes(repeatable=repeatable), Boxes(repeatable=repeatable)
    async with stack(database, script, tools={"mcp": first}, drain_seconds="0") as s:
        response_id = await _started(s, first)
    async with stack(database, script, tools={"mcp": second}) as s:
        replayed = await s.client.get(f"/responses/{response_id}?stream=true")
        events = validated_events(read_frames(replayed.content))
        final = events[-1]["response"]
        assert [item["type"] for item in final["output"]] == ["mcp_list_tools", "mcp_call", "message"]
        assert final["output"][1]["status"] == ("completed" if repeatable else "failed")
        assert second.effects == (["a"] if repeatable else [])
        # The list is not asked for again.
        added = [event["item"] for event in events if event["type"] == "response.output_item.added"]
        assert [item["type"] for item in added] == ["mcp_list_tools", "mcp_call", "message"]
        result = s.upstream_bodies[-1]["messages"][-1]
        assert ("outcome is unknown" in result["content"]) is not repeatable
        states = [(row["state"], row["attempt"]) for row in s.rows("response_steps", "seq, state")]
        assert states == [("begun", 1), ("done", 2)]
        rows = s.rows("usage_records")
        assert sum(bool(row["model_request"]) for row in rows) == 1
        assert final["usage"]["input_tokens"] == sum(row["input_tokens"] for row in rows)


async def test_job_whose_tools_are_gone_fails_with_its_items(database: str) -> None:
    script = model(Answer(calls=[("box__put", {"what": "a"})]), Answer("It is in."), by_results=True)
    boxes = Boxes()
    async with stack(database, script, tools={"mcp": boxes}, drain_seconds="0") as s:
        response_id = await _started(s, boxes)
    async with stack(database, script, tools={}) as s:
        replayed = await s.client.get(f"/responses/{response_id}?stream=true")
        final = read_frames(replayed.content)[-1]["response"]
        assert (final["status"], final["error"]["code"]) == ("failed", "server_error")
        stored = (await s.client.get(f"/responses/{response_id}")).json()
        assert [item["type"] for item in stored["output"]] == ["mcp_list_tools"]


async def test_job_that_is_resumed_cites_what_was_found_before(database: str) -> None:
    script = model(
        Answer("I look it up.", calls=[("web_search", {"query": "a"})], reasoning="Hm."),
        Answer(calls=[("box__put", {"what": "a"})]),
        Answer("The first page says so [1]."),
        by_results=True,
    )
    boxes, backend = Boxes(), FakeSearch()
    tools: dict[str, Any] = {"mcp": boxes, "web_search": WebSearchTools(backend)}
    async with stack(database, script, tools=tools, drain_seconds="0") as s:
        response_id = await _started(s, boxes, tools=[BOX, WEB])
    async with stack(database, script, tools=tools) as s:
        replayed = await s.client.get(f"/responses/{response_id}?stream=true")
        final = validated_events(read_frames(replayed.content))[-1]["response"]
        kinds = [item["type"] for item in final["output"]]
        assert kinds == ["mcp_list_tools", "reasoning", "message", "web_search_call", "mcp_call", "message"]
        [citation] = final["output"][-1]["content"][0]["annotations"]
        assert citation["url"] == "https://one.example/a"
        assert (len(backend.queries), boxes.effects) == (1, ["a"])
        # What the model has written and called before is its history.
        first, second = s.upstream_bodies[0]["messages"][1::2][:2]
        assert (first["content"], first["tool_calls"][0]["function"]["name"]) == (
            "I look it up.",
            "web_search",
        )
        assert second["tool_calls"][0]["function"]["name"] == "box__put"


async def test_job_cancelled_during_a_call_has_the_call_as_failed(database: str) -> None:
    boxes = Boxes()
    answers = Answer(calls=[("box__put", {"what": "a"})]), Answer("It is in.")
    async with stack(database, model(*answers), tools={"mcp": boxes}) as s:
        response_id = await _started(s, boxes)
        cancelled = (await s.client.post(f"/responses/{response_id}/cancel")).json()
        assert cancelled["status"] == "cancelled"
        assert [(item["type"], item.get("status")) for item in cancelled["output"]][1:] == [
            ("mcp_call", "failed")
        ]


async def test_max_hosted_calls_bounds_what_the_request_allows(database: str) -> None:
    again = Answer(calls=[("web_search", {"query": "a"})])
    async with searching(database, again, max_hosted_calls="3") as (s, backend):
        whole = await _create(s, tools=[WEB], max_tool_calls=1000)
        assert len(backend.queries) == 3
        assert whole["status"] == "completed"
        assert len(s.upstream_bodies) == 4


async def test_response_whose_time_is_over_fails_with_its_items(database: str) -> None:
    boxes = Boxes()
    boxes.hold.clear()
    answers = Answer(calls=[("box__put", {"what": "a"})]), Answer("It is in.")
    tools: dict[str, Any] = {"mcp": boxes}
    async with stack(database, model(*answers), tools=tools, hosted_tools_seconds="0.5") as s:
        events = await _stream(s, tools=[BOX])
        final = events[-1]["response"]
        assert (final["status"], final["error"]["code"]) == ("failed", "server_error")
        assert [item.get("status") for item in final["output"]] == [None, "failed"]
        stored = (await s.client.get(f"/responses/{final['id']}")).json()
        assert (stored["status"], stored["output"]) == ("failed", final["output"])


async def test_upstream_that_fails_after_a_call_fails_the_response_with_its_items(database: str) -> None:
    call = model(Answer(calls=[("web_search", {"query": "a"})]))

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        failed = fixed_response("500 Internal Server Error", b'{"error": {"message": "broken"}}')
        await (call if len(fake.requests) == 1 else failed)(fake, writer)

    tools = {"web_search": WebSearchTools(FakeSearch())}
    async with stack(database, script, tools=tools) as s:
        whole = await _create(s, tools=[WEB])
        assert (whole["status"], whole["error"]["code"]) == ("failed", "server_error")
        assert "broken" in whole["error"]["message"]
        assert [item["type"] for item in whole["output"]] == ["web_search_call"]
        statuses = {row["status"] for row in s.rows("usage_records")}
        assert statuses == {"completed", "failed"}


async def test_socket_runs_hosted_tools_and_continues_them(database: str) -> None:
    async with searching(database, *SEARCHED) as (s, _):
        async with open_socket(str(s.client.base_url).rstrip("/")) as socket:
            await create(socket, model="m", tools=[WEB], store=False)
            events = validated_events(await read_to_end(socket))
            first = events[-1]["response"]
            assert [item["type"] for item in first["output"]] == ["web_search_call", "message"]
            second = await turn(socket, model="m", previous_response_id=first["id"], store=False)
            assert second["type"] == "response.completed"
        roles = [message["role"] for message in s.upstream_bodies[-1]["messages"]]
        assert roles == ["user", "assistant", "tool", "assistant", "user"]


async def test_hosted_tools_without_a_backend_are_left_out_or_refused_as_before(database: str) -> None:
    async with stack(database, model(Answer("Hi.")), tools={}) as s:
        answered = await s.client.post("/responses", json={**BASE, "tools": [WEB]})
        assert answered.headers["x-llm-backend-left-out"] == "tools[0] (web_search: no backend)"
        for tool in ({"type": "code_interpreter", "container": {"type": "auto"}}, BOX):
            refused = await s.client.post("/responses", json={**BASE, "tools": [tool]})
            assert (refused.status_code, refused.json()["error"]["param"]) == (400, "tools[0].type")


async def test_response_that_is_deleted_during_a_call_ends_with_an_error(database: str) -> None:
    boxes = Boxes()
    boxes.hold.clear()
    answers = Answer(calls=[("box__put", {"what": "a"})]), Answer("It is in.")
    async with stack(database, model(*answers), tools={"mcp": boxes}) as s:
        body = {**BASE, "stream": True, "tools": [BOX]}
        lines: list[str] = []
        async with s.client.stream("POST", "/responses", json=body) as answered:
            async for line in answered.aiter_lines():
                lines.append(line)
                if "mcp_call_arguments.done" in line and line.startswith("data"):
                    [row] = s.rows("responses")
                    assert (await s.client.delete(f"/responses/{row['id']}")).status_code == 200
                    boxes.hold.set()
        last = json.loads(lines[-2].removeprefix("data: "))
        assert (last["type"], last["code"]) == ("error", "response_lost")
        assert s.rows("responses") == []
        assert sum(row["input_tokens"] for row in s.rows("usage_records")) >= 10


async def test_tool_with_a_fault_is_a_failed_item_that_the_model_reads(database: str) -> None:
    class Broken(Boxes):
        async def _put(self, what: str) -> None:
            raise RuntimeError(what)

    answers = Answer(calls=[("box__put", {"what": "a"})]), Answer("It did not work.")
    async with stack(database, model(*answers), tools={"mcp": Broken()}) as s:
        events = await _stream(s, tools=[BOX])
        final = events[-1]["response"]
        assert (final["status"], final["output"][1]["status"]) == ("completed", "failed")
        assert s.upstream_bodies[1]["messages"][-1]["content"] == "The tool failed."


async def test_name_that_the_model_made_up_is_answered_and_counts(database: str) -> None:
    boxes = Boxes()
    answers = Answer(calls=[("box__put", {"what": "a"}), ("look_up", {})]), Answer("Done.")
    look = {"type": "function", "name": "look", "parameters": {"type": "object"}}
    async with stack(database, model(*answers), tools={"mcp": boxes}) as s:
        whole = await _create(s, tools=[BOX, look])
        # A name of no tool is the client's to refuse, as without hosted tools.
        assert [item["type"] for item in whole["output"]] == ["mcp_list_tools", "function_call", "mcp_call"]
        assert whole["output"][1]["name"] == "look_up"


async def test_reasoning_and_text_before_a_call_are_in_the_next_round(database: str) -> None:
    first = Answer("I look it up.", calls=[("web_search", {"query": "a"})], reasoning="Hm.")
    async with searching(database, first, Answer("Found.")) as (s, _):
        events = await _stream(s, tools=[WEB])
        kinds = [item["type"] for item in events[-1]["response"]["output"]]
        assert kinds == ["reasoning", "message", "web_search_call", "message"]
        called = s.upstream_bodies[1]["messages"][1]
        assert (called["content"], len(called["tool_calls"])) == ("I look it up.", 1)
