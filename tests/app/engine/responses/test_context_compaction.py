"""Compactions over a chat upstream: by a trigger, by `/responses/compact`, in a turn; and what follows."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from app.engine.translation.compactions import PROMPT
from tests.support.codex_requests import CODE_MODEL, PATCHING_MODEL
from tests.support.contract_validation import is_valid
from tests.support.fake_upstream import Script, fake_upstream, fixed_response
from tests.support.open_responses import event_faults, response_faults
from tests.support.response_events import read_frames, validated_events
from tests.support.response_sockets import open_socket, turn
from tests.support.stack import Stack, stack
from tests.support.summarising import SUMMARY, TRIGGER, asks_for_summary, summarising
from tests.support.two_projects import PEPPER, two_projects
from tests.support.upstream_scripts import abort_mid_stream, never_respond, stream_then_stall

_HELLO = {"role": "user", "content": "Hello, this is a long message. " * 5}
_CALL = {"type": "function_call", "call_id": "call_1", "name": "look", "arguments": "{}"}
_OUTPUT = {"type": "function_call_output", "call_id": "call_1", "output": "A long output. " * 20}
_TALK = [_HELLO, {"role": "assistant", "content": "A long answer. " * 20}, _CALL, _OUTPUT]
_TOOL = {"type": "function", "name": "look", "parameters": {"type": "object", "properties": {}}}
_LONG = {"role": "user", "content": "word " * 1500}
_MANAGED = {"context_management": [{"type": "compaction", "compact_threshold": 1000}]}


def _roles(body: dict[str, Any]) -> list[str]:
    return [message["role"] for message in body["messages"]]


async def _respond(s: Stack, **fields: Any) -> dict[str, Any]:
    answered = await s.client.post("/responses", json={"model": "m", **fields})
    assert answered.status_code == 200, answered.text
    response: dict[str, Any] = answered.json()
    return response


async def _finished(s: Stack, response_id: str) -> dict[str, Any]:
    for _ in range(300):
        response: dict[str, Any] = (await s.client.get(f"/responses/{response_id}")).json()
        if response["status"] not in ("queued", "in_progress"):
            return response
        await asyncio.sleep(0.02)
    raise AssertionError(response)


async def _whole(s: Stack, fields: dict[str, Any]) -> dict[str, Any]:
    return await _respond(s, **fields)


async def _unstored(s: Stack, fields: dict[str, Any]) -> dict[str, Any]:
    return await _respond(s, **fields, store=False)


async def _streamed(s: Stack, fields: dict[str, Any]) -> dict[str, Any]:
    answered = await s.client.post("/responses", json={"model": "m", **fields, "stream": True})
    events = validated_events(read_frames(answered.content))
    assert [event["type"].removeprefix("response.") for event in events] == [
        "created",
        "in_progress",
        "output_item.added",
        "output_item.done",
        "completed",
    ]
    assert [fault for event in events for fault in event_faults(event)] == []
    assert events[2]["item"] == events[3]["item"] == events[4]["response"]["output"][0]
    response: dict[str, Any] = events[-1]["response"]
    return response


async def _background(s: Stack, fields: dict[str, Any]) -> dict[str, Any]:
    return await _finished(s, (await _respond(s, **fields, background=True))["id"])


async def _by_socket(s: Stack, fields: dict[str, Any]) -> dict[str, Any]:
    async with open_socket(str(s.client.base_url).rstrip("/")) as socket:
        response: dict[str, Any] = (await turn(socket, model="m", store=False, **fields))["response"]
    return response


_WAYS: dict[str, Callable[[Stack, dict[str, Any]], Awaitable[dict[str, Any]]]] = {
    "whole": _whole,
    "unstored": _unstored,
    "streamed": _streamed,
    "background": _background,
    "by socket": pytest.param(_by_socket, marks=pytest.mark.own_protocol),  # type: ignore[dict-item]  # pytest's own type
}


@pytest.mark.parametrize("way", _WAYS.values(), ids=_WAYS)
async def test_trigger_is_answered_with_one_compaction_and_the_usage_of_its_call(
    database: str, way: Callable[[Stack, dict[str, Any]], Awaitable[dict[str, Any]]]
) -> None:
    fields = {"tools": [_TOOL], "tool_choice": "required", "text": {"format": {"type": "json_object"}}}
    async with stack(database, summarising()) as s:
        response = await way(s, {**fields, "input": [*_TALK, TRIGGER]})
        (sent,) = s.upstream_bodies
        [row] = await s.wait_for_rows("usage_records", 1)
    assert (response["status"], [item["type"] for item in response["output"]]) == (
        "completed",
        ["compaction"],
    )
    assert SUMMARY not in json.dumps(response)
    assert response["output"][0]["id"].startswith("cmp_")
    assert response_faults(response) == []
    assert sent["messages"][-1] == {"role": "user", "content": PROMPT}
    assert _roles(sent) == ["user", "assistant", "tool", "user"]
    assert not {"tools", "tool_choice", "response_format"} & sent.keys()
    assert (row["status"], row["operation"], row["object_id"]) == (
        "completed",
        "create_response",
        response["id"],
    )
    assert response["usage"]["output_tokens"] == row["output_tokens"] == len(SUMMARY)
    assert response["usage"]["input_tokens"] == row["input_tokens"]


async def _replayed(s: Stack, item: dict[str, Any]) -> dict[str, Any]:
    return await _respond(s, input=[*_TALK, item, {"role": "user", "content": "Go on"}])


async def test_compaction_replaces_the_models_part_before_it(database: str) -> None:
    async with stack(database, summarising()) as s:
        before = await _respond(s, input=_TALK)
        item = (await _respond(s, input=[*_TALK, TRIGGER]))["output"][0]
        token = item["encrypted_content"]
        shapes = [item, {"type": "compaction", "encrypted_content": token}, {**item, "id": None}]
        for shape in shapes:
            after = await _replayed(s, shape)
            sent = s.upstream_bodies[-1]["messages"]
            assert [message["role"] for message in sent] == ["user", "system", "user"]
            assert SUMMARY in sent[1]["content"]
            assert (sent[0]["content"], sent[2]["content"]) == (_HELLO["content"], "Go on")
            assert after["usage"]["input_tokens"] < before["usage"]["input_tokens"]
        listed = (await s.client.get(f"/responses/{after['id']}/input_items")).json()
    assert [found["type"] for found in listed["data"]].count("compaction") == 1


async def test_latest_compaction_alone_counts(database: str) -> None:
    async with stack(database, summarising()) as s:
        first, second = [(await _respond(s, input=[*_TALK, TRIGGER]))["output"][0] for _ in range(2)]
        await _respond(s, input=[*_TALK, first, *_TALK, second, {"role": "user", "content": "Go on"}])
        sent = s.upstream_bodies[-1]
    assert _roles(sent) == ["user", "user", "system", "user"]


async def test_turn_after_a_compaction_reports_fewer_input_tokens_than_the_one_before(database: str) -> None:
    """In a chain and in a conversation, with the upstream's usage and with an estimate."""
    for has_usage in (True, False):
        async with stack(database, summarising(answer="A long answer. " * 50, has_usage=has_usage)) as s:
            conversation = (await s.client.post("/conversations", json={})).json()["id"]
            before = await _respond(s, input=[_HELLO], conversation=conversation)
            before = await _respond(s, input="More", conversation=conversation)
            await _respond(s, input=[TRIGGER], conversation=conversation)
            after = await _respond(s, input="Go on", conversation=conversation)
            assert after["usage"]["input_tokens"] < before["usage"]["input_tokens"]
            items = (await s.client.get(f"/conversations/{conversation}/items")).json()["data"]
            assert [item["type"] for item in items].count("compaction") == 1
            first = await _respond(s, input=[_HELLO])
            before = await _respond(s, input="More", previous_response_id=first["id"])
            compacted = await _respond(s, input=[TRIGGER], previous_response_id=before["id"])
            after = await _respond(s, input="Go on", previous_response_id=compacted["id"])
            assert after["usage"]["input_tokens"] < before["usage"]["input_tokens"]
            assert _roles(s.upstream_bodies[-1]) == ["user", "user", "system", "user"]


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("path", ["/responses", "/responses/compact"])
async def test_trigger_before_the_end_is_a_400_that_names_it(database: str, path: str, place: int) -> None:
    given = [_HELLO, _HELLO, TRIGGER]
    given.insert(place, TRIGGER)
    async with stack(database, summarising()) as s:
        answered = await s.client.post(path, json={"model": "m", "input": given})
        assert s.upstream_bodies == []
    assert (answered.status_code, answered.json()["error"]["param"]) == (400, f"input[{place}]")


