"""Events of an upstream with its own `/responses`, in every format of server-sent events."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.fake_upstream import FakeUpstream, Writer, fake_upstream, write_chunk, write_stream_head
from tests.support.stack import stack

_PART = {"type": "output_text", "text": "", "annotations": [], "logprobs": []}
_PLACE = {"item_id": "msg_0", "output_index": 0, "content_index": 0}
_ITEM = {"type": "message", "id": "msg_0", "role": "assistant", "status": "in_progress", "content": []}
_DONE = {**_ITEM, "status": "completed", "content": [{**_PART, "text": "one, two"}]}
_EVENTS: list[tuple[str, dict[str, Any]]] = [
    ("response.output_item.added", {"output_index": 0, "item": _ITEM}),
    ("response.content_part.added", {**_PLACE, "part": _PART}),
    ("response.output_text.delta", {**_PLACE, "delta": "one, ", "logprobs": []}),
    ("response.output_text.delta", {**_PLACE, "delta": "two", "logprobs": []}),
    ("response.output_text.done", {**_PLACE, "text": "one, two", "logprobs": []}),
    ("response.content_part.done", {**_PLACE, "part": _DONE["content"][0]}),
    ("response.output_item.done", {"output_index": 0, "item": _DONE}),
    ("response.completed", {"response": {"id": "resp_theirs", "status": "completed", "output": [_DONE]}}),
]

Write = Callable[[str, str], str]
_WAYS: dict[str, Write] = {
    "name first": lambda name, data: f"event: {name}\ndata: {data}\n\n",
    "no name": lambda name, data: f"data: {data}\n\n",
    "name last": lambda name, data: f"data: {data}\nevent: {name}\n\n",
    "an id between": lambda name, data: f"event: {name}\nid: 7\ndata: {data}\n\n",
    "an id last": lambda name, data: f"event: {name}\ndata: {data}\nid: 7\n\n",
    "a name alone": lambda name, data: f"event: ping\n\nevent: {name}\ndata: {data}\n\n",
    "data in lines": lambda name, data: f"event: {name}\ndata: {{\ndata: {data[1:]}\n\n",
    "a comment": lambda name, data: f": ping\nevent: {name}\ndata: {data}\n\n",
    "no spaces": lambda name, data: f"event:{name}\ndata:{data}\n\n",
}


@pytest.mark.parametrize("write", _WAYS.values(), ids=_WAYS)
async def test_native_stream_any_event_format_is_read(tmp_path: Path, write: Write) -> None:
    events = await _client_events(tmp_path, _EVENTS, write)
    assert [event["type"] for event in events[2:]] == [kind for kind, _ in _EVENTS]
    assert [event["delta"] for event in events if "delta" in event] == ["one, ", "two"]
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    assert events[-1]["response"]["output"] == [_DONE]


async def test_native_stream_item_without_index_is_stored(tmp_path: Path) -> None:
    placed = [
        (kind, {**fields, "output_index": "here"} if kind.endswith("item.done") else fields)
        for kind, fields in _EVENTS[:-1]
    ]
    events = await _client_events(tmp_path, placed, _WAYS["name first"], validate=False)
    assert events[-1]["type"] == "response.failed"
    assert events[-1]["response"]["output"] == [_DONE]


@pytest.mark.parametrize(
    ("code", "reported"), [("rate_limit_exceeded", "rate_limit_exceeded"), ("odd", "server_error")]
)
async def test_native_stream_error_code_outside_the_contract_becomes_server_error(
    tmp_path: Path, code: str, reported: str
) -> None:
    error = ("error", {"code": code, "message": "Too much.", "param": None})
    events = await _client_events(tmp_path, [error], _WAYS["name first"])
    assert events[-1]["type"] == "response.failed"
    assert events[-1]["response"]["error"]["code"] == reported


async def _client_events(
    folder: Path, events: list[tuple[str, dict[str, Any]]], write: Write, *, validate: bool = True
) -> list[dict[str, Any]]:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        for number, (kind, fields) in enumerate(events):
            write_chunk(
                writer,
                write(kind, json.dumps({"type": kind, "sequence_number": number + 40, **fields})).encode(),
            )
        write_chunk(writer, b"")

    async with fake_upstream(script) as fake:
        file = folder / "upstreams.toml"
        file.write_text(f'[[upstream]]\nname = "native"\nurl = "{fake.url}"\nresponses = "native"\n')
        async with stack(f"sqlite:///{folder}/test.db", validate=validate, upstreams_file=str(file)) as s:
            answered = await s.client.post("/responses", json={"model": "m", "input": "x", "stream": True})
    return [
        json.loads(line.removeprefix("data: "))
        for line in answered.text.split("\n")
        if line.startswith("data: ")
    ]
