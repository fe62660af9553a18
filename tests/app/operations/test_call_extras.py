"""What an upstream adds to its answers and wants back with the history, such as Gemini's signatures."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from app.storage.schema import upgrade
from tests.support.fake_upstream import COMPLETION, Script, fixed_response
from tests.support.several_upstreams import several_upstreams
from tests.support.stack import stack
from tests.support.streams import DONE, event

_EXTRA = {"google": {"thought_signature": "c2lnbmVk"}}
_TOOLS: Any = [{"type": "function", "name": "f", "parameters": {}, "strict": False}]
_OUTPUT: Any = {"type": "function_call_output", "call_id": "call_1", "output": "4"}


def _completion() -> bytes:
    value = json.loads(COMPLETION)
    call = {
        "id": "call_1",
        "type": "function",
        "function": {"name": "f", "arguments": "{}"},
        "extra_content": _EXTRA,
    }
    value["choices"][0] |= {"finish_reason": "tool_calls"}
    value["choices"][0]["message"] |= {"content": None, "tool_calls": [call]}
    return json.dumps(value).encode()


def _returned(body: Any) -> list[Any]:
    """What the request to the upstream has of this beside its calls."""
    messages = [message for message in body["messages"] if message.get("tool_calls")]
    return [call.get("extra_content") for message in messages for call in message["tool_calls"]]


@pytest.mark.parametrize("streams", [False, True])
@pytest.mark.parametrize("way", ["replay", "chain", "conversation"])
async def test_call_extras_are_returned_to_the_upstream(database: str, way: str, streams: bool) -> None:
    async with stack(database, fixed_response("200 OK", _completion())) as s:
        first: dict[str, Any] = {"model": "m", "input": "x", "tools": _TOOLS}
        if way == "conversation":
            first["conversation"] = (await s.sdk.conversations.create()).id
        if streams:
            events = [event async for event in await s.sdk.responses.create(**first, stream=True)]
            response = events[-1].response
        else:
            response = await s.sdk.responses.create(**first)
        [item] = [item.to_dict() for item in response.output]
        assert item["extra_content"] == _EXTRA
        second = {**first, "input": [_OUTPUT]}
        if way == "replay":
            second["input"] = [{"role": "user", "content": "x"}, item, _OUTPUT]
        elif way == "chain":
            second["previous_response_id"] = response.id
        answer = await s.client.post("/responses", json=second)
        assert answer.status_code == 200
        assert "x-llm-backend-unknown-fields" not in answer.headers
        assert _returned(s.upstream_bodies[-1]) == [_EXTRA]


_DETAILS: Any = [
    {"type": "reasoning.text", "text": "Let me think.", "signature": "c2ln", "format": "f", "index": 0},
    {"type": "reasoning.encrypted", "data": "ZGF0YQ==", "id": "rs_1", "index": 1},
]
_DETAIL_PARTS: Any = [
    [{"type": "reasoning.text", "text": "Let me", "signature": None, "format": "f", "index": 0}],
    [{"type": "reasoning.text", "text": " think.", "format": "f", "index": 0}],
    [{"type": "reasoning.text", "signature": "c2ln", "index": 0}, _DETAILS[1]],
]


def _details_script(*, calls: bool, streams: bool) -> Script:
    delta: dict[str, Any] = {"content": "Hello"}
    if calls:
        function = {"name": "f", "arguments": "{}"}
        delta = {"tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": function}]}
    if not streams:
        value = json.loads(COMPLETION)
        value["choices"][0]["message"] |= {"content": None, **delta, "reasoning_details": _DETAILS}
        return fixed_response("200 OK", json.dumps(value).encode())
    parts = [{"reasoning": "Let me", "reasoning_details": _DETAIL_PARTS[0]}]
    parts += [{"reasoning_details": part} for part in _DETAIL_PARTS[1:]]
    events = [*(event(part) for part in parts), event(delta), event({}, "stop"), DONE]
    return fixed_response("200 OK", b"".join(events), content_type="text/event-stream")


@pytest.mark.parametrize("streams", [False, True])
@pytest.mark.parametrize("calls", [False, True])
async def test_reasoning_details_are_returned_to_the_upstream(
    tmp_path: Path, calls: bool, streams: bool
) -> None:
    async with stack(f"sqlite:///{tmp_path}/test.db", _details_script(calls=calls, streams=streams)) as s:
        first: dict[str, Any] = {"model": "m", "input": "x", "tools": _TOOLS}
        if streams:
            events = [event async for event in await s.sdk.responses.create(**first, stream=True)]
            response = events[-1].response
        else:
            response = await s.sdk.responses.create(**first)
        items = [item.to_dict() for item in response.output]
        assert [item.get("reasoning_details") for item in items][-1] == _DETAILS
        more = [_OUTPUT] if calls else [{"role": "user", "content": "y"}]
        replayed = {**first, "input": [{"role": "user", "content": "x"}, *items, *more]}
        chained = {**first, "input": more, "previous_response_id": response.id}
        for second in (replayed, chained):
            answer = await s.client.post("/responses", json=second)
            assert answer.status_code == 200
            assert "x-llm-backend-unknown-fields" not in answer.headers
            [message] = [each for each in s.upstream_bodies[-1]["messages"] if each["role"] == "assistant"]
            assert message["reasoning_details"] == _DETAILS


async def test_call_extras_of_another_upstream_are_not_sent(tmp_path: Path) -> None:
    script = fixed_response("200 OK", _completion())
    entries = {"one": 'models = ["m"]', "two": 'models = ["n"]'}
    url = f"sqlite:///{tmp_path}/test.db"
    await asyncio.to_thread(upgrade, url)
    async with several_upstreams(tmp_path, entries, {"one": script, "two": script}, database_url=url) as s:
        first = {"model": "m", "input": "x", "tools": _TOOLS}
        response = (await s.client.post("/responses", json=first)).json()
        second = {**first, "model": "n", "input": [_OUTPUT], "previous_response_id": response["id"]}
        assert (await s.client.post("/responses", json=second)).status_code == 200
        assert _returned(json.loads(s.upstreams["two"].requests[-1].body)) == [None]
