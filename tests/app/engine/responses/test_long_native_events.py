"""Long events of an upstream's own `/responses`: what is sent, stored and streamed again has their texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.support.fake_upstream import fixed_response
from tests.support.native import native_event, native_stack

_PIECES = ['\N{GRINNING FACE}\\"\n' + "x" * 300_000, "é" * 300_000, "end"]
_TEXT = "".join(_PIECES)
_LOCATION = {"item_id": "msg_1", "output_index": 0, "content_index": 0}


def _events() -> Iterator[bytes]:
    response: dict[str, Any] = {"id": "resp_u", "object": "response", "created_at": 1, "model": "m"}
    item: dict[str, Any] = {"id": "msg_1", "type": "message", "role": "assistant"}
    part = {"type": "output_text", "text": _TEXT, "annotations": [], "logprobs": []}
    usage = {"input_tokens": 1, "output_tokens": 2, "total_tokens": 3}
    done = {**item, "status": "completed", "content": [part]}
    yield native_event("response.created", response={**response, "status": "in_progress", "output": []})
    added = {**item, "status": "in_progress", "content": []}
    yield native_event("response.output_item.added", output_index=0, item=added)
    yield native_event("response.content_part.added", **_LOCATION, part={**part, "text": ""})
    for piece in _PIECES:
        yield native_event("response.output_text.delta", **_LOCATION, delta=piece, logprobs=[])
    yield native_event("response.output_text.done", **_LOCATION, text=_TEXT, logprobs=[])
    yield native_event("response.content_part.done", **_LOCATION, part=part)
    yield native_event("response.output_item.done", output_index=0, item=done)
    final = {**response, "status": "completed", "output": [done], "usage": usage}
    yield native_event("response.completed", response=final)


def _texts(events: list[Any]) -> dict[str, list[str]]:
    """The texts of events, by their type."""
    found: dict[str, list[str]] = {}
    for event in events:
        kind = event["type"].removeprefix("response.")
        if kind == "output_text.delta":
            found.setdefault(kind, []).append(event["delta"])
        elif kind == "output_text.done":
            found[kind] = [event["text"]]
        elif kind == "content_part.done":
            found[kind] = [event["part"]["text"]]
        elif kind == "output_item.done":
            found[kind] = [event["item"]["content"][0]["text"]]
        elif kind == "completed":
            found[kind] = [event["response"]["output"][0]["content"][0]["text"]]
    return found


_EXPECTED = {
    "output_text.delta": _PIECES,
    **{kind: [_TEXT] for kind in ("output_text.done", "content_part.done", "output_item.done", "completed")},
}


def _parsed(body: bytes) -> list[Any]:
    lines = [line for line in body.split(b"\n") if line.startswith(b"data: ")]
    return [orjson.loads(line.removeprefix(b"data: ")) for line in lines]


@pytest.mark.parametrize("background", [False, True])
async def test_long_native_events_are_sent_and_stored(tmp_path: Path, background: bool) -> None:
    script = fixed_response("200 OK", b"".join(_events()), content_type="text/event-stream")
    async with native_stack(tmp_path, script, validate=False) as s:
        body = {"model": "m", "input": "x", "stream": True, "background": background}
        events = _parsed((await s.client.post("/responses", json=body)).content)
        assert _texts(events) == _EXPECTED
        assert [event["sequence_number"] for event in events] == list(range(len(events)))
        name = events[0]["response"]["id"]
        stored = (await s.client.get(f"/responses/{name}")).json()
        assert stored["output"][0]["content"][0]["text"] == _TEXT
        if background:
            again = _parsed((await s.client.get(f"/responses/{name}?stream=true")).content)
            assert again == events
            later = await s.client.get(f"/responses/{name}?stream=true&starting_after=4")
            assert _parsed(later.content) == events[5:]