@pytest.mark.parametrize("fields", [{"input": [TRIGGER]}, {"input": [TRIGGER], "instructions": "Be brief"}])
async def test_trigger_without_a_context_is_a_400(database: str, fields: dict[str, Any]) -> None:
    async with stack(database, summarising()) as s:
        for path in ("/responses", "/responses/compact"):
            answered = await s.client.post(path, json={"model": "m", **fields})
            assert (answered.status_code, answered.json()["error"]["param"]) == (400, "input")


@pytest.mark.parametrize(
    ("script", "status"),
    [
        (summarising(""), "failed"),
        (summarising(" \n"), "failed"),
        (summarising("The start of", finish="content_filter"), "failed"),
        (summarising("The start of", finish="length"), "completed"),
    ],
    ids=["empty", "blank", "filtered", "cut"],
)
async def test_summary_that_is_empty_is_a_failed_response(database: str, script: Script, status: str) -> None:
    async with stack(database, script) as s:
        for way in (_whole, _background):
            response = await way(s, {"input": [*_TALK, TRIGGER]})
            assert (response["status"], len(response["output"])) == (status, status == "completed")
        compacted = await s.client.post("/responses/compact", json={"model": "m", "input": _TALK})
        assert compacted.status_code == (200 if status == "completed" else 502)
        rows = await s.wait_for_rows("usage_records", 3)
    assert {row["status"] for row in rows} == {status}
    assert all(row["input_tokens"] > 0 for row in rows)


