"""The request to an upstream: the dialect that UPSTREAMS_FILE sets, what is left out, ids in its bounds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.fake_upstream import COMPLETION, fake_upstream, fixed_response
from tests.support.stack import stack

_OWN = (
    'developer_role = "developer"\nmax_tokens_field = "max_tokens"\nreasoning_field = "reasoning_content"\n'
)
_REASONING = {
    "type": "reasoning",
    "id": "rs_1",
    "summary": [],
    "content": [{"type": "reasoning_text", "text": "Hm."}],
}
_INPUT = [_REASONING, {"role": "assistant", "content": "Hi"}, {"role": "user", "content": "And now?"}]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", {"roles": ["system", "assistant", "user"], "most": "max_completion_tokens", "reasoning": None}),
        (_OWN, {"roles": ["developer", "assistant", "user"], "most": "max_tokens", "reasoning": "Hm."}),
    ],
)
async def test_upstream_query_uses_the_dialect_of_its_upstream(
    tmp_path: Path, lines: str, expected: dict[str, Any]
) -> None:
    body = {"model": "m", "instructions": "Be brief.", "max_output_tokens": 20, "input": _INPUT}
    async with fake_upstream(fixed_response("200 OK", COMPLETION)) as fake:
        file = tmp_path / "upstreams.toml"
        file.write_text(f'[[upstream]]\nname = "one"\nurl = "{fake.url}"\n{lines}')
        async with stack(f"sqlite:///{tmp_path}/test.db", upstreams_file=str(file)) as s:
            answered = await s.client.post("/responses", json=body)
        assert answered.status_code == 200
        body = json.loads(fake.requests[-1].body)
    assert [message["role"] for message in body["messages"]] == expected["roles"]
    assert body["messages"][1].get("reasoning_content") == expected["reasoning"]
    assert [name for name in body if name.startswith("max_")] == [expected["most"]]


_SYSTEM = {"role": "system", "content": "Be kind."}
_HELLO = {"role": "user", "content": "Hello"}
_SEARCH = {"type": "search", "query": "x"}
_RESPONSE = json.dumps(
    {"id": "resp_theirs", "object": "response", "created_at": 1, "status": "completed", "output": []}
).encode()
_IMAGE = {"type": "input_image", "image_url": "https://example.com/a.png"}
_LOOKED = [
    _HELLO,
    {"type": "function_call", "call_id": "c" * 70, "name": "look", "arguments": "{}"},
    {"type": "function_call_output", "call_id": "c" * 70, "output": [_IMAGE]},
]


async def _sent(folder: Path, lines: str, path: str, body: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The answer's headers and the body that the upstream received."""
    answer = _RESPONSE if "native" in lines else COMPLETION
    async with fake_upstream(fixed_response("200 OK", answer)) as fake:
        file = folder / "upstreams.toml"
        file.write_text(f'[[upstream]]\nname = "one"\nurl = "{fake.url}"\n{lines}')
        async with stack(f"sqlite:///{folder}/test.db", upstreams_file=str(file), validate=False) as s:
            answered = await s.client.post(path, json={"model": "m", **body})
        assert answered.status_code == 200, answered.text
        return answered.headers, json.loads(fake.requests[-1].body)


@pytest.mark.parametrize(
    ("lines", "path", "roles"),
    [
        ("", "/responses", ["system", "user", "system"]),
        ('system_messages = "separate"', "/responses", ["system", "system", "user", "system"]),
        ('system_messages = "first"', "/responses", ["system", "user"]),
        ("", "/chat/completions", ["system", "system", "user", "system"]),
        ('system_messages = "first"', "/chat/completions", ["system", "user"]),
    ],
)
async def test_upstream_query_system_messages_are_merged_as_configured(
    tmp_path: Path, lines: str, path: str, roles: list[str]
) -> None:
    messages = [_SYSTEM, _SYSTEM, _HELLO, _SYSTEM]
    body = {"input": messages} if path == "/responses" else {"messages": messages}
    _, sent = await _sent(tmp_path, lines, path, body)
    assert [message["role"] for message in sent["messages"]] == roles
    assert sum(str(message["content"]).count("Be kind.") for message in sent["messages"]) == 3


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        ("", ["user", "assistant", "tool", "user"]),
        ('tool_images = "tool_message"', ["user", "assistant", "tool"]),
    ],
)
async def test_upstream_query_image_of_a_tool_is_where_configured(
    tmp_path: Path, lines: str, roles: list[str]
) -> None:
    _, sent = await _sent(tmp_path, lines, "/responses", {"input": _LOOKED})
    assert [message["role"] for message in sent["messages"]] == roles
    assert _IMAGE["image_url"] in json.dumps(sent["messages"][-1])


async def test_upstream_query_what_a_chat_lacks_is_left_out_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    body = {
        "input": [
            _HELLO,
            {"type": "file_search_call", "id": "fs_1", "status": "completed", "queries": ["a"]},
            _HELLO,
        ],
        "tools": [{"type": "function", "name": "look"}, {"type": "web_search"}],
        "stream": True,
    }
    with caplog.at_level("INFO", logger="app.upstream.request_body"):
        headers, sent = await _sent(tmp_path, 'unknown_fields = "refuse"', "/responses", body)
    assert (
        headers["x-llm-backend-left-out"] == "tools[1] (web_search: no backend), input[1] (file_search_call)"
    )
    assert "x-llm-backend-unknown-fields" not in headers
    (record,) = [record for record in caplog.records if record.msg.startswith("the upstream lacks")]
    assert record.__dict__["fields"] == headers["x-llm-backend-left-out"]
    assert (len(sent["messages"]), len(sent["tools"])) == (2, 1)


async def test_upstream_query_native_upstream_gets_ids_within_its_bound(tmp_path: Path) -> None:
    message = {**_HELLO, "id": "m" * 70, "type": "message"}
    _, sent = await _sent(tmp_path, 'responses = "native"', "/responses", {"input": [message, *_LOOKED]})
    first, _, call, output = sent["input"]
    assert "id" not in first
    assert call["call_id"] == output["call_id"] != "c" * 70
    assert len(call["call_id"]) <= 64
