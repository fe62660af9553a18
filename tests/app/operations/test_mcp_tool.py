"""The `mcp` tool by HTTP: a model that calls tools of a server, which counts what it is asked."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.engine.hosted.mcp.tool_output import MAX_OUTPUT_BYTES
from app.storage.engine import connect
from tests.support.fake_upstream import FakeUpstream, Writer, fixed_response, write_chunk, write_stream_head
from tests.support.hosted_tools import Answer, model
from tests.support.mcp_server import FakeMcp, mcp_server, text_result, tool
from tests.support.native import native_event, native_stack
from tests.support.response_events import read_frames, validated_events
from tests.support.stack import Stack, stack

CALLED = (Answer(calls=[("box__echo", {"x": "y"})]), Answer("It said banana."))
SECRETS = ("token-of-the-caller", "team-key-of-the-caller")
PEPPER = "a pepper of the operator, long enough"


@asynccontextmanager
async def serving(
    url: str, *answers: Answer, fake: FakeMcp | None = None, **options: Any
) -> AsyncGenerator[tuple[Stack, FakeMcp], None]:
    """A server before a model with these answers, which may reach the MCP server."""
    async with (
        mcp_server(fake) as server,
        stack(url, model(*answers), outbound_allow_hosts="127.0.0.1", **options) as s,
    ):
        yield s, server


def declared(fake: FakeMcp, **members: Any) -> dict[str, Any]:
    """The tool as a request declares it; its calls need no approval."""
    return {
        "type": "mcp", "server_label": "box", "server_url": fake.url, "require_approval": "never", **members
    }  # fmt: skip


async def create(s: Stack, tools: Sequence[Mapping[str, Any]], **body: Any) -> dict[str, Any]:
    answered = await s.client.post("/responses", json={"model": "m", "input": "Look", "tools": tools, **body})
    assert answered.status_code == 200, answered.text
    found: dict[str, Any] = answered.json()
    return found


async def streamed(s: Stack, tools: Sequence[Mapping[str, Any]], **body: Any) -> list[dict[str, Any]]:
    whole = {"model": "m", "input": "Look", "tools": tools, "stream": True, **body}
    answered = await s.client.post("/responses", json=whole)
    assert answered.status_code == 200, answered.text
    return validated_events(read_frames(answered.content))


def kinds(items: list[dict[str, Any]]) -> list[str]:
    return [item["type"] for item in items]


async def test_mcp_streamed_has_its_list_and_its_call_in_order(database: str) -> None:
    async with serving(database, *CALLED) as (s, fake):
        events = await streamed(s, [declared(fake, server_description="A box.")])
        found = [event["type"].removeprefix("response.") for event in events]
        assert found[:12] == [
            "created",
            "in_progress",
            "output_item.added",
            "mcp_list_tools.in_progress",
            "mcp_list_tools.completed",
            "output_item.done",
            "output_item.added",
            "mcp_call.in_progress",
            "mcp_call_arguments.delta",
            "mcp_call_arguments.done",
            "mcp_call.completed",
            "output_item.done",
        ]
        listed, call, message = events[-1]["response"]["output"]
        assert [(entry["name"], entry["description"]) for entry in listed["tools"]] == [
            ("echo", "Says it again")
        ]
        assert (listed["server_label"], listed["error"]) == ("box", None)
        assert (call["server_label"], call["name"], call["status"]) == ("box", "echo", "completed")
        assert (json.loads(call["arguments"]), call["output"], call["error"]) == ({"x": "y"}, "banana", None)
        assert message["content"][0]["text"] == "It said banana."
        assert fake.calls == [{"name": "echo", "arguments": {"x": "y"}}]
        [function] = [entry["function"] for entry in s.upstream_bodies[0]["tools"]]
        assert (function["name"], function["description"]) == ("box__echo", "A box.\n\nSays it again")
        assert function["parameters"] == fake.tools[0]["inputSchema"]
        assert s.upstream_bodies[1]["messages"][-1]["content"] == "banana"
        # One session for the listing and the call, which is ended.
        assert (fake.counts["initialize"], fake.counts["DELETE"]) == (1, 1)


async def test_mcp_server_is_listed_once_for_all_rounds_and_turns(database: str) -> None:
    answers = [Answer(calls=[("box__echo", {"x": str(n)})]) for n in range(3)]
    async with serving(database, *answers, Answer("Done."), *CALLED) as (s, fake):
        first = await create(s, [declared(fake)])
        assert kinds(first["output"]) == ["mcp_list_tools", "mcp_call", "mcp_call", "mcp_call", "message"]
        second = await create(s, [declared(fake)], previous_response_id=first["id"])
        assert kinds(second["output"]) == ["mcp_call", "message"]
        history = [{"role": "user", "content": "Look"}, *first["output"], {"role": "user", "content": "More"}]
        third = await create(s, [declared(fake)], input=history, store=False)
        assert kinds(third["output"]) == ["message"]
        assert (fake.counts["tools/list"], len(fake.calls)) == (1, 4)
        # Another label is another server.
        await create(s, [declared(fake, server_label="other")], previous_response_id=first["id"])
        assert fake.counts["tools/list"] == 2


@pytest.mark.parametrize("stores", [True, False])
async def test_mcp_call_without_require_approval_waits_for_its_caller(database: str, stores: bool) -> None:
    async with serving(database, *CALLED) as (s, fake):
        tools = [declared(fake)]
        del tools[0]["require_approval"]
        first = await create(s, tools, store=stores)
        listed, request = first["output"]
        assert (request["type"], request["name"], fake.calls) == ("mcp_approval_request", "echo", [])
        approval = {"type": "mcp_approval_response", "approval_request_id": request["id"], "approve": True}
        if stores:
            more: dict[str, Any] = {"input": [approval], "previous_response_id": first["id"]}
        else:
            more = {"input": [{"role": "user", "content": "Look"}, listed, request, approval], "store": False}
        events = await streamed(s, tools, **more)
        call, message = events[-1]["response"]["output"]
        assert (call["type"], call["approval_request_id"]) == ("mcp_call", request["id"])
        assert (call["output"], message["content"][0]["text"]) == ("banana", "It said banana.")
        # The call ran before the model was asked, and the list was not asked for again.
        assert (len(fake.calls), len(s.upstream_bodies), fake.counts["tools/list"]) == (1, 2, 1)
        assert s.upstream_bodies[1]["messages"][-1]["content"] == "banana"


async def test_mcp_approval_of_an_earlier_turn_runs_nothing_again(database: str) -> None:
    async with serving(database, *CALLED, Answer("No."), Answer("Later.")) as (s, fake):
        tools = [declared(fake, require_approval="always")]
        first = await create(s, tools)
        approval = {
            "type": "mcp_approval_response", "approval_request_id": first["output"][1]["id"], "approve": True
        }  # fmt: skip
        second = await create(s, tools, input=[approval, approval], previous_response_id=first["id"])
        await create(s, tools, input="And?", previous_response_id=second["id"])
        assert len(fake.calls) == 1
        refused = await create(
            s, tools, input=[{**approval, "approve": False}], previous_response_id=first["id"]
        )
        assert (kinds(refused["output"]), len(fake.calls)) == (["message"], 1)


_READS = tool("reads", readOnlyHint=True)
_TWO = [_READS, tool("writes")]


@pytest.mark.parametrize(
    ("rule", "waiting"),
    [
        ("always", {"reads", "writes"}),
        ("never", set()),
        (None, {"reads", "writes"}),
        ({"never": {"tool_names": ["reads"]}}, {"writes"}),
        ({"never": {"read_only": True}}, {"writes"}),
        ({"always": {"tool_names": ["writes"]}}, {"reads", "writes"}),
        ({"always": {"tool_names": ["writes"]}, "never": {"tool_names": ["reads", "writes"]}}, {"writes"}),
        ({"never": {}}, {"reads", "writes"}),
        ({"never": {"tool_names": []}}, {"reads", "writes"}),
        ({}, {"reads", "writes"}),
    ],
)
async def test_mcp_approval_is_needed_unless_never_matches(
    database: str, rule: Any, waiting: set[str]
) -> None:
    both = Answer(calls=[("box__reads", {}), ("box__writes", {})])
    async with serving(database, both, Answer("Done."), fake=FakeMcp(tools=_TWO)) as (s, fake):
        whole = await create(s, [declared(fake, require_approval=rule)])
        asked = {item["name"] for item in whole["output"] if item["type"] == "mcp_approval_request"}
        assert asked == waiting
        assert {call["name"] for call in fake.calls} == {"reads", "writes"} - waiting


@pytest.mark.parametrize(
    ("allowed", "visible"),
    [
        (["reads"], ["reads"]),
        ({"tool_names": ["writes", "absent"]}, ["writes"]),
        ({"read_only": True}, ["reads"]),
        ({"read_only": True, "tool_names": ["writes"]}, []),
        ([], []),
        (None, ["reads", "writes"]),
    ],
)
async def test_mcp_allowed_tools_guards_the_list_and_the_call(
    database: str, allowed: Any, visible: list[str]
) -> None:
    """A model that calls what it is not shown gets an error, and the server no call."""
    every = Answer(calls=[("box__reads", {}), ("box__writes", {}), ("box__made_up", {})])
    async with serving(database, every, Answer("Done."), fake=FakeMcp(tools=_TWO)) as (s, fake):
        whole = await create(s, [declared(fake, allowed_tools=allowed)])
        listed, *rest = whole["output"]
        assert [entry["name"] for entry in listed["tools"]] == visible
        shown = [entry["function"]["name"] for entry in s.upstream_bodies[0].get("tools", ())]
        assert shown == [f"box__{name}" for name in visible]
        assert [call["name"] for call in fake.calls] == visible
        refused = [item for item in rest if item["type"] == "mcp_call" and item["status"] == "failed"]
        assert all(item["error"]["type"] == "mcp_protocol_error" for item in refused)
        assert whole["status"] == "completed"


_FAILURES = [
    (FakeMcp(run=lambda *_: text_result("no such file", is_error=True)),
     {"type": "mcp_tool_execution_error", "content": [{"type": "text", "text": "no such file"}]}),
    (FakeMcp(instead={"tools/call": fixed_response("503 Service Unavailable", b"<html>")}),
     {"type": "http_error", "code": 503, "message": "The server answered 503"}),
    (FakeMcp(instead={"tools/call": fixed_response("200 OK", b"<html>")}),
     {"type": "mcp_protocol_error", "code": -32700, "message": "The server's message is not JSON."}),
]  # fmt: skip


@pytest.mark.parametrize(("fake", "error"), _FAILURES, ids=["execution", "http", "protocol"])
async def test_mcp_call_that_fails_is_the_models_to_read(
    database: str, fake: FakeMcp, error: dict[str, Any]
) -> None:
    fake.counts.clear()
    async with serving(database, *CALLED, fake=fake) as (s, _):
        events = await streamed(s, [declared(fake)])
        call = events[-1]["response"]["output"][1]
        assert (call["status"], call["output"], call["error"]) == ("failed", None, error)
        assert "response.mcp_call.failed" in [event["type"] for event in events]
        assert events[-1]["response"]["status"] == "completed"
        received = s.upstream_bodies[1]["messages"][-1]["content"]
        assert (error.get("message") or "no such file") in received


@pytest.mark.parametrize("arguments", ["[1]", "{", '"x"'])
async def test_mcp_call_with_arguments_that_are_no_object_reaches_no_server(
    database: str, arguments: str
) -> None:
    async with serving(database, Answer(calls=[("box__echo", arguments)]), Answer("Sorry.")) as (s, fake):
        whole = await create(s, [declared(fake)])
        assert (whole["output"][1]["error"]["code"], fake.calls) == (-32602, [])


async def test_mcp_output_over_the_bound_is_cut_and_says_so(database: str) -> None:
    text = "ä" * 2 * 1024 * 1024
    async with serving(database, *CALLED, fake=FakeMcp(run=lambda *_: text_result(text))) as (s, fake):
        output = (await create(s, [declared(fake)]))["output"][1]["output"]
        start, note = output.rsplit("\n", 1)
        assert len(start.encode()) == MAX_OUTPUT_BYTES
        assert note.startswith(f"[The output was cut here: it has {2 * len(text)} bytes, ")


async def test_mcp_output_parts_become_text(database: str) -> None:
    parts = [
        {"type": "text", "text": "one\0"},
        {"type": "image", "data": "aGVsbG8gd29ybGQh", "mimeType": "image/png"},
        {"type": "resource", "resource": {"uri": "file:///a", "text": "two"}},
        {"type": "resource_link", "uri": "https://a.example/", "name": "a"},
        {"type": "new"},
        5,
    ]
    results: Iterator[dict[str, Any]] = iter(
        [{"content": parts}, {"content": [], "structuredContent": {"a": 1}}, {"content": 5}]
    )
    answers = [Answer(calls=[("box__echo", {})])] * 3
    async with serving(database, *answers, Answer("Done."), fake=FakeMcp(run=lambda *_: next(results))) as (
        s,
        fake,
    ):
        calls = (await create(s, [declared(fake)]))["output"][1:4]
        assert calls[0]["output"].split("\n") == [
            "one\ufffd",
            "[image: image/png, about 12 bytes, not shown]",
            "two",
            "[a: https://a.example/]",
            "[new: unknown type, about 0 bytes, not shown]",
        ]
        assert [call["output"] for call in calls[1:]] == ['{"a":1}', ""]


async def test_mcp_failed_list_fails_the_response_and_asks_no_model(database: str) -> None:
    fake = FakeMcp(instead={"initialize": fixed_response("401 Unauthorized", b'{"error": "no"}')})
    async with serving(database, *CALLED, fake=fake) as (s, _):
        events = await streamed(s, [declared(fake)])
        assert [event["type"].removeprefix("response.") for event in events] == [
            "created",
            "in_progress",
            "output_item.added",
            "mcp_list_tools.in_progress",
            "mcp_list_tools.failed",
            "output_item.done",
            "failed",
        ]
        [listed] = events[-1]["response"]["output"]
        assert (listed["tools"], listed["error"]) == ([], "The server answered 401: no")
        assert "The server answered 401: no" in events[-1]["response"]["error"]["message"]
        assert s.upstream_bodies == []
        # A list that failed is no list: the next turn asks again.
        fake.instead.clear()
        later = await create(s, [declared(fake)], input=[listed, {"role": "user", "content": "Look"}])
        assert kinds(later["output"]) == ["mcp_list_tools", "mcp_call", "message"]


def _everything(url: str) -> str:
    """All rows of all tables, as text."""
    engine = connect(url)
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        rows = [
            repr(tuple(row))
            for table in tables
            for row in connection.execute(sa.select(sa.text("*")).select_from(sa.text(table)))
        ]
    engine.dispose()
    return "\n".join(rows)


def _indiscreet() -> FakeMcp:
    """A server that repeats the caller's credentials wherever it can."""
    leak = " ".join(SECRETS)
    return FakeMcp(tools=[tool("echo", leak)], run=lambda *_: text_result(leak, is_error=True))


