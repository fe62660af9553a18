"""A long answer reaches the client and the database as the upstream sent it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from app.storage.schema import upgrade
from tests.support.fake_upstream import COMPLETION, FakeUpstream, Script, Writer, fixed_response
from tests.support.several_upstreams import several_upstreams
from tests.support.upstream_scripts import content_event

# Over the size at which texts are moved to a file.
_TEXT = '\N{GRINNING FACE} "one\\two"\n\t' * 500_000
_CHAT: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}


def _completion(**message: Any) -> bytes:
    value = json.loads(COMPLETION)
    value["choices"][0]["message"] |= message
    return json.dumps(value).encode()


async def _stream(fake: FakeUpstream, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
    for start in range(0, len(_TEXT), 50_001):
        writer.write(content_event(_TEXT[start : start + 50_001]))
        await writer.drain()
    writer.write(content_event("", "stop") + b"data: [DONE]\n\n")
    await writer.drain()


_SCRIPTS: dict[str, Script] = {
    "body": fixed_response("200 OK", _completion(content=_TEXT)),
    "stream": _stream,
}


@pytest.mark.parametrize("sent", _SCRIPTS)
@pytest.mark.parametrize("streams", [False, True])
async def test_long_chat_is_sent_and_stored_unchanged(
    tmp_path: Path, database: str, sent: str, streams: bool
) -> None:
    await asyncio.to_thread(upgrade, database)
    async with several_upstreams(tmp_path, {"one": ""}, {"one": _SCRIPTS[sent]}, database_url=database) as s:
        answered = await s.client.post("/chat/completions", json=_CHAT | {"stream": streams})
        [listed] = (await s.client.get("/chat/completions")).json()["data"]
    if streams:
        events = [json.loads(line[6:]) for line in answered.text.split("\n") if line.startswith("data: {")]
        assert "".join(e["choices"][0]["delta"].get("content") or "" for e in events) == _TEXT
    else:
        assert answered.json()["choices"][0]["message"]["content"] == _TEXT
    assert listed["choices"][0]["message"]["content"] == _TEXT
    assert listed["usage"]["completion_tokens"] > 0 if sent == "body" else "usage" not in listed


@pytest.mark.parametrize("sent", _SCRIPTS)
@pytest.mark.parametrize("more", [{}, {"stream": True}, {"conversation": True}, {"background": True}])
async def test_long_response_is_sent_and_stored_unchanged(
    tmp_path: Path, database: str, sent: str, more: dict[str, Any]
) -> None:
    await asyncio.to_thread(upgrade, database)
    async with several_upstreams(tmp_path, {"one": ""}, {"one": _SCRIPTS[sent]}, database_url=database) as s:
        if "conversation" in more:
            more = {"conversation": (await s.client.post("/conversations", json={})).json()["id"]}
        answered = await s.client.post("/responses", json={"model": "m", "input": "Hello", **more})
        if "stream" in more:
            last = [line for line in answered.text.split("\n") if line.startswith("data: {")][-1]
            response = json.loads(last[6:])["response"]
        else:
            response = answered.json()
        for _ in range(200):
            found = (await s.client.get(f"/responses/{response['id']}")).json()
            if found["status"] not in ("queued", "in_progress"):
                break
            await asyncio.sleep(0.1)
        previous = {"model": "m", "input": "More", "previous_response_id": response["id"], "store": False}
        assert (await s.client.post("/responses", json=previous)).status_code == 200
        sent_on = json.loads(s.upstreams["one"].requests[-1].body)["messages"]
    assert found["output"][0]["content"][0]["text"] == _TEXT
    if "background" not in more:
        assert response == found
    assert [message["content"] for message in sent_on] == ["Hello", _TEXT, "More"]


async def test_answer_in_several_parts_has_no_marker(tmp_path: Path) -> None:
    """Its text is put together, and is longer than what is held as a string."""
    script = fixed_response("200 OK", _completion(content=[{"type": "text", "text": "x" * 9_000}] * 2))
    async with several_upstreams(tmp_path, {"one": ""}, {"one": script}) as s:
        answered = await s.client.post("/chat/completions", json=_CHAT)
    assert answered.json()["choices"][0]["message"]["content"] == "x" * 18_000


async def test_long_tool_arguments_that_are_an_object_become_text(tmp_path: Path) -> None:
    call = {"id": "c", "type": "function", "function": {"name": "f", "arguments": {"code": _TEXT}}}
    script = fixed_response("200 OK", _completion(content=None, tool_calls=[call]))
    async with several_upstreams(tmp_path, {"one": ""}, {"one": script}) as s:
        answered = await s.client.post("/chat/completions", json=_CHAT)
    [call] = answered.json()["choices"][0]["message"]["tool_calls"]
    assert json.loads(call["function"]["arguments"]) == {"code": _TEXT}


@pytest.mark.parametrize("path", ["/chat/completions", "/responses"])
async def test_long_message_of_an_error_is_readable(tmp_path: Path, path: str) -> None:
    script = fixed_response("200 OK", json.dumps({"error": {"message": "No room. " * 100_000}}).encode())
    body = _CHAT if path == "/chat/completions" else {"model": "m", "input": "Hello"}
    async with several_upstreams(tmp_path, {"one": ""}, {"one": script}) as s:
        answered = await s.client.post(path, json=body)
    assert answered.status_code == 502
    assert "No room. No room. " in answered.json()["error"]["message"]
    assert len(answered.json()["error"]["message"]) <= 2_000
