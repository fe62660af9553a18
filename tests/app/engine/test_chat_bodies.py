"""Bodies of agents on `/chat/completions`: a response's request, and flat tools. The answer is a chat."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.fake_upstream import (
    COMPLETION,
    FakeUpstream,
    Script,
    Writer,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.several_upstreams import several_upstreams
from tests.support.stack import stack
from tests.support.streams import DONE, USAGE, chunk, event, framed, values

_PATCH = {
    "type": "custom",
    "name": "apply_patch",
    "description": "Patches",
    "format": {"type": "grammar", "syntax": "lark", "definition": "start: x"},
}
_LOOK = {"type": "function", "name": "look", "description": "Looks", "parameters": {"type": "object"}}
_AS_FUNCTION = {
    "name": "apply_patch",
    "description": "Patches\n\n`input` is a text that matches this lark grammar, not JSON:\nstart: x",
    "parameters": {
        "type": "object",
        "properties": {"input": {"type": "string"}},
        "required": ["input"],
        "additionalProperties": False,
    },
}
_CURSOR: dict[str, Any] = {
    "model": "m",
    "input": [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": [{"type": "input_text", "text": "Hello"}]},
        {"type": "custom_tool_call", "call_id": "c", "name": "apply_patch", "input": "p"},
        {"type": "custom_tool_call_output", "call_id": "c", "output": "Done"},
    ],
    "tools": [_LOOK, _PATCH],
    "tool_choice": "auto",
    "reasoning": {"effort": "low", "summary": "auto"},
    "store": False,
    "user": "u",
}


async def _streaming(fake: FakeUpstream, writer: Writer) -> None:
    write_stream_head(writer)
    for packet in (event({"content": "Hi"}), event({}, "stop"), framed(chunk([], usage=USAGE)), DONE, b""):
        write_chunk(writer, packet)
    await writer.drain()


_WHOLE: Script = fixed_response("200 OK", COMPLETION)


async def test_chat_of_a_response_body_is_translated_up_and_answered_as_a_chat(tmp_path: Path) -> None:
    async with stack(f"sqlite:///{tmp_path}/test.db", _WHOLE) as s:
        answered = await s.client.post("/chat/completions", json=_CURSOR)
        (sent,) = s.upstream_bodies
    assert answered.status_code == 200, answered.text
    assert answered.json()["object"] == "chat.completion"
    assert answered.json()["choices"][0]["message"]["content"] == "Hi"
    assert [message["role"] for message in sent["messages"]] == ["system", "user", "assistant", "tool"]
    assert sent["messages"][1]["content"] == "Hello"
    assert [tool["function"] for tool in sent["tools"]][1] == _AS_FUNCTION
    assert (sent["reasoning_effort"], sent["user"], "input" in sent) == ("low", "u", False)


@pytest.mark.parametrize("asked", [None, True])
async def test_chat_of_a_response_body_streams_chunks(tmp_path: Path, asked: bool | None) -> None:
    options = {} if asked is None else {"stream_options": {"include_usage": asked}}
    async with stack(f"sqlite:///{tmp_path}/test.db", _streaming) as s:
        answered = await s.client.post("/chat/completions", json={**_CURSOR, "stream": True, **options})
    *chunks, done = values(answered.content)
    assert done == "[DONE]"
    assert {chunk["object"] for chunk in chunks} == {"chat.completion.chunk"}
    assert any(chunk.get("usage") for chunk in chunks) == bool(asked)


async def test_chat_of_a_response_body_keeps_fields_of_chats(tmp_path: Path) -> None:
    body = {**_CURSOR, "max_tokens": 5, "metadata": {"a": "b"}, "store": True, "client_metadata": {"a": "b"}}
    async with stack(f"sqlite:///{tmp_path}/test.db", _WHOLE) as s:
        answered = await s.client.post("/chat/completions", json=body)
        stored = await s.client.get("/chat/completions", params={"metadata[a]": "b"})
        (sent,) = s.upstream_bodies
    assert sent["max_tokens"] == 5
    assert [found["id"] for found in stored.json()["data"]] == [answered.json()["id"]]
    assert answered.headers["x-llm-backend-left-out"] == "client_metadata"
    assert "client_metadata" not in sent


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"previous_response_id": "resp_1"}, "previous_response_id"),
        ({"input": [{"role": "user", "content": 5}]}, "input[0].content"),
        ({"tools": [{"type": "mcp", "server_label": "a", "server_url": "https://a.b"}]}, "tools[0].type"),
        ({"model": None}, "model"),
    ],
)
async def test_chat_of_a_response_body_that_is_wrong_is_400_naming_the_field(
    tmp_path: Path, changes: dict[str, Any], param: str
) -> None:
    async with stack(f"sqlite:///{tmp_path}/test.db", _WHOLE) as s:
        refused = await s.client.post("/chat/completions", json={**_CURSOR, **changes})
        neither = await s.client.post("/chat/completions", json={"model": "m"})
        assert s.upstream_bodies == []
    assert (refused.status_code, refused.json()["error"]["param"]) == (400, param)
    assert neither.json()["error"]["param"] == "messages"


async def test_chat_of_a_long_response_body_is_translated(tmp_path: Path) -> None:
    body = {**_CURSOR, "input": [{"role": "user", "content": "long " * 60_000}]}
    async with stack(f"sqlite:///{tmp_path}/test.db", _WHOLE) as s:
        answered = await s.client.post("/chat/completions", json=body)
        (sent,) = s.upstream_bodies
    assert answered.status_code == 200, answered.text
    assert sent["messages"] == [{"role": "user", "content": "long " * 60_000}]


_ASKING: dict[str, Any] = {
    "model": "m",
    "messages": [
        {"role": "user", "content": "Hello"},
        {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": "c", "type": "custom", "custom": {"name": "apply_patch", "input": "p"}}],
        },
        {"role": "tool", "tool_call_id": "c", "content": "Done"},
    ],
    "tools": [_LOOK, _PATCH],
    "tool_choice": {"type": "custom", "name": "apply_patch"},
}


async def test_chat_with_flat_tools_has_functions_for_them(tmp_path: Path) -> None:
    async with stack(f"sqlite:///{tmp_path}/test.db", _WHOLE) as s:
        answered = await s.client.post("/chat/completions", json=_ASKING)
        (sent,) = s.upstream_bodies
    assert answered.status_code == 200, answered.text
    look = {name: value for name, value in _LOOK.items() if name != "type"}
    assert [tool["function"] for tool in sent["tools"]] == [look, _AS_FUNCTION]
    assert sent["tool_choice"] == {"type": "function", "function": {"name": "apply_patch"}}
    call = sent["messages"][1]["tool_calls"][0]
    assert call == {
        "id": "c",
        "type": "function",
        "function": {"name": "apply_patch", "arguments": '{"input":"p"}'},
    }


async def test_chat_with_flat_tools_is_nested_where_custom_tools_are_known(tmp_path: Path) -> None:
    async with stack(f"sqlite:///{tmp_path}/a.db", _WHOLE) as one:
        assert one.fake is not None
        file = tmp_path / "upstreams.toml"
        file.write_text(f'[[upstream]]\nname = "one"\nurl = "{one.fake.url}"\ncustom_tools = "native"\n')
        async with stack(f"sqlite:///{tmp_path}/test.db", upstreams_file=str(file)) as s:
            answered = await s.client.post("/chat/completions", json=_ASKING)
        (sent,) = one.upstream_bodies
    assert answered.status_code == 200, answered.text
    grammar = {"syntax": "lark", "definition": "start: x"}
    assert sent["tools"][1] == {
        "type": "custom",
        "custom": {
            "name": "apply_patch",
            "description": "Patches",
            "format": {"type": "grammar", "grammar": grammar},
        },
    }
    assert sent["tool_choice"] == {"type": "custom", "custom": {"name": "apply_patch"}}
    assert sent["messages"] == _ASKING["messages"]


_DOWN = fixed_response("503 Service Unavailable", b"{}")
_FIRST = "retry_statuses = [503]"


@pytest.mark.parametrize("first", [_FIRST, f'{_FIRST}\npreset = "mistral"'])
async def test_chat_of_a_response_body_is_made_for_the_upstream_that_answers(
    tmp_path: Path, first: str
) -> None:
    entries = {"a": first, "b": 'custom_tools = "native"\ndeveloper_role = "developer"'}
    scripts = {"a": _DOWN, "b": fixed_response("200 OK", COMPLETION)}
    body = {**_CURSOR, "tools": [*_CURSOR["tools"], {"type": "web_search"}]}
    async with several_upstreams(tmp_path, entries, scripts) as several:
        answer = await several.client.post("/chat/completions", json=body)
        one, other = (json.loads(several.upstreams[name].requests[0].body) for name in "ab")
    assert answer.status_code == 200
    assert [tool["type"] for tool in one["tools"]] == ["function", "function"]
    assert [tool["type"] for tool in other["tools"]] == ["function", "custom"]
    assert other["messages"][2]["tool_calls"][0]["type"] == "custom"
    # Of what mistral lacks, nothing.
    assert answer.headers["x-llm-backend-left-out"] == "tools[2] (web_search: no backend)"


async def test_chat_of_a_response_body_has_reports_of_the_only_one_that_answered(tmp_path: Path) -> None:
    # The second one refuses what the contract does not have, so it is passed over.
    entries = {"a": _FIRST, "b": 'unknown_fields = "refuse"'}
    scripts = {"a": _DOWN, "b": fixed_response("200 OK", COMPLETION)}
    body = {**_CURSOR, "tools": [_LOOK, {"type": "web_search"}], "top_k": 5}
    async with several_upstreams(tmp_path, entries, scripts) as several:
        answer = await several.client.post("/chat/completions", json=body)
        assert several.upstreams["b"].requests == []
    assert answer.status_code == 503
    assert answer.headers["x-llm-backend-left-out"] == "tools[1] (web_search: no backend)"
    assert "top_k" in answer.headers["x-llm-backend-unknown-fields"]


async def test_chat_with_flat_tools_is_made_for_the_upstream_that_answers(tmp_path: Path) -> None:
    entries = {"a": f'{_FIRST}\ncustom_tools = "native"', "b": ""}
    scripts = {"a": _DOWN, "b": fixed_response("200 OK", COMPLETION)}
    body = {"model": "m", "messages": [{"role": "user", "content": "Hi"}], "tools": [_PATCH]}
    async with several_upstreams(tmp_path, entries, scripts) as several:
        assert (await several.client.post("/chat/completions", json=body)).status_code == 200
        sent = [json.loads(several.upstreams[name].requests[0].body)["tools"][0]["type"] for name in "ab"]
    assert sent == ["custom", "function"]