async def test_failure_of_the_upstream_is_that_of_the_compaction(database: str) -> None:
    too_long = {"error": {"message": "too long", "code": "context_length_exceeded", "param": "messages"}}
    refuses = fixed_response("400 Bad Request", json.dumps(too_long).encode())
    async with stack(database, refuses) as s:
        for path, given in (("/responses", [*_TALK, TRIGGER]), ("/responses/compact", _TALK)):
            answered = await s.client.post(path, json={"model": "m", "input": given})
            error = answered.json()["error"]
            assert (answered.status_code, error["code"]) == (400, "context_length_exceeded")
            assert error["param"] == "input"
        rows = await s.wait_for_rows("usage_records", 2)
        assert [row["status"] for row in rows] == ["failed", "failed"]
    async with stack(database, abort_mid_stream) as s:
        response = await s.client.post(
            "/responses", json={"model": "m", "input": [*_TALK, TRIGGER], "stream": True}
        )
        last = read_frames(response.content)[-1]
        assert (last["type"], last["response"]["output"]) == ("response.failed", [])


async def test_compaction_of_another_project_or_issuer_is_a_400_that_names_it(database: str) -> None:
    async with stack(database, summarising(), auth="keys", key_pepper=PEPPER) as s:
        owner, stranger = await two_projects(s)
        body = {"model": "m", "input": [*_TALK, TRIGGER]}
        item = (await s.client.post("/responses", json=body, headers=owner)).json()["output"][0]
        token = item["encrypted_content"]
        broken = token[:30] + ("A" if token[30] != "A" else "B") + token[31:]
        cases = [(stranger, token), (owner, broken), (owner, "gAAAAABpM0Yj"), (owner, "llmb1.%%")]
        for headers, content in cases:
            replayed = {"type": "compaction", "id": "cmp_1", "encrypted_content": content}
            for more in ({}, {"background": True}):
                answered = await s.client.post(
                    "/responses", json={"model": "m", "input": [_HELLO, replayed], **more}, headers=headers
                )
                error = answered.json()["error"]
                assert (answered.status_code, error["param"]) == (400, "input[1].type"), content
        replayed = {"model": "m", "input": [_HELLO, item]}
        assert (await s.client.post("/responses", json=replayed, headers=owner)).status_code == 200


