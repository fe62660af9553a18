"""Odd answers of upstreams with their own `/responses`: clients get what the contract says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.both_apis import Answer
from tests.support.native import native_event, native_stack
from tests.support.response_events import read_frames

_PART = {"type": "output_text", "text": "ab", "annotations": [], "logprobs": []}
_PLACE = {"item_id": "msg_0", "output_index": 0, "content_index": 0}
_ITEM = {"type": "message", "id": "msg_0", "role": "assistant", "status": "completed", "content": [_PART]}
_USAGE = {"input_tokens": 3, "output_tokens": 5, "total_tokens": 8}
_BODY = {"model": "m", "input": "x"}


def _response(**fields: Any) -> dict[str, Any]:
    return {"id": "resp_up", "status": "completed", "output": [_ITEM], "usage": _USAGE, **fields}


def _packets(*odd: bytes, item: Any = _ITEM, end: bytes | None = None) -> list[bytes]:
    return [
        native_event("response.output_item.added", output_index=0, item={**item, "content": []}),
        native_event("response.content_part.added", **_PLACE, part={"type": "output_text", "text": ""}),
        native_event("response.output_text.delta", **_PLACE, delta="a"),
        *odd,
        native_event("response.output_text.delta", **_PLACE, delta="b", logprobs=[]),
        native_event("response.output_text.done", **_PLACE, text="ab"),
        native_event("response.output_item.done", output_index=0, item=item),
        native_event("response.completed", response=_response(output=[item])) if end is None else end,
    ]


def _without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in _ITEM.items() if name not in names}


_NAN = native_event("response.output_text.delta", **_PLACE, delta="", logprobs=[]).replace(
    b"0,", b'0, "x": NaN,', 1
)
_ANSWERS: dict[str, list[bytes]] = {
    "whole": _packets(),
    "empty object": _packets(b"data: {}\n\n"),
    "null": _packets(b"data: null\n\n"),
    "list": _packets(b"data: []\n\n"),
    "word": _packets(b"data: ping\n\n"),
    "type that is a list": _packets(b'data: {"type": []}\n\n'),
    "ping": _packets(native_event("ping")),
    "keepalive": _packets(native_event("keepalive", sequence_number=7)),
    "NaN": _packets(_NAN),
    "type in the name only": [
        packet.replace(f'"type": "{kind}", '.encode(), b"")
        for packet in _packets()
        for kind in [packet.split(b"\n")[0][7:].decode()]
    ],
    "item without id and status": _packets(item=_without("id", "status")),
    "part of nulls": _packets(item={**_ITEM, "content": [{**_PART, "annotations": None, "logprobs": None}]}),
    "another last event": _packets(end=native_event("response.done", response=_response())),
    "usage of a chat": _packets(
        end=native_event(
            "response.completed", response=_response(usage={"prompt_tokens": 3, "completion_tokens": 5})
        )
    ),
    "details null": _packets(
        end=native_event(
            "response.completed", response=_response(usage={**_USAGE, "input_tokens_details": None})
        )
    ),
    "members null": _packets(
        end=native_event(
            "response.completed", response=_response(tools=None, temperature=None, metadata=None)
        )
    ),
    "output null": _packets(end=native_event("response.completed", response=_response(output=None))),
}


async def _answers(folder: Path, packets: list[bytes]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The events of a stream, and a response in one body; both are valid by the contract."""
    async with native_stack(folder, Answer(packets).script()) as s:
        streamed = await s.client.post("/responses", json={**_BODY, "stream": True})
        whole = await s.client.post("/responses", json=_BODY)
    return read_frames(streamed.content), whole.json()


@pytest.mark.parametrize("packets", _ANSWERS.values(), ids=_ANSWERS)
async def test_native_answer_with_an_oddity_is_read(tmp_path: Path, packets: list[bytes]) -> None:
    events, whole = await _answers(tmp_path, packets)
    deltas = [event["delta"] for event in events if event["type"] == "response.output_text.delta"]
    assert "".join(deltas) == "ab"
    for response in (events[-1]["response"], whole):
        assert response["status"] == "completed"
        assert response["output"][0]["content"] == [_PART]
        assert (response["usage"]["input_tokens"], response["usage"]["output_tokens"]) == (3, 5)


@pytest.mark.parametrize(
    ("sent", "stands"),
    [
        ({"completed_at": 1_700_000_000.9}, {"completed_at": 1_700_000_000}),
        (
            {"presence_penalty": 0.5, "frequency_penalty": "x"},
            {"presence_penalty": 0.5, "frequency_penalty": 0},
        ),
        (
            {"tools": [{"type": "function", "name": "f"}]},
            {
                "tools": [
                    {
                        "type": "function",
                        "name": "f",
                        "description": None,
                        "parameters": None,
                        "strict": False,
                    }
                ]
            },
        ),
    ],
)
async def test_native_response_gets_what_strict_clients_read(
    tmp_path: Path, sent: dict[str, Any], stands: dict[str, Any]
) -> None:
    end = native_event("response.completed", response=_response(**sent))
    events, whole = await _answers(tmp_path, _packets(end=end))
    for response in (events[-1]["response"], whole):
        assert response.items() >= stands.items()
        assert isinstance(response["completed_at"], int)


@pytest.mark.parametrize("error", ["Too much.", {"message": "Too much.", "code": 5}])
async def test_native_error_of_any_shape_is_the_contracts(tmp_path: Path, error: Any) -> None:
    end = native_event("response.failed", response=_response(status="failed", error=error))
    events, whole = await _answers(tmp_path, _packets(end=end))
    for response in (events[-1]["response"], whole):
        assert response["error"] == {"code": "server_error", "message": "Too much."}


_CALL = {"type": "function_call", "id": "fc_0", "call_id": "c", "name": "f", "arguments": ""}
_BROKEN: dict[str, tuple[list[bytes], list[Any]]] = {
    "a message": (_packets()[:3], [{**_ITEM, "status": "incomplete", "content": [{**_PART, "text": "a"}]}]),
    "parts that began out of order": (
        [
            _packets()[0],
            *[
                native_event("response.output_text.delta", **{**_PLACE, "content_index": part}, delta=text)
                for part, text in ((1, "b"), (0, "a"), (1, "c"))
            ],
        ],
        [{**_ITEM, "status": "incomplete", "content": [{**_PART, "text": t} for t in ("a", "bc")]}],
    ),
    "a call behind a message": (
        [
            *_packets()[:-1],
            native_event("response.output_item.added", output_index=1, item=_CALL),
            native_event(
                "response.function_call_arguments.delta", item_id="fc_0", output_index=1, delta='{"x'
            ),
        ],
        [_ITEM, {**_CALL, "status": "incomplete", "arguments": '{"x'}],
    ),
}


@pytest.mark.parametrize(("packets", "output"), _BROKEN.values(), ids=_BROKEN)
async def test_native_stream_that_breaks_off_has_the_text_so_far(
    tmp_path: Path, packets: list[bytes], output: list[Any]
) -> None:
    events, whole = await _answers(tmp_path, [*packets, native_event("error", message="Gone.")])
    for response in (events[-1]["response"], whole):
        assert (response["status"], response["error"]["message"]) == ("failed", "Gone.")
        assert response["output"] == output
        assert response["usage"]["output_tokens"] > 0
