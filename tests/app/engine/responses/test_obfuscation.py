"""Deltas are padded where the client requests it, and only there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.fake_upstream import FakeUpstream, Writer, write_chunk, write_stream_head
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
