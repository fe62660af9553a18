"""A native upstream that answers a stream's request in one body: clients get the events of a stream."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.both_apis import Answer
from tests.support.fake_upstream import fixed_response
from tests.support.native import native_event, native_stack
from tests.support.response_events import read_frames

_CITATION = {"type": "url_citation", "url": "https://e.org", "title": "E", "start_index": 0, "end_index": 2}
_ITEMS: list[dict[str, Any]] = [
    {
        "type": "reasoning",
        "id": "rs_1",
        "summary": [{"type": "summary_text", "text": "Short."}],
        "content": [{"type": "reasoning_text", "text": "Long."}],
    },
    {
        "type": "web_search_call",
        "id": "ws_1",
        "status": "completed",
        "action": {"type": "search", "query": "x"},
    },
    {
        "type": "message",
        "id": "msg_1",
        "role": "assistant",
        "status": "completed",
        "content": [
            {"type": "output_text", "text": "Hello", "annotations": [_CITATION], "logprobs": []},
            {"type": "refusal", "refusal": "No."},
        ],
    },
    {
        "type": "function_call",
        "id": "fc_1",
        "call_id": "call_1",
        "name": "f",
        "arguments": '{"a":1}',
        "status": "completed",
    },
    {
        "type": "custom_tool_call",
        "id": "ctc_1",
        "call_id": "call_2",
        "name": "g",
        "input": "ls",
        "status": "completed",
    },
]
_ORDER = """
created in_progress
output_item.added
reasoning_summary_part.added reasoning_summary_text.delta
reasoning_summary_text.done reasoning_summary_part.done
content_part.added reasoning_text.delta reasoning_text.done content_part.done
output_item.done
output_item.added output_item.done
output_item.added
content_part.added output_text.delta output_text.annotation.added output_text.done content_part.done
content_part.added refusal.delta refusal.done content_part.done
output_item.done
output_item.added function_call_arguments.delta function_call_arguments.done output_item.done
output_item.added custom_tool_call_input.delta custom_tool_call_input.done output_item.done
completed
"""


def _body(**fields: Any) -> bytes:
    whole = {"id": "resp_up", "object": "response", "status": "completed", "output": _ITEMS, **fields}
    return json.dumps(whole).encode()


async def _events(folder: Path, body: bytes) -> list[dict[str, Any]]:
    async with native_stack(folder, fixed_response("200 OK", body)) as s:
        sent = await s.client.post("/responses", json={"model": "m", "input": "x", "stream": True})
        return read_frames(sent.content)


async def test_native_body_for_a_stream_has_the_events_of_its_items(tmp_path: Path) -> None:
    events = await _events(tmp_path, _body())
    assert [event["type"].removeprefix("response.") for event in events] == _ORDER.split()
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    deltas = ["Short.", "Long.", "Hello", "No.", '{"a":1}', "ls"]
    assert [event["delta"] for event in events if "delta" in event] == deltas
    added = [event["item"] for event in events if event["type"] == "response.output_item.added"]
    assert [item.get("content", item.get("summary", [])) for item in added] == [[]] * 5
    assert [item["status"] for item in added[1:]] == ["completed", *["in_progress"] * 3]
    assert (added[3]["arguments"], added[4]["input"]) == ("", "")
    done = [event["item"] for event in events if event["type"] == "response.output_item.done"]
    assert done == events[-1]["response"]["output"] == _ITEMS


async def test_native_body_without_ids_has_events_with_the_ids_of_its_items(tmp_path: Path) -> None:
    items = [{name: value for name, value in item.items() if name != "id"} for item in _ITEMS]
    events = await _events(tmp_path, _body(output=items))
    final = [item["id"] for item in events[-1]["response"]["output"]]
    assert len(set(final)) == len(items)
    for event in events:
        if "output_index" in event:
            assert event.get("item_id", event.get("item", {}).get("id")) == final[event["output_index"]]


async def test_native_body_of_a_failed_response_has_no_events_of_items(tmp_path: Path) -> None:
    error = {"code": "server_error", "message": "Broken."}
    events = await _events(tmp_path, _body(status="failed", error=error))
    assert [event["type"] for event in events] == [
        "response.created",
        "response.in_progress",
        "response.failed",
    ]


@pytest.mark.parametrize("status", ["incomplete", None])
async def test_native_body_ends_as_its_status_says(tmp_path: Path, status: str | None) -> None:
    events = await _events(tmp_path, _body(status=status))
    assert events[-1]["type"] == f"response.{status or 'completed'}"
    assert len(events) == len(_ORDER.split())


async def test_native_stream_event_of_unknown_type_passes_with_our_sequence_number(tmp_path: Path) -> None:
    unknown = {"output_index": 0, "item_id": "x_1", "news": {"a": [1]}}
    packets = [
        native_event("response.brand_new.delta", sequence_number=90, **unknown),
        native_event("response.completed", response={"id": "r", "status": "completed", "output": []}),
    ]
    async with native_stack(tmp_path, Answer(packets).script(), validate=False) as s:
        sent = await s.client.post("/responses", json={"model": "m", "input": "x", "stream": True})
        events = read_frames(sent.content)
    assert events[2] == {"type": "response.brand_new.delta", "sequence_number": 2, **unknown}
    assert [event["sequence_number"] for event in events] == [0, 1, 2, 3]
