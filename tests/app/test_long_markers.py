"""No marker of a long text is read as the text, and none leaves the server."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from app.storage.schema import upgrade
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
    assert (item["type"], item[member]) == (
        f"{tool['type']}{'_tool' * (tool['type'] == 'custom')}_call",
        expected,
    )


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
        writer.write(
            content_event("Hi") + b"data: " + json.dumps({"error": {"message": message}}).encode() + b"\n\n"
        )
        await writer.drain()

    key = tmp_path / "key"
    key.write_text(_SECRET, encoding="utf-8")
    database = tmp_path / "own.db"
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


@pytest.mark.parametrize("member", ["message", "code", "param"])
async def test_long_error_of_a_forwarded_answer_has_no_marker(tmp_path: Path, member: str) -> None:
    error = {"message": "No.", "type": "t", "code": "c", "param": "p", member: "word " * 80_000}
    async with several_upstreams(tmp_path, {"one": ""}, {"one": _body({"error": error})}) as s:
        forwarded = await s.client.post("/embeddings", json={"model": "m", "input": "Hello"})
        chat = await s.client.post("/chat/completions", json=_CHAT)
    for answered in (forwarded, chat):
        assert "word word" in answered.json()["error"][member]


@pytest.mark.parametrize("streams", [False, True])
async def test_long_text_between_fragments_of_json_is_not_escaped_again(
    tmp_path: Path, streams: bool
) -> None:
    arguments = json.dumps({"text": _LONG})
    fragments = ('{"text": "', arguments[10:-2], '"}')
    deltas = [_call("write", fragments[0])] + [
        {"tool_calls": [{"index": 0, "function": {"arguments": text}}]} for text in fragments[1:]
    ]
    async with several_upstreams(tmp_path, {"one": ""}, {"one": _events(*deltas)}) as s:
        response = await _respond(s, tools=[{"type": "function", "name": "write", "parameters": {}}])
        chat = await s.client.post("/chat/completions", json=_CHAT | {"stream": streams})
        [listed] = (await s.client.get("/chat/completions")).json()["data"]
    assert response["output"][0]["arguments"] == arguments
    assert listed["choices"][0]["message"]["tool_calls"][0]["function"]["arguments"] == arguments
    if not streams:
        assert chat.json()["choices"][0]["message"] == listed["choices"][0]["message"]


@pytest.mark.parametrize("before", [65_490, 65_505, 65_515, 65_535])
async def test_long_text_behind_one_that_is_nearly_long_has_no_marker(tmp_path: Path, before: int) -> None:
    """A marker may begin in one piece of 64 KiB and end in the next."""
    texts = ["a" * before, _LONG]
    script = _body(_completion(content=[{"type": "text", "text": text} for text in texts]))
    async with several_upstreams(tmp_path, {"one": ""}, {"one": script}) as s:
        answered = await s.client.post("/chat/completions", json=_CHAT)
        response = await _respond(s)
    assert answered.json()["choices"][0]["message"]["content"] == "".join(texts)
    assert response["output"][0]["content"][0]["text"] == "".join(texts)


async def test_indented_long_arrays_become_events_of_one_line(tmp_path: Path) -> None:
    tokens = [f'"{number}"\n' for number in range(4_000)]
    logprobs = {
        "tokens": tokens,
        "token_logprobs": [-1e-05] * len(tokens),
        "top_logprobs": [{token: -1e-05} for token in tokens],
        "text_offset": [*range(len(tokens))],
    }
    choice = {"index": 0, "text": "".join(tokens), "finish_reason": "stop", "logprobs": logprobs}
    value = {"id": "c", "object": "text_completion", "created": 1, "model": "m", "choices": [choice]}
    script = _body(value, indent=2)
    async with several_upstreams(tmp_path, {"one": ""}, {"one": script}) as s:
        body = {"model": "m", "prompt": "Hello", "stream": True, "logprobs": 1}
        answered = (await s.client.post("/completions", json=body)).text
    assert all(line.startswith("data: ") for line in answered.split("\n") if line)
    [choices] = [chunk["choices"][0] for chunk in _data(answered) if chunk["choices"][0]["text"]]
    assert (choices["text"], choices["logprobs"]) == (choice["text"], logprobs)


@pytest.mark.parametrize("streams", [False, True])
@pytest.mark.parametrize("indent", [None, 1])
async def test_long_id_and_model_are_stored_as_they_are(
    tmp_path: Path, streams: bool, indent: int | None
) -> None:
    database = tmp_path / "own.db"
    upgrade(f"sqlite:///{database}")
    script = _body({**_completion(), "id": "i" * 150_000, "model": "m" * 150_000}, indent=indent)
    async with several_upstreams(
        tmp_path, {"one": ""}, {"one": script}, database_url=f"sqlite:///{database}"
    ) as s:
        await s.client.post("/chat/completions", json=_CHAT | {"stream": streams})
        await _respond(s, background=False)
    with sqlite3.connect(database) as connection:
        ids = connection.execute(
            "SELECT provider_id FROM usage_records UNION ALL SELECT provider_id FROM chat_completions "
            "UNION ALL SELECT provider_id FROM responses"
        ).fetchall()
        models = connection.execute("SELECT model FROM chat_completions").fetchall()
    assert (ids, models) == ([("i" * 150_000,)] * 4, [("m" * 150_000,)])


def _managed(fake_texts: list[str]) -> Script:
    """Answers with a long text first, then briefly; summaries when asked."""

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        body = json.loads(fake.current_request.body)
        text = SUMMARY if asks_for_summary(body) else fake_texts.pop(0)
        await _body(_completion(content=text, usage=False))(fake, writer)

    return script


@pytest.mark.parametrize("holder", ["previous_response_id", "conversation"])
async def test_context_management_counts_and_sends_a_long_history_whole(
    tmp_path: Path, database: str, holder: str
) -> None:
    await asyncio.to_thread(upgrade, database)
    managed = [{"type": "compaction", "compact_threshold": 20_000}]
    script = _managed([_LONG, "Short.", "Shorter."])
    async with several_upstreams(tmp_path, {"one": ""}, {"one": script}, database_url=database) as s:
        more = {}
        if holder == "conversation":
            more = {holder: (await s.client.post("/conversations", json={})).json()["id"]}
        first = await _respond(s, **more)
        # Fewer tokens than the threshold as a marker, more as the text.
        second = await _respond(
            s, input="More", context_management=managed, **(more or {holder: first["id"]})
        )
        third = await _respond(
            s, input="Again", context_management=managed, **(more or {holder: second["id"]})
        )
        bodies = [json.loads(request.body) for request in s.upstreams["one"].requests]
    assert [item["type"] for item in second["output"]] == ["compaction", "message"]
    assert [item["type"] for item in third["output"]] == ["message"]
    assert [asks_for_summary(body) for body in bodies] == [False, True, False, False]
    assert [message["content"] for message in bodies[1]["messages"][:2]] == ["Hello", _LONG]
    assert [message["content"] for message in bodies[2]["messages"][:2]] == ["Hello", "More"]
    assert bodies[2]["messages"][2]["content"].endswith(SUMMARY)
    assert second["usage"]["input_tokens"] < first["usage"]["output_tokens"]
