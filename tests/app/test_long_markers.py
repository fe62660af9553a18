"""No marker of a long text is read as the text, and none leaves the server."""

from __future__ import annotations

import json
import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.support.fake_upstream import COMPLETION, FakeUpstream, Script, Writer, fixed_response
from tests.support.several_upstreams import SeveralUpstreams, several_upstreams
from tests.support.streams import event
from tests.support.summarising import SUMMARY, asks_for_summary
from tests.support.upstream_scripts import content_event

# Over the size at which a text gets a marker, in bodies over the size at which they are shortened.
_LONG = 'one "two" \\ \n\N{GRINNING FACE}é ' * 20_000
_SECRET = "sk-operator-canary-0001"
_CHAT: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
_SHELL = {"type": "shell", "environment": {"type": "local"}}


def _completion(*, usage: bool = True, **message: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(COMPLETION)
    value["choices"][0]["message"] |= message
    if not usage:
        del value["usage"]
    return value


def _body(value: Any, **options: Any) -> Script:
    return fixed_response("200 OK", json.dumps(value, **options).encode())


def _events(*deltas: Any) -> Script:
    """A stream with an event for each delta."""

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
        for packet in (*map(event, deltas), content_event("", "stop"), b"data: [DONE]\n\n"):
            writer.write(packet)
            await writer.drain()

    return script


def _call(name: str, arguments: Any) -> dict[str, Any]:
    function = {"name": name, "arguments": arguments}
    return {"tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": function}]}


async def _respond(s: SeveralUpstreams, **fields: Any) -> dict[str, Any]:
    answered = await s.client.post("/responses", json={"model": "m", "input": "Hello", **fields})
    assert answered.status_code == 200, answered.text[:1000]
    response: dict[str, Any] = answered.json()
    return response


def _data(text: str) -> list[Any]:
    return [json.loads(line[6:]) for line in text.split("\n") if line.startswith("data: {")]


@pytest.mark.parametrize("sent", ["body", "event", "parsed arguments"])
@pytest.mark.parametrize(
    ("tool", "arguments", "member", "expected"),
    [
        ({"type": "custom", "name": "write"}, {"input": _LONG}, "input", _LONG),
        (
            _SHELL,
            {"commands": [_LONG]},
            "action",
            {"commands": [_LONG], "timeout_ms": None, "max_output_length": None},
        ),
        (
            {"type": "apply_patch"},
            {"operation": "update_file", "path": "a.txt", "diff": _LONG},
            "operation",
            {"type": "update_file", "path": "a.txt", "diff": _LONG},
        ),
    ],
    ids=["custom", "shell", "apply_patch"],
)
async def test_long_arguments_of_a_declared_tool_are_read(
    tmp_path: Path, sent: str, tool: dict[str, Any], arguments: Any, member: str, expected: Any
) -> None:
    call = _call(tool.get("name", tool["type"]), arguments if "parsed" in sent else json.dumps(arguments))
    script = _events(call) if sent == "event" else _body(_completion(content=None, **call))
    async with several_upstreams(tmp_path, {"one": ""}, {"one": script}) as s:
        response = await _respond(s, tools=[tool])
        stored = (await s.client.get(f"/responses/{response['id']}")).json()
    assert stored == response
    [item] = response["output"]
    assert (item["type"], item[member]) == (f"{tool['type']}{'_tool' * (tool['type'] == 'custom')}_call", expected)


@pytest.mark.parametrize("store", [True, False])
async def test_long_reasoning_is_sealed_as_it_is(tmp_path: Path, store: bool) -> None:
    script = _body(_completion(reasoning_content=_LONG))
    entries = {"one": 'reasoning_field = "reasoning_content"'}
    async with several_upstreams(tmp_path, entries, {"one": script}) as s:
        response = await _respond(s, include=["reasoning.encrypted_content"], store=store)
        reasoning = {**response["output"][0], "content": []}
        await _respond(s, input=[reasoning, response["output"][1], {"role": "user", "content": "More"}])
        sent = json.loads(s.upstreams["one"].requests[-1].body)["messages"]
    assert sent[0]["reasoning_content"] == _LONG


@pytest.mark.parametrize("holder", ["previous_response_id", "conversation"])
async def test_estimate_counts_the_long_texts_of_a_history(tmp_path: Path, holder: str) -> None:
    script = _body(_completion(content=_LONG, usage=False))
    async with several_upstreams(tmp_path, {"one": ""}, {"one": script}) as s:
        more = {}
        if holder == "conversation":
            more = {holder: (await s.client.post("/conversations", json={})).json()["id"]}
        first = await _respond(s, **more)
        following = more or {holder: first["id"]}
        second = await _respond(s, input="More", **following)
    assert second["usage"]["input_tokens"] > first["usage"]["output_tokens"]


async def test_estimate_of_a_long_text_does_not_depend_on_its_escapes(tmp_path: Path) -> None:
    tokens = []
    for ascii_only in (True, False):
        script = _body(_completion(content="été " * 30_000, usage=False), ensure_ascii=ascii_only)
        async with several_upstreams(tmp_path, {"one": ""}, {"one": script}) as s:
            tokens.append((await _respond(s))["usage"]["output_tokens"])
    assert tokens[0] == tokens[1]


@pytest.mark.parametrize("api", ["chat", "responses", "background"])
async def test_long_error_in_a_stream_has_no_marker_and_no_secret(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, api: str
) -> None:
    caplog.set_level(logging.INFO)
    message = f"Bad key {_SECRET}. " + "word " * 80_000

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
        writer.write(content_event("Hi") + b"data: " + json.dumps({"error": {"message": message}}).encode() + b"\n\n")
        await writer.drain()

    key = tmp_path / "key"
    key.write_text(_SECRET, encoding="utf-8")
    database = tmp_path / "own.db"
    from app.storage.schema import upgrade

    upgrade(f"sqlite:///{database}")
    entries = {"one": f'key_file = "{key}"'}
    async with several_upstreams(
        tmp_path, entries, {"one": script}, database_url=f"sqlite:///{database}"
    ) as s:
        if api == "chat":
            answered = (await s.client.post("/chat/completions", json=_CHAT | {"stream": True})).text
        else:
            fields = {"model": "m", "input": "Hello", "stream": True, "background": api == "background"}
            answered = (await s.client.post("/responses", json=fields)).text
    dumped = "\n".join(sqlite3.connect(database).iterdump())
    assert "Bad key *" in answered
    for text in (answered, dumped, caplog.text):
        assert _SECRET not in text
        assert len(max(text.split("word "), key=len)) < 20_000
    assert "error: Bad key *" in dumped