async def test_compact_answers_the_users_messages_and_a_compaction(database: str) -> None:
    schema = {"$ref": "#/components/schemas/CompactResource"}
    async with stack(database, summarising()) as s:
        first = await _respond(s, input=_TALK)
        before = await _respond(s, input="More", previous_response_id=first["id"])
        compacted = await s.sdk.responses.compact(
            model="m", input="And a question", previous_response_id=before["id"], instructions="Be exact"
        )
        sent = s.upstream_bodies[-1]
        window: Any = compacted.to_dict(warnings=False)["output"]
        after = await _respond(s, input=[*window, {"role": "user", "content": "Go"}])
        continued = s.upstream_bodies[-1]
        rows = await s.wait_for_rows("usage_records", 4)
    assert is_valid(schema, compacted.to_dict(warnings=False))
    assert [item.type for item in compacted.output] == ["message", "message", "message", "compaction"]
    texts = [item["content"][0]["text"] for item in window[:3]]
    assert texts == [_HELLO["content"], "More", "And a question"]
    assert (sent["messages"][0]["content"], sent["messages"][-1]["content"]) == ("Be exact", PROMPT)
    assert _roles(continued) == ["user", "user", "user", "system", "user"]
    assert after["usage"]["input_tokens"] < before["usage"]["input_tokens"]
    [row] = [row for row in rows if row["operation"] == "compact_conversation"]
    assert (row["status"], row["object_id"]) == ("completed", compacted.id)
    assert (row["input_tokens"], row["output_tokens"]) == (
        compacted.usage.input_tokens,
        compacted.usage.output_tokens,
    )


@pytest.mark.parametrize("way", ["whole", "streamed", "background"])
async def test_managed_context_beyond_its_threshold_is_compacted_inside_the_turn(
    database: str, way: str
) -> None:
    given = [_LONG, {"role": "assistant", "content": "Long. " * 500}, {"role": "user", "content": "Go on"}]
    fields = {"input": given, "tools": [_TOOL], "max_output_tokens": 50, **_MANAGED}
    async with stack(database, summarising()) as s:
        if way == "streamed":
            answered = await s.client.post("/responses", json={"model": "m", **fields, "stream": True})
            events = validated_events(read_frames(answered.content))
            assert [event["item"]["type"] for event in events if event["type"].endswith("item.done")] == [
                "compaction",
                "message",
            ]
            response = events[-1]["response"]
        else:
            response = await {"whole": _whole, "background": _background}[way](s, fields)
        asked, answering = s.upstream_bodies
        rows = await s.wait_for_rows("usage_records", 2)
        await _respond(s, input="Next", previous_response_id=response["id"], **_MANAGED)
        assert len(s.upstream_bodies) == 3
        last = s.upstream_bodies[-1]
    assert [item["type"] for item in response["output"]] == ["compaction", "message"]
    assert asks_for_summary(asked)
    assert not {"tools", "max_completion_tokens"} & asked.keys()
    assert _roles(answering) == ["user", "user", "system"]
    assert SUMMARY in answering["messages"][-1]["content"]
    assert (len(answering["tools"]), answering["max_completion_tokens"]) == (1, 50)
    # Each call has its own row; the response has the usage of its answer.
    assert sorted(row["output_tokens"] for row in rows) == sorted([len(SUMMARY), len("Answer.")])
    assert {row["object_id"] for row in rows} == {response["id"]}
    assert response["usage"]["output_tokens"] == len("Answer.")
    assert response["usage"]["input_tokens"] < max(row["input_tokens"] for row in rows)
    assert _roles(last) == ["user", "user", "system", "assistant", "user"]


async def test_managed_context_below_its_threshold_is_answered_at_once(database: str) -> None:
    async with stack(database, summarising()) as s:
        for managed in ({"compact_threshold": 5000}, {"compact_threshold": None}, {}):
            response = await _respond(
                s, input=[_LONG], context_management=[{"type": "compaction", **managed}]
            )
            assert [item["type"] for item in response["output"]] == ["message"]
        assert len(s.upstream_bodies) == 3
        estimated = await _respond(s, input=[*_TALK, TRIGGER], **_MANAGED)
        assert [item["type"] for item in estimated["output"]] == ["compaction"]
        assert len(s.upstream_bodies) == 4


async def test_managed_context_whose_rest_is_long_is_not_compacted_in_every_turn(database: str) -> None:
    async with stack(database, summarising(answer="Answer. " * 100)) as s:
        previous = (await _respond(s, input=[_LONG], **_MANAGED))["id"]
        compactions = []
        for _ in range(8):
            response = await _respond(s, input="Go on", previous_response_id=previous, **_MANAGED)
            compactions.append(response["output"][0]["type"] == "compaction")
            previous = response["id"]
    # An answer has about 200 tokens, and half of the threshold must have come.
    assert compactions == [False, False, True, False, False, True, False, False]