@pytest.mark.parametrize("runs", ["streamed", "background", "failed", "not stored"])
async def test_mcp_credentials_are_in_no_table_no_log_and_no_answer(
    database: str, runs: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fake = _indiscreet()
    if runs == "failed":
        reason = json.dumps({"error": f"bad credentials {' '.join(SECRETS)}"}).encode()
        fake.instead["initialize"] = fixed_response("403 Forbidden", reason)
    async with serving(database, *CALLED, fake=fake, key_pepper=PEPPER) as (s, _):
        credentials = {"authorization": SECRETS[0], "headers": {"X-Team-Key": SECRETS[1]}}
        tools = [declared(fake, **credentials)]
        if runs == "background":
            queued = await create(s, tools, background=True)
            replayed = await s.client.get(f"/responses/{queued['id']}?stream=true")
            events = validated_events(read_frames(replayed.content))
        else:
            events = await streamed(s, tools, store=runs != "not stored")
        final = events[-1]["response"]
        assert final["status"] == ("failed" if runs == "failed" else "completed")
        for head in fake.heads:
            assert f"authorization: Bearer {SECRETS[0]}\r\n" in head
            assert f"x-team-key: {SECRETS[1]}\r\n" in head
        assert final["tools"][0]["server_label"] == "box"
        read = (await s.client.get(f"/responses/{final['id']}")).text
        sent_up = json.dumps(s.upstream_bodies)
        stored = await asyncio.to_thread(_everything, database)
        logged = "\n".join(record.getMessage() + repr(record.__dict__) for record in caplog.records)
        for secret in SECRETS:
            for place in (json.dumps(events), read, sent_up, stored, logged):
                assert secret not in place
        assert "llm-backend secrets" not in stored


async def test_mcp_credentials_of_a_queued_response_are_sealed(database: str) -> None:
    """While it waits, its row has them encrypted; at its end, in no form."""
    release = asyncio.Event()

    class _Waiting(FakeMcp):
        async def serve(self, upstream: Any, writer: Any) -> None:
            await release.wait()
            await super().serve(upstream, writer)

    fake = _Waiting()
    async with serving(database, *CALLED, fake=fake, key_pepper=PEPPER) as (s, _):
        queued = await create(s, [declared(fake, authorization=SECRETS[0])], background=True)
        [row] = s.rows("responses")
        assert "llm-backend secrets" in row["request"]
        assert SECRETS[0] not in await asyncio.to_thread(_everything, database)
        release.set()
        await s.client.get(f"/responses/{queued['id']}?stream=true")
        [row] = s.rows("responses")
        assert (row["status"], "llm-backend secrets" in row["request"]) == ("completed", False)
        assert len(fake.calls) == 1


async def test_mcp_credentials_of_a_cancelled_response_are_dropped(database: str) -> None:
    fake = FakeMcp(instead={"initialize": _hang})
    async with serving(database, *CALLED, fake=fake, key_pepper=PEPPER) as (s, _):
        queued = await create(s, [declared(fake, authorization=SECRETS[0])], background=True)
        cancelled = await s.client.post(f"/responses/{queued['id']}/cancel")
        assert cancelled.json()["status"] == "cancelled"
        [row] = s.rows("responses")
        assert "llm-backend secrets" not in row["request"]


async def _hang(upstream: Any, writer: Any) -> None:
    await asyncio.sleep(3600)


async def test_mcp_credentials_in_items_that_declare_tools_are_not_stored(database: str) -> None:
    async with serving(database, Answer("Hi.")) as (s, fake):
        item = {
            "type": "additional_tools",
            "role": "developer",
            "tools": [declared(fake, authorization=SECRETS[0])],
        }
        body = {"model": "m", "input": [item, {"role": "user", "content": "Hi"}]}
        answers = [
            await s.client.post("/responses", json=body),
            await s.client.post("/conversations", json={"items": [item]}),
        ]
        # A chat upstream has such servers in `tools` only; a conversation may be for another one.
        assert [answered.status_code for answered in answers] == [400, 200]
        assert SECRETS[0] not in await asyncio.to_thread(_everything, database)


@pytest.mark.parametrize(
    ("members", "param", "message"),
    [
        ({"server_url": None}, "server_url", "needs a server_url"),
        (
            {"server_url": None, "connector_id": "connector_gmail"},
            "connector_id",
            "Connectors are OpenAI's own",
        ),
        ({"server_url": None, "tunnel_id": "tunnel_" + "a" * 32}, "tunnel_id", "Tunnels are OpenAI's own"),
        ({"server_url": "http://mcp.example/"}, "server_url", "must start with https"),
        ({"server_url": "https://10.0.0.5/mcp"}, "server_url", "no address on the public internet"),
        ({"server_url": "https://2130706433/"}, "server_url", "must be a name, or an address"),
        ({"server_url": "https://u:p@mcp.example/"}, "server_url", "a user or a password"),
        ({"server_url": "https://mcp.example:25/"}, "server_url", "port must be one of 443"),
        ({"authorization": "a\r\nHost: inner"}, "authorization", "characters that no header may have"),
        ({"headers": {"Host": "inner"}}, "headers", "host is set by this server"),
        ({"headers": {"X-A": "a\nb"}}, "headers", "A header cannot be sent"),
        ({"server_label": ""}, "server_label", "must not be empty"),
    ],
)
async def test_mcp_tool_that_cannot_be_run_is_a_400_that_names_the_member(
    database: str, members: dict[str, Any], param: str, message: str
) -> None:
    async with serving(database, *CALLED) as (s, fake):
        search = {"type": "function", "name": "f", "parameters": None}
        tools = [search, {k: v for k, v in declared(fake, **members).items() if v is not None}]
        answered = await s.client.post("/responses", json={"model": "m", "input": "Look", "tools": tools})
        error = answered.json()["error"]
        assert (answered.status_code, error["param"]) == (400, f"tools[1].{param}")
        assert message in error["message"]
        assert "inner" not in error["message"]
        assert (fake.heads, s.upstream_bodies) == ([], [])


async def test_mcp_two_servers_of_one_label_are_a_400(database: str) -> None:
    async with serving(database, *CALLED) as (s, fake):
        body = {"model": "m", "input": "Look", "tools": [declared(fake), declared(fake, allowed_tools=[])]}
        error = (await s.client.post("/responses", json=body)).json()["error"]
        assert error["param"].startswith("tools[")
        assert "Two mcp tools have the server_label 'box'" in error["message"]


async def test_mcp_server_whose_name_resolves_inside_fails_its_list(database: str) -> None:
    """`localhost` is no listed host here: its address is found when it is connected to."""
    async with serving(database, *CALLED, outbound_ports="443") as (s, fake):
        whole = await create(s, [declared(fake, server_url="https://localhost/mcp")])
        assert whole["status"] == "failed"
        assert "has no address on the public internet" in whole["output"][0]["error"]
        assert fake.heads == []


async def test_mcp_background_call_continues_with_the_same_tools(database: str) -> None:
    async with serving(database, *CALLED) as (s, fake):
        queued = await create(s, [declared(fake)], background=True)
        replayed = await s.client.get(f"/responses/{queued['id']}?stream=true")
        final = validated_events(read_frames(replayed.content))[-1]["response"]
        assert kinds(final["output"]) == ["mcp_list_tools", "mcp_call", "message"]
        assert (len(fake.calls), fake.counts["tools/list"]) == (1, 1)


@pytest.mark.parametrize("background", [False, True])
async def test_mcp_tool_that_is_chosen_is_required_in_the_first_round_only(
    database: str, background: bool
) -> None:
    async with serving(database, *CALLED, fake=FakeMcp(tools=[*_TWO, tool("echo")])) as (s, fake):
        choice = {"type": "mcp", "server_label": "box", "name": "echo"}
        whole = await create(s, [declared(fake)], tool_choice=choice, background=background)
        await s.client.get(f"/responses/{whole['id']}", params={"stream": background})
        first, second = s.upstream_bodies
        assert first["tool_choice"] == {"type": "function", "function": {"name": "box__echo"}}
        assert second["tool_choice"] == "auto"
        assert len(fake.calls) == 1


async def test_mcp_credentials_reach_a_native_upstream_and_no_row(tmp_path: Path) -> None:
    """Such an upstream calls the server itself, and may repeat the tool in its answer."""
    bodies: list[Any] = []

    async def answer(upstream: FakeUpstream, writer: Writer) -> None:
        body = json.loads(upstream.current_request.body)
        bodies.append(body)
        final = {"id": "resp_theirs", "object": "response", "status": "completed", "output": [], **body}
        write_stream_head(writer)
        write_chunk(writer, native_event("response.completed", sequence_number=0, response=final))
        write_chunk(writer, b"")
        await writer.drain()

    tool = {
        "type": "mcp",
        "server_label": "box",
        "server_url": "https://box.example/",
        "authorization": SECRETS[0],
    }
    async with native_stack(tmp_path, answer, validate=False) as s:
        for body in ({"background": True}, {"stream": True}):
            created = await s.client.post(
                "/responses", json={"model": "m", "input": "a", "tools": [tool], **body}
            )
            assert created.status_code == 200
            if "background" in body:
                await s.client.get(f"/responses/{created.json()['id']}?stream=true")
            assert bodies[-1]["tools"][0]["authorization"] == SECRETS[0]
            assert SECRETS[0] not in created.text
        assert len(bodies) == 2
        stored = await asyncio.to_thread(_everything, s.url)
        assert "server_label" in stored
        assert SECRETS[0] not in stored
        assert "llm-backend secrets" not in stored


@pytest.mark.parametrize("background", [False, True])
async def test_mcp_request_that_would_fail_later_is_a_400_before_the_server_is_asked(
    database: str, background: bool
) -> None:
    async with serving(database, *CALLED) as (s, fake):
        approval = {"type": "mcp_approval_response", "approval_request_id": "mcpr_unknown", "approve": True}
        orphan = {"type": "function_call_output", "call_id": "call_unknown", "output": "x"}
        interpreter = {"type": "code_interpreter", "container": {"type": "auto"}}
        user = {"role": "user", "content": "Look"}
        for body, param in (
            ({"input": [user, approval]}, "input[1].approval_request_id"),
            ({"input": [user, orphan]}, "input[1].call_id"),
            ({"input": "Look", "tools": [declared(fake), interpreter]}, "tools[1].type"),
        ):
            whole = {"model": "m", "tools": [declared(fake)], "background": background, **body}
            answered = await s.client.post("/responses", json=whole)
            assert (answered.status_code, answered.json()["error"]["param"]) == (400, param)
        assert (fake.heads, s.upstream_bodies) == ([], [])


@pytest.mark.parametrize("streams", [False, True])
async def test_mcp_long_arguments_reach_the_server_and_the_next_round_whole(
    database: str, streams: bool
) -> None:
    """A body of so many bytes is shortened before it is parsed."""
    given = {"x": 'one "two"\n\N{GRINNING FACE} ' * 20_000}
    async with serving(database, Answer(calls=[("box__echo", given)]), Answer("Done.")) as (s, fake):
        if streams:
            response = (await streamed(s, [declared(fake)]))[-1]["response"]
        else:
            response = await create(s, [declared(fake)])
        [called] = fake.calls
        calls = s.upstream_bodies[-1]["messages"][-2]["tool_calls"]
    assert called["arguments"] == given
    assert json.loads(calls[0]["function"]["arguments"]) == given
    [item] = [item for item in response["output"] if item["type"] == "mcp_call"]
    assert json.loads(item["arguments"]) == given
