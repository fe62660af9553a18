"""Deltas are padded where the client requests it, and only there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.both_apis import Answer
from tests.support.fake_upstream import FakeUpstream, Writer, write_chunk, write_stream_head
from tests.support.native import native_event, native_stack
from tests.support.stack import stack

_TEXTS = ("H", "ello, ", "this is a longer piece of the text")


async def _chat(fake: FakeUpstream, writer: Writer) -> None:
    del fake
    write_stream_head(writer)
    for text in (*_TEXTS, None):
        choice = {
            "index": 0,
            "delta": {"content": text} if text else {},
            "finish_reason": None if text else "stop",
        }
        chunk = {
            "id": "c",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "m",
            "choices": [choice],
        }
        write_chunk(writer, b"data: " + json.dumps(chunk).encode() + b"\n\n")
    write_chunk(writer, b"data: [DONE]\n\n")
    write_chunk(writer, b"")


@pytest.mark.parametrize("options", [{"include_obfuscation": True}, {"include_obfuscation": False}, None])
async def test_stream_deltas_are_padded_to_blocks_if_requested(database: str, options: Any) -> None:
    async with stack(database, _chat) as s:
        body = {"model": "m", "input": "Hi", "stream": True, "stream_options": options}
        answer = await s.client.post("/responses", json=body)
    data = [line.removeprefix("data: ") for line in answer.text.split("\n") if line.startswith("data: ")]
    deltas = [line for line in data if json.loads(line)["type"].endswith(".delta")]
    assert [json.loads(line)["delta"] for line in deltas] == list(_TEXTS)
    padded = bool(options and options["include_obfuscation"])
    assert [("obfuscation" in json.loads(line)) for line in data] == [
        padded and line in deltas for line in data
    ]
    if padded:
        assert {len(line.encode()) % 32 for line in deltas} == {0}


async def test_background_deltas_are_padded_for_the_reader_that_requests_it(database: str) -> None:
    async with stack(database, _chat) as s:
        body = {"model": "m", "input": "Hi", "stream": True, "background": True}
        first = await s.client.post(
            "/responses", json={**body, "stream_options": {"include_obfuscation": True}}
        )
        url = f"/responses/{_events(first.text)[0]['response']['id']}"
        padded = await s.client.get(url, params={"stream": "true", "include_obfuscation": "true"})
        beta = await s.client.get(
            url, params={"stream": "true", "include_obfuscation": "true", "beta": "true"}
        )
        plain = await s.client.get(url, params={"stream": "true"})
    for answer, is_padded in ((first, True), (padded, True), (beta, True), (plain, False)):
        events = _events(answer.text)
        deltas = [event for event in events if event["type"].endswith(".delta")]
        assert "".join(event["delta"] for event in deltas) == "".join(_TEXTS)
        assert all(("obfuscation" in event) is (is_padded and event in deltas) for event in events)


@pytest.mark.parametrize(("theirs", "ours"), [({}, False), ({"obfuscation": "xyz"}, True)])
async def test_native_deltas_are_padded_unless_the_upstream_has_padded_them(
    tmp_path: Path, theirs: dict[str, str], ours: bool
) -> None:
    place = {"item_id": "msg_0", "output_index": 0, "content_index": 0}
    text = 'a "obfuscation":" b'
    item = {
        "type": "message", "id": "msg_0", "role": "assistant", "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": [], "logprobs": []}],
    }  # fmt: skip
    packets = [
        native_event("response.output_item.added", output_index=0, item={**item, "content": []}),
        native_event("response.content_part.added", **place, part={"type": "output_text", "text": ""}),
        native_event("response.output_text.delta", **place, delta=text, **theirs),
        native_event("response.output_text.done", **place, text=text),
        native_event("response.output_item.done", output_index=0, item=item),
        native_event("response.completed", response={"id": "r", "status": "completed", "output": [item]}),
    ]
    async with native_stack(tmp_path, Answer(packets).script()) as s:
        body = {"model": "m", "input": "Hi", "stream": True, "stream_options": {"include_obfuscation": True}}
        answer = await s.client.post("/responses", json=body)
    delta = next(event for event in _events(answer.text) if event["type"].endswith(".delta"))
    assert delta["delta"] == text
    assert delta["obfuscation"]
    assert (delta["obfuscation"] == "xyz") is ours


def _events(text: str) -> list[dict[str, Any]]:
    lines = [line for line in text.split("\n") if line.startswith("data: ")]
    return [json.loads(line.removeprefix("data: ")) for line in lines]
