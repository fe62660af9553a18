"""A long answer reaches the client and the database as the upstream sent it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from app.storage.schema import upgrade
from tests.support.fake_upstream import COMPLETION, FakeUpstream, Script, Writer, fixed_response
from tests.support.rows import query_rows
from tests.support.several_upstreams import several_upstreams
from tests.support.streams import framed
from tests.support.upstream_scripts import content_event

# Over the size at which texts are moved to a file.
_TEXT = '\N{GRINNING FACE} "one\\two"\n\t' * 500_000
_CHAT: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}


def _completion(**message: Any) -> bytes:
    value = json.loads(COMPLETION)
    value["choices"][0]["message"] |= message
    return json.dumps(value).encode()


def _packets(*packets: bytes) -> Script:
    """A script that streams these, and the end."""

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
        for packet in (*packets, content_event("", "stop") + b"data: [DONE]\n\n"):
            writer.write(packet)
            await writer.drain()

    return script


_SCRIPTS: dict[str, Script] = {
    "body": fixed_response("200 OK", _completion(content=_TEXT)),
    "stream": _packets(
        *(content_event(_TEXT[start : start + 50_001]) for start in range(0, len(_TEXT), 50_001))
    ),
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


@pytest.mark.parametrize("before", [0, 3])
async def test_long_event_is_sent_and_stored_unchanged(tmp_path: Path, before: int) -> None:
    """Also one that looks like those before it, which pass without being parsed."""
    text = _TEXT[:300_000]
    script = _packets(*(content_event(text[start]) for start in range(before)), content_event(text[before:]))
    async with several_upstreams(tmp_path, {"one": ""}, {"one": script}) as s:
        chat = await s.client.post("/chat/completions", json=_CHAT | {"stream": True})
        [listed] = (await s.client.get("/chat/completions")).json()["data"]
        body = {"model": "m", "input": "Hello", "stream": True}
        response = _data((await s.client.post("/responses", json=body)).text)
    assert "".join(e["choices"][0]["delta"].get("content") or "" for e in _data(chat.text)) == text
    assert listed["choices"][0]["message"]["content"] == text
    deltas = [event["delta"] for event in response if event["type"] == "response.output_text.delta"]
    assert "".join(deltas) == text
    assert response[-1]["response"]["output"][0]["content"][0]["text"] == text


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


# As servers send them: most without `bytes`, one without its number.
_TOP = [{"token": f" {number}", "logprob": -1.5} for number in range(5)]
_TOKENS: list[dict[str, Any]] = [
    {"token": " é", "logprob": -0.5, "top_logprobs": _TOP},
    {"token": "x", "logprob": -1, "bytes": [120.0], "top_logprobs": None},
    {"token": "without a number"},
] * 800
_CLEAN_TOP = [{**top, "bytes": None} for top in _TOP]
_CLEAN: list[dict[str, Any]] = [
    {"token": " é", "logprob": -0.5, "bytes": None, "top_logprobs": _CLEAN_TOP},
    {"token": "x", "logprob": -1, "bytes": [120], "top_logprobs": []},
] * 800


def _with_bytes(token: dict[str, Any]) -> dict[str, Any]:
    return {**token, "bytes": [*token["token"].encode()]}


_OF_PART = [
    {**_with_bytes(token), "top_logprobs": [_with_bytes(top) for top in token["top_logprobs"]]}
    for token in _CLEAN
]
_OF_EVENT = [
    {name: token[name] for name in ("token", "logprob")}
    | {"top_logprobs": [{name: top[name] for name in ("token", "logprob")} for top in token["top_logprobs"]]}
    for token in _CLEAN
]


def _probable(text: str, tokens: list[dict[str, Any]], name: str = "delta") -> dict[str, Any]:
    logprobs = {"content": tokens, "refusal": None}
    finish = None if name == "delta" else "stop"
    choice = {
        "index": 0,
        name: {"role": "assistant", "content": text},
        "logprobs": logprobs,
        "finish_reason": finish,
    }
    chunk: dict[str, Any] = json.loads(COMPLETION)
    return chunk | {"choices": [choice]}


_PROBABLE: dict[str, Script] = {
    "body": fixed_response("200 OK", json.dumps(_probable("abc", _TOKENS, "message")).encode()),
    "one event": _packets(framed(_probable("abc", _TOKENS))),
    "events": _packets(
        *(
            framed(_probable("a" * (start == 0), _TOKENS[start : start + 3]))
            for start in range(0, len(_TOKENS), 3)
        )
    ),
    "long events": _packets(framed(_probable("a", _TOKENS[:1200])), framed(_probable("b", _TOKENS[1200:]))),
}


@pytest.mark.parametrize("sent", _PROBABLE)
@pytest.mark.parametrize("streams", [False, True])
async def test_long_probabilities_of_a_chat_are_clean(
    tmp_path: Path, database: str, sent: str, streams: bool
) -> None:
    await asyncio.to_thread(upgrade, database)
    async with several_upstreams(tmp_path, {"one": ""}, {"one": _PROBABLE[sent]}, database_url=database) as s:
        answered = await s.client.post("/chat/completions", json=_CHAT | {"stream": streams})
        [listed] = (await s.client.get("/chat/completions")).json()["data"]
    if streams:
        choices = [event["choices"][0] for event in _data(answered.text)]
        found = [token for choice in choices for token in (choice["logprobs"] or {}).get("content") or ()]
    else:
        found = answered.json()["choices"][0]["logprobs"]["content"]
    # No `==` in an assertion: pytest would describe the difference.
    is_same = found == _CLEAN, listed["choices"][0]["logprobs"] == {"content": _CLEAN, "refusal": None}
    assert is_same == (True, True)


@pytest.mark.parametrize("sent", _PROBABLE)
@pytest.mark.parametrize("streams", [False, True])
async def test_long_probabilities_of_a_chat_are_those_of_a_response(
    tmp_path: Path, database: str, sent: str, streams: bool
) -> None:
    await asyncio.to_thread(upgrade, database)
    body = {"model": "m", "input": "Hello", "include": ["message.output_text.logprobs"], "stream": streams}
    async with several_upstreams(tmp_path, {"one": ""}, {"one": _PROBABLE[sent]}, database_url=database) as s:
        answered = await s.client.post("/responses", json=body)
        response = _data(answered.text)[-1]["response"] if streams else answered.json()
        stored = (await s.client.get(f"/responses/{response['id']}")).json()
        again = await s.client.post("/responses", json=body | {"previous_response_id": response["id"]})
    is_same = [one["output"][0]["content"][0]["logprobs"] == _OF_PART for one in (response, stored)]
    assert is_same == [True, True]
    assert again.status_code == 200
    if streams:
        events = _data(answered.text)
        deltas = [event for event in events if event["type"] == "response.output_text.delta"]
        assert "".join(event["delta"] for event in deltas) == stored["output"][0]["content"][0]["text"]
        [done] = [event for event in events if event["type"] == "response.output_text.done"]
        joined = [token for event in deltas for token in event["logprobs"]]
        is_same = [joined == _OF_EVENT, done["logprobs"] == _OF_EVENT]
        assert is_same == [True, True]


async def test_long_embeddings_pass_with_their_usage(tmp_path: Path, database: str) -> None:
    await asyncio.to_thread(upgrade, database)
    one = {"object": "embedding", "index": 0, "embedding": [0.25] * 3000}
    usage = {"prompt_tokens": 7, "total_tokens": 7}
    body = json.dumps({"object": "list", "model": "m", "data": [one] * 100, "usage": usage}).encode()
    script = fixed_response("200 OK", body)
    async with several_upstreams(tmp_path, {"one": ""}, {"one": script}, database_url=database) as s:
        answered = await s.client.post("/embeddings", json={"model": "m", "input": "Hello"})
        rows = await asyncio.to_thread(query_rows, database, "SELECT input_tokens FROM usage_records")
    is_same = answered.content == body
    assert is_same
    assert [*map(tuple, rows)] == [(7,)]


def _data(stream: str) -> list[Any]:
    return [json.loads(line[6:]) for line in stream.split("\n") if line.startswith("data: {")]
