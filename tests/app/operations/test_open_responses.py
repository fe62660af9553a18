"""Strict clients of the OpenResponses specification read every response, whatever the upstream speaks."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.support.fake_upstream import (
    FakeUpstream,
    Writer,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.native import native_event, native_stack
from tests.support.open_responses import compaction_faults, event_faults, response_faults
from tests.support.response_events import read_frames
from tests.support.stack import Stack, stack
from tests.support.streams import event

_PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
    "RU5ErkJggg=="
)
_WEATHER = {
    "type": "function",
    "name": "weather",
    "description": "The weather of a place",
    "parameters": {
        "type": "object",
        "properties": {"place": {"type": "string"}},
        "required": ["place"],
    },
}
_BARE = {"type": "function", "name": "weather"}


def _message(role: str, content: Any, **more: Any) -> dict[str, Any]:
    return {"type": "message", "role": role, "content": content, **more}


_REQUESTS: dict[str, dict[str, Any]] = {
    "basic": {"input": [_message("user", "Say hello.")]},
    "system prompt": {"input": [_message("system", "You are a pirate."), _message("user", "Say hello.")]},
    "tool call": {"input": [_message("user", "What is the weather in Rome?")], "tools": [_WEATHER]},
    "tool without members": {"input": [_message("user", "The weather?")], "tools": [_BARE]},
    "image": {
        "input": [
            _message(
                "user",
                [
                    {"type": "input_text", "text": "What is in this image?"},
                    {"type": "input_image", "image_url": _PIXEL},
                ],
            )
        ]
    },
    "multi-turn": {
        "input": [
            _message("user", "My name is Alice."),
            _message("assistant", "Hello Alice!"),
            _message("user", "What is my name?"),
        ]
    },
    "phases": {
        "input": [
            _message("assistant", "I should look.", phase="commentary"),
            _message("assistant", "It is four.", phase="final_answer"),
            _message("user", "Repeat the number."),
        ]
    },
}


async def _chat(fake: FakeUpstream, writer: Writer) -> None:
    """An upstream that has chat completions only; it calls the first tool."""
    sent = json.loads(fake.current_request.body)
    call = {"id": "c1", "type": "function", "function": {"name": "weather", "arguments": '{"place": "Rome"}'}}
    delta: dict[str, Any] = {"content": "Hello"}
    if "tools" in sent:
        delta = {"content": None, "tool_calls": [call]}
    usage = {"prompt_tokens": 3, "completion_tokens": 5, "total_tokens": 8}
    finish = "tool_calls" if "tools" in sent else "stop"
    if sent.get("stream"):
        if "tools" in sent:
            delta["tool_calls"] = [{**call, "index": 0}]
        write_stream_head(writer)
        for packet in (event(delta), event({}, finish, usage=usage), b"data: [DONE]\n\n", b""):
            write_chunk(writer, packet)
        return
    choice = {"index": 0, "message": {"role": "assistant", **delta}, "finish_reason": finish}
    completion = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    await fixed_response("200 OK", json.dumps({**completion, "usage": usage}).encode())(fake, writer)


async def _native(fake: FakeUpstream, writer: Writer) -> None:
    """An upstream with `/responses` that leaves out what it can, and has the time in fractions."""
    sent = json.loads(fake.current_request.body)
    item: dict[str, Any] = {"type": "message", "role": "assistant", "content": [{"type": "output_text"}]}
    item["content"][0]["text"] = "Hello"
    if "tools" in sent:
        item = {"type": "function_call", "call_id": "c1", "name": "weather", "arguments": "{}"}
    usage = {"input_tokens": 3, "output_tokens": 5}
    final: dict[str, Any] = {"id": "resp_up", "status": "completed", "output": [item], "usage": usage}
    if "tools" in sent:
        final |= {"tools": sent["tools"], "presence_penalty": None, "frequency_penalty": "0"}
        final["completed_at"] = 1_700_000_000.75
    if not sent.get("stream"):
        await fixed_response("200 OK", json.dumps(final).encode())(fake, writer)
        return
    write_stream_head(writer)
    write_chunk(writer, native_event("response.output_item.done", output_index=0, item=item))
    write_chunk(writer, native_event("response.completed", response=final))
    write_chunk(writer, b"")


_Start = Callable[[Path], AbstractAsyncContextManager[Stack]]
_UPSTREAMS: dict[str, _Start] = {
    "built-in": lambda folder: stack(f"sqlite:///{folder}/state.db"),
    "chat": lambda folder: stack(f"sqlite:///{folder}/state.db", _chat),
    # Its stream lacks the events of the items, which cannot be added.
    "native": lambda folder: native_stack(folder, _native, validate=False),
}


@pytest.fixture(params=_UPSTREAMS)
async def served(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stack]:
    async with _UPSTREAMS[request.param](tmp_path) as found:
        yield found


async def test_response_is_what_strict_clients_read(served: Stack) -> None:
    for name, request in _REQUESTS.items():
        answer = await served.client.post("/responses", json={"model": "gpt-4", **request})
        assert answer.status_code == 200, (name, answer.text)
        response = answer.json()
        assert response_faults(response) == [], name
        _assert_complete(response, request)
        stored = await served.client.get(f"/responses/{response['id']}")
        assert stored.json() == response, name


async def test_stream_is_what_strict_clients_read(served: Stack) -> None:
    for name, request in _REQUESTS.items():
        answer = await served.client.post("/responses", json={"model": "gpt-4", **request, "stream": True})
        events = read_frames(answer.content)
        assert [fault for event in events for fault in event_faults(event)] == [], name
        assert [event["response"]["usage"] for event in events[:2]] == [None, None], name
        _assert_complete(events[-1]["response"], request)


async def test_queued_response_is_what_strict_clients_read(served: Stack) -> None:
    request = {"model": "gpt-4", "background": True, **_REQUESTS["tool call"]}
    queued = (await served.client.post("/responses", json=request)).json()
    assert (queued["status"], queued["usage"], response_faults(queued)) == ("queued", None, [])
    replay = await served.client.get(f"/responses/{queued['id']}", params={"stream": "true"})
    events = read_frames(replay.content)
    assert [fault for event in events for fault in event_faults(event)] == []
    _assert_complete(events[-1]["response"], request)


def _assert_complete(response: dict[str, Any], request: dict[str, Any]) -> None:
    assert response["status"] == "completed"
    assert (response["presence_penalty"], response["frequency_penalty"]) == (0, 0)
    assert type(response["completed_at"]) is int
    kinds = [item["type"] for item in response["output"]]
    assert ("function_call" if "tools" in request else "message") in kinds
    for tool in response["tools"]:
        sent = next(found for found in request["tools"] if found["name"] == tool["name"])
        assert tool == {"description": None, "parameters": None, "strict": False, **sent}


def test_strict_client_finds_what_a_response_lacks() -> None:
    """The support itself: each of these was missing once."""
    assert {fault.rpartition(": ")[0] for fault in response_faults({"completed_at": 1.5})} >= {
        "response.completed_at", "response.presence_penalty", "response.usage", "response.tools"
    }  # fmt: skip
    assert event_faults({"type": "response.created", "sequence_number": 0}) == [
        "response.created.response: missing"
    ]
    assert event_faults({"type": "ping"}) == ["an unknown event ping"]


@pytest.mark.parametrize("start", ["built-in", "chat"])
async def test_compaction_is_what_strict_clients_read_and_begins_a_new_chain(
    tmp_path: Path, start: str
) -> None:
    async with _UPSTREAMS[start](tmp_path) as s:
        talk = _REQUESTS["multi-turn"]["input"]
        compacted = (await s.client.post("/responses/compact", json={"model": "gpt-4", "input": talk})).json()
        assert compaction_faults(compacted) == []
        assert [item["type"] for item in compacted["output"]] == ["message", "message", "compaction"]
        given = [*compacted["output"], _message("user", "Go on.")]
        fresh = await s.client.post("/responses", json={"model": "gpt-4", "input": given, "store": False})
        assert response_faults(fresh.json()) == []
        assert fresh.json()["status"] == "completed"


async def test_compaction_without_model_is_400(served: Stack) -> None:
    answer = await served.client.post("/responses/compact", json={"input": [_message("user", "Hi")]})
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "model")
