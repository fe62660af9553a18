"""What an adaptation leaves out is reported for the upstream that answered, and only once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.fake_upstream import COMPLETION, fixed_response
from tests.support.several_upstreams import several_upstreams

_LEFT_OUT = "x-llm-backend-left-out"
_OK = fixed_response("200 OK", COMPLETION)
_DOWN = fixed_response("503 Service Unavailable", b"{}")


async def _post(folder: Path, entries: dict[str, str], path: str, **fields: Any) -> Any:
    scripts = {name: _DOWN if "retry" in lines else _OK for name, lines in entries.items()}
    async with several_upstreams(folder, entries, scripts) as several:
        answer = await several.client.post(path, json={"model": "m", **fields})
        assert answer.status_code == 200, answer.text
        return answer.headers


_CHAT: dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "logit_bias": {"1": 1}}
_RETRIED = 'preset = "mistral"\nretry_statuses = [503]'


async def test_left_out_of_an_upstream_that_failed_is_not_reported(tmp_path: Path) -> None:
    headers = await _post(tmp_path, {"a": _RETRIED, "b": ""}, "/chat/completions", **_CHAT)
    assert _LEFT_OUT not in headers


async def test_left_out_of_the_upstream_that_answered_is_reported_once(tmp_path: Path) -> None:
    entries = {"a": _RETRIED, "b": 'preset = "groq"'}
    headers = await _post(tmp_path, entries, "/chat/completions", **_CHAT, prediction=None)
    assert headers[_LEFT_OUT] == "logit_bias"


@pytest.mark.parametrize("path", ["/responses", "/chat/completions"])
async def test_left_out_by_translation_and_adaptation_are_one_list(tmp_path: Path, path: str) -> None:
    fields = {"input": "Hi", "user": "u", "tools": [{"type": "web_search"}]}
    headers = await _post(tmp_path, {"a": 'preset = "mistral"'}, path, **fields)
    assert set(headers[_LEFT_OUT].split(", ")) == {"user", "tools[0] (web_search: no backend)"}


async def test_maximum_by_both_names_keeps_the_providers(tmp_path: Path) -> None:
    fields = {**_CHAT, "logit_bias": None, "max_tokens": 5, "max_completion_tokens": 9}
    headers = await _post(tmp_path, {"a": 'preset = "deepseek"'}, "/chat/completions", **fields)
    assert headers[_LEFT_OUT] == "max_completion_tokens"


async def test_nulls_are_not_sent_and_not_reported(tmp_path: Path) -> None:
    fields = {**_CHAT, "logit_bias": None, "temperature": None, "max_tokens": None, "mirostat": None}
    entries = {"a": 'preset = "mistral"'}
    async with several_upstreams(tmp_path, entries, {"a": _OK}) as several:
        body = {"model": "m", **fields, "max_completion_tokens": 9}
        answer = await several.client.post("/chat/completions", json=body)
        sent = json.loads(several.upstreams["a"].requests[0].body)
    assert not {_LEFT_OUT, "x-llm-backend-unknown-fields"} & set(answer.headers)
    assert sent == {"model": "m", "messages": _CHAT["messages"], "max_tokens": 9}


async def test_null_members_of_messages_are_not_sent(tmp_path: Path) -> None:
    call = {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    asked = {"role": "assistant", "content": None, "tool_calls": [call], "reasoning": None}
    result = {"role": "tool", "content": "1", "tool_call_id": "call_1", "sender": "x"}
    async with several_upstreams(tmp_path, {"a": 'preset = "groq"'}, {"a": _OK}) as several:
        body = {"model": "m", "messages": [*_CHAT["messages"], asked, result]}
        answer = await several.client.post("/chat/completions", json=body)
        sent = json.loads(several.upstreams["a"].requests[0].body)["messages"]
    assert sent[1] == {"role": "assistant", "content": None, "tool_calls": [call]}
    assert answer.headers[_LEFT_OUT] == "messages[2].sender"


async def test_defaults_of_an_alias_are_adapted(tmp_path: Path) -> None:
    alias = '{ model = "m", defaults = { seed = 7, max_completion_tokens = 9 }, system_prompt = "Be brief." }'
    entries = {"a": f'preset = "mistral"\naliases = {{ "fast" = {alias} }}'}
    async with several_upstreams(tmp_path, entries, {"a": _OK}) as several:
        body = {"model": "fast", "messages": _CHAT["messages"]}
        answer = await several.client.post("/chat/completions", json=body)
        sent = json.loads(several.upstreams["a"].requests[0].body)
    assert _LEFT_OUT not in answer.headers
    system = {"role": "system", "content": "Be brief."}
    assert sent == {
        "model": "m",
        "messages": [system, *_CHAT["messages"]],
        "random_seed": 7,
        "max_tokens": 9,
    }
