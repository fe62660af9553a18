"""Characters that an upstream cut in two halves are whole for clients of both APIs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx2 as httpx
import orjson
import pytest

from tests.support.both_apis import (
    Answer,
    chat_stored,
    chat_streamed,
    chat_whole,
    response_streamed,
    response_whole,
)
from tests.support.fake_upstream import fixed_response
from tests.support.native import native_event, native_stack
from tests.support.response_events import read_frames
from tests.support.stack import stack
from tests.support.streams import DONE, chunk

_FACE = "\N{GRINNING FACE}"
_FIRST, _SECOND = "\ud83d", "\ude00"
_LOST = "\N{REPLACEMENT CHARACTER}"
# Enough for a template of events that differ in a text only.
_BEFORE = ["a"] * 5


def _event(delta: dict[str, Any], finish: str | None = None, **members: Any) -> bytes:
    """An event with halves as escapes."""
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    return b"data: " + json.dumps(chunk([choice], **members)).encode() + b"\n\n"


def _contents(*texts: str) -> list[bytes]:
    return [_event({"content": text}) for text in texts]


def _arguments(*texts: str) -> list[bytes]:
    first = {"index": 0, "id": "a", "type": "function", "function": {"name": "f", "arguments": ""}}
    calls = [first, *({"index": 0, "function": {"arguments": text}} for text in texts)]
    return [_event({"tool_calls": [call]}) for call in calls]


_DELTAS: dict[str, tuple[list[bytes], tuple[str, str, list[str]]]] = {
    "content": (_contents("x" + _FIRST, _SECOND + "y"), (f"x{_FACE}y", "", [])),
    "behind a template": (_contents(*_BEFORE, _FIRST, _SECOND, "b"), (f"aaaaa{_FACE}b", "", [])),
    "several": (_contents(*[_FIRST, _SECOND] * 9, *_BEFORE), (_FACE * 9 + "aaaaa", "", [])),
    "overlapping": (_contents(_FIRST, _SECOND + _FIRST, _SECOND), (_FACE * 2, "", [])),
    "an empty text between": (_contents(_FIRST, "", _SECOND), (_FACE, "", [])),
    "an event without choices between": (
        [*_contents(_FIRST), b"data: {}\n\n", *_contents(_SECOND)],
        (_FACE, "", []),
    ),
    "lone first": (_contents(*_BEFORE, _FIRST, "b", "c"), (f"aaaaa{_LOST}bc", "", [])),
    "lone second": (_contents("x", _SECOND, "y"), (f"x{_LOST}y", "", [])),
    "first at the end": (_contents("x", _FIRST), (f"x{_LOST}", "", [])),
    "reasoning": (
        [_event({"reasoning_content": text}) for text in (_FIRST, _SECOND)] + _contents("x"),
        ("x", _FACE, []),
    ),
    "reasoning that text follows": (
        [_event({"reasoning_content": "r" + _FIRST}), *_contents("x", "y")],
        ("xy", f"r{_LOST}", []),
    ),
    "text that a call follows": (
        _contents("x" + _FIRST) + _arguments("{}"),
        (f"x{_LOST}", "", ["{}"]),
    ),
    "arguments": (_arguments('{"x":"' + _FIRST, _SECOND + '"}'), ("", "", [f'{{"x":"{_FACE}"}}'])),
    "first at the end of arguments": (_arguments("{", _FIRST), ("", "", ["{" + _LOST])),
    "parts of content": (
        [_event({"content": [{"type": "text", "text": text}]}) for text in (_FIRST, _SECOND)],
        (_FACE, "", []),
    ),
    "other members": (
        [_event({"content": "x", "more": {_FIRST: [_FIRST]}}, service_tier=_FIRST, fingerprint=_SECOND)],
        ("x", "", []),
    ),
}


@pytest.mark.parametrize(("events", "expected"), _DELTAS.values(), ids=_DELTAS.keys())
@pytest.mark.parametrize("together", [False, True], ids=["one by one", "in one packet"])
async def test_halves_in_deltas_are_joined_or_replaced(
    tmp_path: Path, together: bool, events: list[bytes], expected: tuple[str, str, list[str]]
) -> None:
    has_call = any(b"tool_calls" in event for event in events)
    packets = [*events, _event({}, "tool_calls" if has_call else "stop"), DONE]
    answer = Answer([b"".join(packets)] if together else packets)
    async with stack(f"sqlite:///{tmp_path}/state.db", answer.script()) as s:
        for call in (chat_streamed, chat_stored, chat_whole, response_streamed, response_whole):
            result = await call(s)
            calls = [arguments for _, _, arguments in result.calls]
            assert (call.__name__, result.text, result.reasoning, calls) == (call.__name__, *expected)


async def test_halves_in_a_refusal_are_joined(tmp_path: Path) -> None:
    packets = [*(_event({"refusal": text}) for text in (_FIRST, _SECOND)), _event({}, "stop"), DONE]
    async with stack(f"sqlite:///{tmp_path}/state.db", Answer(packets).script()) as s:
        body = {"model": "m", "messages": [{"role": "user", "content": "x"}]}
        sent = await s.client.post("/chat/completions", json=body)
        assert sent.json()["choices"][0]["message"]["refusal"] == _FACE
        sent = await s.client.post("/responses", json={"model": "m", "input": "x"})
        assert sent.json()["output"][0]["content"] == [{"type": "refusal", "refusal": _FACE}]


async def test_halves_of_text_completions_are_joined(tmp_path: Path) -> None:
    packets = [
        b"data: "
        + json.dumps(chunk([{"index": 0, "text": text}], object="text_completion")).encode()
        + b"\n\n"
        for text in ("x", _FIRST, _SECOND, _FIRST)
    ]
    async with stack(f"sqlite:///{tmp_path}/state.db", Answer([*packets, DONE]).script()) as s:
        for streams in (False, True):
            body = {"model": "m", "prompt": "x", "stream": streams}
            sent = await s.client.post("/completions", json=body)
            events = _chunks(sent) if streams else [sent.json()]
            text = "".join(choice["text"] for event in events for choice in event["choices"])
            assert text == f"x{_FACE}{_LOST}"


def _chunks(sent: httpx.Response) -> list[Any]:
    """The events of a stream but `[DONE]`, read by a parser that rejects halves."""
    lines = sent.content.split(b"\n\n")
    return [orjson.loads(line[6:]) for line in lines if line and not line.endswith(b"[DONE]")]


_PLACE = {"item_id": "msg_0", "output_index": 0, "content_index": 0}


@pytest.mark.parametrize(
    ("deltas", "text"),
    [
        ((_FIRST, _SECOND + "x"), f"{_FACE}x"),
        (("x" + _FIRST, "y", "z"), f"x{_LOST}yz"),
        (("x", _FIRST), f"x{_LOST}"),
    ],
)
async def test_halves_of_native_responses_are_joined_or_replaced(
    tmp_path: Path, deltas: tuple[str, ...], text: str
) -> None:
    part = {"type": "output_text", "text": "".join(deltas), "annotations": [], "logprobs": []}
    item = {"type": "message", "id": "msg_0", "role": "assistant", "status": "completed", "content": [part]}
    packets = [
        native_event("response.output_item.added", output_index=0, item={**item, "content": []}),
        *(native_event("response.output_text.delta", **_PLACE, delta=delta) for delta in deltas),
        native_event("response.output_text.done", **_PLACE, text="".join(deltas)),
        native_event("response.output_item.done", output_index=0, item=item),
        native_event("response.completed", response={"id": "r", "status": "completed", "output": [item]}),
    ]
    async with native_stack(tmp_path, Answer(packets).script()) as s:
        sent = await s.client.post("/responses", json={"model": "m", "input": "x", "stream": True})
        events = read_frames(sent.content)
        assert [event["sequence_number"] for event in events] == list(range(len(events)))
        assert "".join(event["delta"] for event in events if event["type"].endswith(".delta")) == text
        assert events[-1]["response"]["output"][0]["content"][0]["text"] == text
    body = json.dumps({"id": "r", "object": "response", "status": "completed", "output": [item]}).encode()
    async with native_stack(tmp_path, fixed_response("200 OK", body)) as s:
        sent = await s.client.post("/responses", json={"model": "m", "input": "x"})
        assert sent.json()["output"][0]["content"][0]["text"] == text
