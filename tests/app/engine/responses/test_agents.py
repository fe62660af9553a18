"""Agents over an upstream that knows functions only: what goes up, and the items that come back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.support.codex_requests import CODE_MODEL, FOUND, PATCHING_MODEL, UNKNOWN_MODEL
from tests.support.fake_upstream import (
    COMPLETION,
    FakeUpstream,
    Script,
    Writer,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.response_events import read_frames
from tests.support.stack import Stack, stack
from tests.support.streams import DONE, event
from tests.support.two_projects import PEPPER, two_projects

_PATCH = '*** Begin Patch\n*** Add File: a.txt\n+say "hi" \\ 😀\n*** End Patch\n'
_CUT = 5


def _calling(*calls: tuple[str, Any]) -> Script:
    """Reasons, then calls these functions, their arguments in pieces; it refuses what is no function."""

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        body = json.loads(fake.current_request.body)
        if any(tool["type"] != "function" for tool in body.get("tools", ())):
            await fixed_response("400 Bad Request", b'{"error":{"message":"functions only"}}')(fake, writer)
            return
        if not body.get("stream"):
            await fixed_response("200 OK", COMPLETION)(fake, writer)
            return
        write_stream_head(writer)
        write_chunk(writer, event({"role": "assistant", "reasoning_content": "Hm."}))
        for index, (name, arguments) in enumerate(calls):
            text = arguments if isinstance(arguments, str) else json.dumps(arguments)
            head = {"index": index, "id": f"call_{index}", "type": "function"}
            write_chunk(
                writer, event({"tool_calls": [{**head, "function": {"name": name, "arguments": ""}}]})
            )
            for start in range(0, len(text), _CUT):
                piece = {"index": index, "function": {"arguments": text[start : start + _CUT]}}
                write_chunk(writer, event({"tool_calls": [piece]}))
        write_chunk(writer, event({}, "tool_calls" if calls else "stop"))
        write_chunk(writer, DONE)
        write_chunk(writer, b"")
        await writer.drain()

    return script


async def _events(s: Stack, body: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    answered = await s.client.post("/responses", json={**body, **more})
    assert answered.status_code == 200, answered.text
    return read_frames(answered.content)


def _items(events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [event["item"] for event in events if event["type"] == "response.output_item.done"]


def _joined(events: Sequence[dict[str, Any]], kind: str) -> str:
    return "".join(event["delta"] for event in events if event["type"] == f"response.{kind}.delta")


def _sent_names(s: Stack) -> list[str]:
    return [tool["function"]["name"] for tool in s.upstream_bodies[-1]["tools"]]


async def test_agent_of_an_unknown_model_gets_its_namespaces_back(tmp_path: Path) -> None:
    async with stack(
        f"sqlite:///{tmp_path}/test.db", _calling(("mcp__dummy__tool_0", {"x": "1"}), ("exec_command", {}))
    ) as s:
        answered = await s.client.post("/responses", json=UNKNOWN_MODEL)
        left_out = answered.headers["x-llm-backend-left-out"]
        first, second = _items(read_frames(answered.content))[1:]
        names = _sent_names(s)
        sent = s.upstream_bodies[-1]
    assert names == ["exec_command", "multi_agent_v1__spawn_agent", "mcp__dummy__tool_0"]
    assert (first["type"], first["namespace"], first["name"]) == ("function_call", "mcp__dummy", "tool_0")
    assert first["arguments"] == '{"x": "1"}'
    assert (second["name"], "namespace" in second) == ("exec_command", False)
    assert left_out == (
        "tools[2] (web_search: no backend), input[0].internal_chat_message_metadata_passthrough, "
        "client_metadata"
    )
    assert "x-llm-backend-unknown-fields" not in answered.headers
    assert "6b1e" not in json.dumps(sent)
    assert sent["tools"][2]["function"]["description"] == "Tools of mcp__dummy\n\nSays a word"


async def test_agent_that_patches_gets_custom_and_search_calls(tmp_path: Path) -> None:
    calls = (("tool_search", {"query": "word"}), ("apply_patch", {"input": _PATCH}))
    async with stack(f"sqlite:///{tmp_path}/test.db", _calling(*calls)) as s:
        events = await _events(s, PATCHING_MODEL)
        search, patch = _items(events)[1:]
        assert _sent_names(s) == ["exec_command", "apply_patch", "tool_search"]
        grammar = s.upstream_bodies[-1]["tools"][1]["function"]["description"]
        history = [
            *PATCHING_MODEL["input"],
            *_items(events),
            {"type": "custom_tool_call_output", "id": "ctco_1", "call_id": "call_1", "output": "Done"},
            {
                "type": "tool_search_output",
                "id": "tso_1",
                "call_id": "call_0",
                "status": "completed",
                "execution": "client",
                "tools": [FOUND],
            },
        ]
        await _events(s, PATCHING_MODEL, input=history)
        assert _sent_names(s) == ["exec_command", "apply_patch", "tool_search", "mcp__dummy__tool_0"]
        sent = s.upstream_bodies[-1]["messages"]
    assert "start: begin_patch hunk+ end_patch" in grammar
    assert (search["type"], search["execution"]) == ("tool_search_call", "client")
    assert search["arguments"] == {"query": "word"}
    assert (patch["type"], patch["name"], patch["input"]) == ("custom_tool_call", "apply_patch", _PATCH)
    assert _joined(events, "custom_tool_call_input") == _PATCH
    assert [message["role"] for message in sent] == ["user", "assistant", "tool", "tool"]
    assert [call["function"]["name"] for call in sent[1]["tool_calls"]] == ["tool_search", "apply_patch"]
    assert json.loads(sent[1]["tool_calls"][1]["function"]["arguments"]) == {"input": _PATCH}
    assert (sent[2]["content"], json.loads(sent[3]["content"])) == ("Done", {"found": ["mcp__dummy__tool_0"]})


async def test_agent_in_code_mode_gets_its_custom_tool_in_its_namespace(tmp_path: Path) -> None:
    async with stack(
        f"sqlite:///{tmp_path}/test.db", _calling(("functions__exec", {"input": "text('é😀')"}))
    ) as s:
        (call,) = _items(await _events(s, CODE_MODEL))[1:]
        assert _sent_names(s) == ["functions__exec", "functions__wait", "collaboration__spawn_agent"]
        assert s.upstream_bodies[-1]["parallel_tool_calls"] is False
        parts = [{"type": "input_text", "text": "Script ran"}, {"type": "input_text", "text": "é"}]
        output = {"type": "custom_tool_call_output", "call_id": call["call_id"], "output": parts}
        await _events(s, CODE_MODEL, input=[*CODE_MODEL["input"], call, output])
        asked, answered = s.upstream_bodies[-1]["messages"][1:]
    assert (call["type"], call["namespace"], call["name"]) == ("custom_tool_call", "functions", "exec")
    assert call["input"] == "text('é😀')"
    assert asked["tool_calls"][0]["function"]["name"] == "functions__exec"
    assert [part["text"] for part in answered["content"]] == ["Script ran", "é"]


_CLIENT_TOOLS = [
    {"type": "shell", "environment": {"type": "local"}},
    {"type": "local_shell"},
    {"type": "apply_patch"},
]
_UPDATE = {"operation": "update_file", "path": "a.txt", "diff": "@@\n-a\n+b"}


async def test_agent_with_built_in_tools_gets_their_items_and_sends_them_back(tmp_path: Path) -> None:
    calls = (
        ("shell", {"commands": ["ls", "pwd"], "timeout_ms": 5}),
        ("local_shell", {"command": ["ls"], "working_directory": "work"}),
        ("apply_patch", _UPDATE),
    )
    body = {"model": "m", "input": "Hello", "tools": _CLIENT_TOOLS, "stream": True}
    async with stack(f"sqlite:///{tmp_path}/test.db", _calling(*calls)) as s:
        events = await _events(s, body)
        shell, local, patch = _items(events)[1:]
        done = {"stdout": "a", "stderr": "", "outcome": {"type": "exit", "exit_code": 0}}
        history = [
            {"role": "user", "content": "Hello"},
            *(shell, local, patch),
            {"type": "apply_patch_call_output", "call_id": "call_2", "status": "failed", "output": "no"},
            {"type": "shell_call_output", "call_id": "call_0", "output": [done, done]},
            {"type": "local_shell_call_output", "id": local["id"], "output": "a.txt"},
        ]
        await _events(s, body, input=history)
        sent = s.upstream_bodies[-1]["messages"]
    assert shell["action"] == {"commands": ["ls", "pwd"], "timeout_ms": 5, "max_output_length": None}
    assert local["action"] == {"type": "exec", "command": ["ls"], "env": {}, "working_directory": "work"}
    assert patch["operation"] == {"type": "update_file", "path": "a.txt", "diff": "@@\n-a\n+b"}
    commands = [event for event in events if event["type"].startswith("response.shell_call_command")]
    assert [event["type"].rpartition(".")[2] for event in commands] == ["added", "delta", "done"] * 2
    assert [event["command"] for event in commands[2::3]] == ["ls", "pwd"]
    assert [call["function"]["name"] for call in sent[1]["tool_calls"]] == [
        "shell",
        "local_shell",
        "apply_patch",
    ]
    assert [json.loads(call["function"]["arguments"]) for call in sent[1]["tool_calls"]] == [
        {"commands": ["ls", "pwd"], "timeout_ms": 5},
        {"command": ["ls"], "env": {}, "working_directory": "work"},
        _UPDATE,
    ]
    assert [message["tool_call_id"] for message in sent[2:]] == ["call_2", "call_0", "call_1"]
    assert json.loads(sent[2]["content"]) == {"status": "failed", "output": "no"}
    assert sent[4]["content"] == "a.txt"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("shell", '{"commands": 5}'),
        ("local_shell", '{"command": "ls"}'),
        ("apply_patch", '{"operation": "move_file", "path": "a"}'),
        ("apply_patch", '{"operation": "update_file", "path": "a"}'),
        ("shell", '{"commands": ["rm'),
    ],
)
async def test_agent_call_whose_arguments_do_not_fit_stays_a_function(
    tmp_path: Path, name: str, arguments: str
) -> None:
    body = {"model": "m", "input": "Hello", "tools": _CLIENT_TOOLS, "stream": True}
    async with stack(f"sqlite:///{tmp_path}/test.db", _calling((name, arguments))) as s:
        (call,) = _items(await _events(s, body))[1:]
    assert (call["type"], call["name"], call["arguments"]) == ("function_call", name, arguments)


async def test_agent_parallel_calls_with_one_output_missing_are_400_before_the_upstream(
    tmp_path: Path,
) -> None:
    calls = [
        {"type": "function_call", "call_id": name, "name": "exec_command", "arguments": "{}"}
        for name in ("a", "b")
    ]
    output = {"type": "function_call_output", "call_id": "b", "output": "B"}
    async with stack(f"sqlite:///{tmp_path}/test.db", _calling()) as s:
        refused = await s.client.post("/responses", json={**UNKNOWN_MODEL, "input": [*calls, output]})
        assert s.upstream_bodies == []
    assert (refused.status_code, refused.json()["error"]["param"]) == (400, "input")
    assert "'a'" in refused.json()["error"]["message"]


@pytest.mark.parametrize(
    ("tool", "status"),
    [
        ({"type": "web_search_preview"}, 200),
        ({"type": "image_generation"}, 200),
        ({"type": "mcp", "server_label": "a", "server_url": "https://example.com"}, 400),
        ({"type": "file_search", "vector_store_ids": ["vs_1"]}, 400),
        ({"type": "code_interpreter", "container": {"type": "auto"}}, 400),
        ({"type": "shell", "environment": {"type": "container_auto"}}, 400),
    ],
)
async def test_agent_tool_without_a_backend_is_left_out_or_refused(
    tmp_path: Path, tool: dict[str, Any], status: int
) -> None:
    async with stack(f"sqlite:///{tmp_path}/test.db", _calling(), tools={}) as s:
        answered = await s.client.post("/responses", json={**UNKNOWN_MODEL, "tools": [tool]})
        assert answered.status_code == status
        if status == 200:
            assert f"tools[0] ({tool['type']}: no backend)" in answered.headers["x-llm-backend-left-out"]
            chosen = {**UNKNOWN_MODEL, "tools": [tool], "tool_choice": {"type": tool["type"]}}
            refused = await s.client.post("/responses", json=chosen)
            assert (refused.status_code, refused.json()["error"]["param"]) == (400, "tool_choice.type")
        else:
            assert answered.json()["error"]["param"].startswith("tools[0].")


async def test_agent_tools_are_custom_for_an_upstream_that_knows_them(tmp_path: Path) -> None:
    file = tmp_path / "upstreams.toml"
    url = f"sqlite:///{tmp_path}/test.db"
    async with stack(url, _calling(), validate=False) as one:
        assert one.fake is not None
        file.write_text(f'[[upstream]]\nname = "one"\nurl = "{one.fake.url}"\ncustom_tools = "native"\n')
        async with stack(f"sqlite:///{tmp_path}/other.db", upstreams_file=str(file), validate=False) as s:
            await s.client.post("/responses", json=CODE_MODEL)
        sent = one.upstream_bodies[-1]["tools"][0]
    assert (sent["type"], sent["custom"]["name"]) == ("custom", "functions__exec")
    assert sent["custom"]["format"]["grammar"]["syntax"] == "lark"


def _reasoning_file(folder: Path, url: str) -> str:
    file = folder / "upstreams.toml"
    file.write_text(
        f'[[upstream]]\nname = "one"\nurl = "{url}"\nmodels = ["m"]\nreasoning_field = "reasoning_content"\n'
        f'aliases = {{ "n" = "other" }}\n'
    )
    return str(file)


async def test_agent_reasoning_comes_back_sealed_for_its_model_only(tmp_path: Path) -> None:
    async with stack(f"sqlite:///{tmp_path}/a.db", _calling(("exec_command", {})), validate=False) as one:
        assert one.fake is not None
        file = _reasoning_file(tmp_path, one.fake.url)
        async with stack(f"sqlite:///{tmp_path}/test.db", upstreams_file=file) as s:
            reasoning, call = _items(await _events(s, UNKNOWN_MODEL))
            plain = _items(await _events(s, UNKNOWN_MODEL, include=[]))[0]
            output = {"type": "function_call_output", "call_id": call["call_id"], "output": "a"}
            # As agents keep it: without its text.
            kept = {**reasoning, "content": None}

            async def returned(**changes: Any) -> Any:
                history = [*UNKNOWN_MODEL["input"], {**kept, **changes.pop("item", {})}, call, output]
                await _events(s, UNKNOWN_MODEL, input=history, **changes)
                return one.upstream_bodies[-1]["messages"][1].get("reasoning_content")

            assert await returned() == "Hm."
            assert await returned(model="n") is None
            assert await returned(item={"encrypted_content": "gAAAAABo"}) is None
            broken = reasoning["encrypted_content"][:-6] + "AAAAAA"
            assert await returned(item={"encrypted_content": broken}) is None
            # A message of the user begins a turn.
            more = [*UNKNOWN_MODEL["input"], kept, call, output, *UNKNOWN_MODEL["input"]]
            for context, expected in (("all_turns", "Hm."), ("current_turn", None)):
                await _events(s, UNKNOWN_MODEL, input=more, reasoning={"context": context})
                sent = one.upstream_bodies[-1]["messages"][1]
                assert sent.get("reasoning_content") == expected
    assert reasoning["content"][0]["text"] == "Hm."
    assert "encrypted_content" not in plain


async def test_agent_reasoning_of_a_stranger_is_not_accepted(tmp_path: Path) -> None:
    async with stack(f"sqlite:///{tmp_path}/a.db", _calling(("exec_command", {})), validate=False) as one:
        assert one.fake is not None
        file = _reasoning_file(tmp_path, one.fake.url)
        url = f"sqlite:///{tmp_path}/test.db"
        async with stack(url, upstreams_file=file, auth="keys", key_pepper=PEPPER) as s:
            owner, stranger = await two_projects(s)
            answered = await s.client.post("/responses", json=UNKNOWN_MODEL, headers=owner)
            reasoning, call = _items(read_frames(answered.content))
            output = {"type": "function_call_output", "call_id": call["call_id"], "output": "a"}
            history = [*UNKNOWN_MODEL["input"], {**reasoning, "content": None}, call, output]
            seen = []
            for headers in (owner, stranger):
                again = await s.client.post(
                    "/responses", json={**UNKNOWN_MODEL, "input": history}, headers=headers
                )
                assert again.status_code == 200
                seen.append(one.upstream_bodies[-1]["messages"][1].get("reasoning_content"))
    assert seen == ["Hm.", None]


async def test_agent_tool_of_an_unknown_type_is_left_out(tmp_path: Path) -> None:
    new = {"type": "brand_new", "sees": ["all"]}
    function = {"type": "function", "name": "look"}
    inner = {"type": "namespace", "name": "a", "description": "", "tools": [new, function]}
    added = {"type": "additional_tools", "role": "developer", "tools": [new]}
    body = {**UNKNOWN_MODEL, "tools": [new, function, inner], "input": [added, *UNKNOWN_MODEL["input"]]}
    async with stack(f"sqlite:///{tmp_path}/test.db", _calling(), validate=False) as s:
        answered = await s.client.post("/responses", json=body)
        assert answered.status_code == 200, answered.text
        assert _sent_names(s) == ["look", "a__look"]
        wrong = {**body, "tools": [new, {"type": "function", "name": 5}]}
        refused = await s.client.post("/responses", json=wrong)
        assert (refused.status_code, refused.json()["error"]["param"]) == (400, "tools[1].name")
        too_many = await s.client.post("/responses", json={**body, "tools": [new] * 30})
        assert (too_many.status_code, too_many.json()["error"]["param"]) == (400, "tools[0].type")
        other = {**body, "truncation": "never"}
        refused = await s.client.post("/responses", json=other)
        assert refused.status_code == 400
    named = (
        "tools[0] (brand_new: unknown), tools[2].tools[0] (brand_new: unknown), input[0].tools[0] (brand_new"
    )
    assert answered.headers["x-llm-backend-left-out"].startswith(named)


def _many(count: int) -> list[dict[str, Any]]:
    tools = [
        {"type": "function", "name": f"tool_{number}", "description": f"Does {number}", "defer_loading": True}
        for number in range(count)
    ]
    weather = {"type": "function", "name": "get_weather", "description": "Sun", "defer_loading": True}
    return [
        {"type": "namespace", "name": "sky", "description": "Weather", "tools": [weather]},
        *tools,
        {"type": "function", "name": "look"},
        {"type": "tool_search"},
    ]


async def test_agent_that_leaves_the_search_to_the_server_gets_all_of_a_few_tools(tmp_path: Path) -> None:
    body = {"model": "m", "input": "What is the weather?", "tools": _many(126), "stream": True}
    async with stack(f"sqlite:///{tmp_path}/test.db", _calling()) as s:
        items = _items(await _events(s, body))
        assert len(_sent_names(s)) == 128
    assert [item["type"] for item in items] == ["reasoning", "message"][: len(items)]


async def test_agent_that_leaves_the_search_to_the_server_gets_those_found_of_many(tmp_path: Path) -> None:
    body = {"model": "m", "input": "What is the weather, and 7?", "tools": _many(127), "stream": True}
    async with stack(f"sqlite:///{tmp_path}/test.db", _calling(("sky__get_weather", {}))) as s:
        items = _items(await _events(s, body))
        assert _sent_names(s) == ["sky__get_weather", "tool_7", "look"]
        search, found, _, call = items
        output = {"type": "function_call_output", "call_id": call["call_id"], "output": "Sun"}
        history = [{"role": "user", "content": body["input"]}, *items, output]
        later = _items(await _events(s, body, input=history))
        # Found once for this turn, and as many tools again.
        assert _sent_names(s) == ["sky__get_weather", "tool_7", "look"]
        sent = s.upstream_bodies[-1]["messages"]
    assert (search["type"], search["execution"], search["call_id"]) == ("tool_search_call", "server", None)
    assert search["arguments"] == {"query": "What is the weather, and 7?"}
    assert found["type"] == "tool_search_output"
    by_name = {tool["name"]: tool for tool in found["tools"]}
    assert set(by_name) == {"sky", "tool_7"}
    assert [tool["name"] for tool in by_name["sky"]["tools"]] == ["get_weather"]
    assert (call["namespace"], call["name"]) == ("sky", "get_weather")
    assert [item["type"] for item in later] == ["reasoning", "function_call"]
    assert [message["role"] for message in sent] == ["user", "assistant", "tool"]


async def test_agent_that_leaves_the_history_to_the_server_goes_on(database: str) -> None:
    calls = (("mcp__dummy__tool_0", {"x": "1"}), ("shell", {"commands": ["ls"]}))
    tools = [*UNKNOWN_MODEL["tools"], {"type": "shell"}]
    done = {"stdout": "a", "stderr": "", "outcome": {"type": "exit", "exit_code": 0}}
    outputs = [
        {"type": "shell_call_output", "call_id": "call_1", "output": [done]},
        {"type": "function_call_output", "call_id": "call_0", "output": "A"},
    ]
    async with stack(database, _calling(*calls)) as s:
        # As some agents do, without `store`.
        body = {"model": "m", "tools": tools, "stream": True}
        first = (await _events(s, body, input="Hello"))[-1]["response"]["id"]
        second = (await _events(s, body, input=outputs, previous_response_id=first))[-1]["response"]["id"]
        sent = s.upstream_bodies[-1]["messages"]
        # Both are listed as the contract has them.
        listed = (await s.client.get(f"/responses/{second}/input_items")).json()["data"]
    assert [call["function"]["name"] for call in sent[1]["tool_calls"]] == ["mcp__dummy__tool_0", "shell"]
    assert [message.get("tool_call_id") for message in sent[2:]] == ["call_1", "call_0"]
    assert {item["type"] for item in listed} >= {"shell_call_output", "function_call_output"}