async def test_managed_context_estimate_of_the_answer_counts_what_was_sent(database: str) -> None:
    given = [{"role": "assistant", "content": "Long. " * 1500}, {"role": "user", "content": "Go on"}]
    async with stack(database, summarising(has_usage=False)) as s:
        response = await _respond(s, input=given, **_MANAGED)
        rows = await s.wait_for_rows("usage_records", 2)
    assert [bool(row["estimated"]) for row in rows] == [True, True]
    assert response["usage"]["input_tokens"] < 200
    assert max(row["input_tokens"] for row in rows) > 1000
    assert min(row["output_tokens"] for row in rows) > 0


@pytest.mark.parametrize(
    ("managed", "param"),
    [
        ([{"type": "compaction", "compact_threshold": 999}], "context_management[0].compact_threshold"),
        ([{"type": "compaction"}, {"type": "clearing"}], "context_management[1].type"),
        ([], "context_management"),
    ],
    ids=["threshold", "type", "empty"],
)
async def test_managed_context_of_an_unknown_kind_is_a_400(database: str, managed: Any, param: str) -> None:
    async with stack(database, summarising()) as s:
        for more in ({}, {"background": True}):
            body = {"model": "m", "input": "Hello", "context_management": managed, **more}
            answered = await s.client.post("/responses", json=body)
            assert (answered.status_code, answered.json()["error"]["param"]) == (400, param)


@pytest.mark.parametrize("script", [summarising(""), fixed_response("500 Oh", b"{}")], ids=["empty", "error"])
async def test_managed_context_without_summary_fails_the_turn(database: str, script: Script) -> None:
    async with stack(database, script) as s:
        for stream in (False, True):
            body = {"model": "m", "input": [_LONG], "stream": stream, **_MANAGED}
            answered = await s.client.post("/responses", json=body)
            assert answered.status_code >= 500
        response = await _background(s, {"input": [_LONG], **_MANAGED})
        assert response["status"] == "failed"
        rows = await s.wait_for_rows("usage_records", 3)
    assert [row["status"] for row in rows] == ["failed"] * 3
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/responses", {"input": [*_TALK, TRIGGER]}),
        ("/responses", {"input": [*_TALK, TRIGGER], "stream": True}),
        ("/responses", {"input": [_LONG], **_MANAGED}),
        ("/responses/compact", {"input": _TALK}),
    ],
    ids=["trigger", "streamed", "managed", "compact"],
)
@pytest.mark.parametrize("script", [never_respond, stream_then_stall])
async def test_client_that_leaves_ends_the_compaction_with_a_record(
    database: str, path: str, fields: dict[str, Any], script: Script
) -> None:
    async with stack(database, script, validate=False) as s:
        assert s.fake is not None
        with pytest.raises(httpx.ReadTimeout):
            await s.client.post(path, json={"model": "m", **fields}, timeout=0.7)
        await asyncio.wait_for(s.fake.client_disconnected.wait(), 5)
        [row] = await s.wait_for_rows("usage_records", 1)
    assert (row["status"], row["http_status"], row["input_tokens"] > 0) == ("cancelled", 499, True)


@pytest.mark.own_protocol
async def test_compaction_on_a_socket_is_continued_by_its_lane_and_by_a_new_chain(database: str) -> None:
    async with stack(database, summarising()) as s:
        async with open_socket(str(s.client.base_url).rstrip("/")) as socket:
            first = (await turn(socket, model="m", input=_TALK, store=False))["response"]
            compacted = (
                await turn(socket, model="m", input=[TRIGGER], store=False, previous_response_id=first["id"])
            )["response"]
            assert [item["type"] for item in compacted["output"]] == ["compaction"]
            go_on: list[Any] = [{"role": "user", "content": "Go on"}]
            chained = await turn(
                socket, model="m", input=go_on, store=False, previous_response_id=compacted["id"]
            )
            assert chained["type"] == "response.completed"
            assert _roles(s.upstream_bodies[-1]) == ["user", "system", "user"]
            # The lane's latest response is another one now.
            evicted = await turn(socket, model="m", input=go_on, previous_response_id=compacted["id"])
            assert evicted["error"]["code"] == "previous_response_not_found"
        window = (await s.client.post("/responses/compact", json={"model": "m", "input": _TALK})).json()
        async with open_socket(str(s.client.base_url).rstrip("/")) as socket:
            fresh = await turn(socket, model="m", input=[*window["output"], *go_on], store=False)
            assert fresh["type"] == "response.completed"
            last = await turn(
                socket, model="m", input=go_on, store=False, previous_response_id=fresh["response"]["id"]
            )
            assert last["type"] == "response.completed"
        assert _roles(s.upstream_bodies[-1]) == ["user", "system", "user", "assistant", "user"]


@pytest.mark.parametrize("request_of_codex", [PATCHING_MODEL, CODE_MODEL], ids=["patching", "code"])
async def test_compaction_that_codex_asks_for_sends_no_tools(
    tmp_path: Path, request_of_codex: dict[str, Any]
) -> None:
    async with stack(f"sqlite:///{tmp_path}/test.db", summarising()) as s:
        given = [*request_of_codex["input"], TRIGGER]
        answered = await s.client.post("/responses", json={**request_of_codex, "input": given})
        events = read_frames(answered.content)
        item = events[-1]["response"]["output"][0]
        assert "tools" not in s.upstream_bodies[-1]
        again = [*request_of_codex["input"], {**item, "internal_chat_message_metadata_passthrough": {}}]
        await s.client.post("/responses", json={**request_of_codex, "input": again})
        sent = s.upstream_bodies[-1]
    assert sent["tools"]
    assert SUMMARY in sent["messages"][-1]["content"]


async def test_native_upstream_gets_compactions_of_this_server_as_messages(tmp_path: Path) -> None:
    answer = {"id": "resp_n", "object": "response", "created_at": 1, "status": "completed", "output": []}
    native = fixed_response("200 OK", json.dumps(answer).encode())
    theirs = {"type": "compaction", "id": "cmp_n", "encrypted_content": "gAAAAA"}
    tools = {"type": "additional_tools", "role": "developer", "tools": [_TOOL]}
    file = tmp_path / "upstreams.toml"
    async with fake_upstream(native) as fake:
        file.write_text(
            f'[[upstream]]\nname = "native"\nurl = "{fake.url}"\nmodels = ["m"]\nresponses = "native"\n'
            '[[upstream]]\nname = "chat"\nbuiltin = true\nmodels = ["builtin"]\n'
        )
        async with stack(f"sqlite:///{tmp_path}/native.db", validate=False, upstreams_file=str(file)) as s:
            made = await s.client.post("/responses", json={"model": "builtin", "input": [*_TALK, TRIGGER]})
            item = made.json()["output"][0]
            token = item["encrypted_content"]
            for path in ("/responses", "/responses/compact", "/responses/input_tokens"):
                given = [tools, *_TALK, item, {"role": "user", "content": "Go on"}]
                answered = await s.client.post(path, json={"model": "m", "input": given})
                assert answered.status_code == 200, answered.text
                sent = json.loads(fake.requests[-1].body)["input"]
                assert [found.get("role") for found in sent] == ["developer", "user", "developer", "user"]
                assert "You said: " in sent[2]["content"]
                await s.client.post(path, json={"model": "m", "input": [*_TALK, item, theirs]})
                assert json.loads(fake.requests[-1].body)["input"] == [*_TALK, theirs]
                broken = {**item, "encrypted_content": token[:30] + "AAAA" + token[34:]}
                refused = await s.client.post(path, json={"model": "m", "input": [_HELLO, broken]})
                assert (refused.status_code, refused.json()["error"]["param"]) == (400, "input[1].type")
            body = {"model": "m", "input": [_HELLO, TRIGGER], **_MANAGED}
            await s.client.post("/responses", json=body)
            sent = json.loads(fake.requests[-1].body)
    assert (sent["input"][-1], sent["context_management"]) == (TRIGGER, _MANAGED["context_management"])


@pytest.mark.parametrize(
    "member",
    [
        {"context_management": "compaction"},
        {"context_management": [None]},
        {"context_management": [{}]},
        {"tools": 5},
        {"tools": [None]},
        {"reasoning": "high"},
        {"text": []},
        {"stream_options": 5},
        {"conversation": 5},
        {"include": 5},
        {"max_output_tokens": "many"},
    ],
    ids=str,
)
async def test_compact_ignores_members_that_its_contract_lacks(database: str, member: dict[str, Any]) -> None:
    async with stack(database, summarising()) as s:
        answered = await s.client.post("/responses/compact", json={"model": "m", "input": [_HELLO], **member})
        [sent] = s.upstream_bodies
    assert (answered.status_code, [item["type"] for item in answered.json()["output"]]) == (
        200,
        ["message", "compaction"],
    )
    assert sent.keys() == {"model", "messages"}
