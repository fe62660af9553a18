"""Events and bodies as real upstreams send them, odd in one way each, through both APIs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.both_apis import (
    Answer,
    chat_stored,
    chat_streamed,
    chat_whole,
    response_streamed,
    response_whole,
)
from tests.support.odd_answers import (
    CHAT,
    STOP,
    USAGE_EVENT,
    complete,
    ends_of,
    odd_stack,
    read_all,
    texts_of,
    whole_body,
    without_dots,
)
from tests.support.streams import DONE, USAGE, chunk, event, framed

_CHUNK = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m"}
_ODD_EVENTS: dict[str, bytes] = {
    "empty object": framed({}),
    "ping": framed({"type": "ping"}),
    "named ping": b'event: ping\ndata: {"a": 1}\n\n',
    "named only": b"event: message\n\n",
    "word": b"data: ping\n\n",
    "no data": b"data:\n\n",
    "null": b"data: null\n\n",
    "number": b"data: 5\n\n",
    "string": b'data: "text"\n\n',
    "empty list": b"data: []\n\n",
    "timings": framed({"timings": {"predicted_ms": 1.5}}),
    "no choices": framed(_CHUNK),
    "choices null": framed({**_CHUNK, "choices": None}),
    "choices a string": framed({**_CHUNK, "choices": "x"}),
    "choices of nulls": framed({**_CHUNK, "choices": [None, 5]}),
    "filters": framed({**_CHUNK, "choices": [], "prompt_filter_results": [{"prompt_index": 0}]}),
    "choice without delta": framed({**_CHUNK, "choices": [{"index": 0, "content_filter_results": {}}]}),
    "empty choice": framed({**_CHUNK, "choices": [{}]}),
    "delta null": framed({**_CHUNK, "choices": [{"index": 0, "delta": None, "finish_reason": None}]}),
    "delta a list": framed({**_CHUNK, "choices": [{"index": 0, "delta": [1], "finish_reason": None}]}),
    "delta of nulls": event({"role": None, "content": None, "tool_calls": None, "refusal": None}),
    "usage null": framed({**_CHUNK, "choices": None, "usage": None}),
    "usage a number": framed({**_CHUNK, "choices": [], "usage": 5}),
    "error null": framed({**_CHUNK, "choices": [], "error": None}),
    "azure": framed({"id": "", "object": "", "created": 0, "model": "", "choices": []}),
}


@pytest.mark.parametrize("odd", _ODD_EVENTS.values(), ids=_ODD_EVENTS)
async def test_odd_event_anywhere_is_skipped(tmp_path: Path, odd: bytes) -> None:
    texts = [event({"content": text}) for text in ("a", "b", "c")]
    packets = [odd, texts[0], odd, texts[1], texts[2], odd, STOP, odd, USAGE_EVENT, odd, DONE]
    results = await read_all(tmp_path, *packets)
    assert texts_of(results) == {"abc"}
    assert ends_of(results) == complete()
    assert {result.usage for result in results[1:]} == {(3, 5)}


_FLOATS = {name: float(count) for name, count in USAGE.items()}
_USAGES: dict[str, list[bytes]] = {
    "in a chunk without choices": [STOP, framed({"id": "x", "usage": USAGE}), DONE],
    "choices null": [STOP, framed({"id": "x", "choices": None, "usage": USAGE}), DONE],
    "with the finish": [event({}, "stop", usage=USAGE), DONE],
    "before the finish": [USAGE_EVENT, STOP, DONE],
    "in a choice": [framed(chunk([{"index": 0, "delta": {}, "finish_reason": "stop", "usage": USAGE}]))],
    "of groq": [event({}, "stop", x_groq={"id": "r", "usage": {**USAGE, "queue_time": 0.1}}), DONE],
    "floats": [STOP, framed(chunk([], usage=_FLOATS)), DONE],
    "strings": [STOP, framed(chunk([], usage={name: str(count) for name, count in USAGE.items()})), DONE],
    "nulls and a price": [
        STOP,
        framed(
            chunk(
                [],
                usage={
                    **USAGE,
                    "cost": 0.5,
                    "prompt_tokens_details": None,
                    "completion_tokens_details": {"reasoning_tokens": None, "audio_tokens": 1.0},
                },
            )
        ),
        DONE,
    ],
    "without a total": [STOP, framed(chunk([], usage={"prompt_tokens": 3, "completion_tokens": 5})), DONE],
    "in two events": [
        framed(chunk([], usage={"prompt_tokens": 3, "completion_tokens": 0, "total_tokens": 3})),
        STOP,
        framed(chunk([], usage={"completion_tokens": 5})),
        DONE,
    ],
    "then zeros": [STOP, USAGE_EVENT, framed(chunk([], usage=dict.fromkeys(USAGE, 0))), DONE],
    "under other names": [STOP, framed(chunk([], usage={"input_tokens": 3, "output_tokens": 5})), DONE],
}


@pytest.mark.parametrize("end", _USAGES.values(), ids=_USAGES)
async def test_usage_anywhere_is_read(tmp_path: Path, end: list[bytes]) -> None:
    answer = Answer([event({"content": "a"}), *end])
    async with odd_stack(tmp_path, answer) as s:
        shown = await chat_streamed(s, stream_options={"include_usage": True})
        assert (shown.text, shown.end, shown.usage) == ("a", "stop", (3, 5))
        for result in (await chat_stored(s), await chat_whole(s), await response_streamed(s)):
            assert result.usage == (3, 5)
        assert {row["input_tokens"] for row in s.rows("usage_records")} == {3}
        assert {row["output_tokens"] for row in s.rows("usage_records")} == {5}


@pytest.mark.parametrize("content_type", ["text/event-stream", "application/json", "text/plain"])
async def test_stream_and_body_are_read_under_any_content_type(tmp_path: Path, content_type: str) -> None:
    answer = Answer([event({"content": "he"}), event({"content": "llo"}), STOP, USAGE_EVENT, DONE])
    answer.content_type = content_type
    async with odd_stack(tmp_path, answer) as s:
        for packets in (
            answer.packets,
            [b"".join(answer.packets)],
            [b" \n", whole_body({"content": "hello"})],
        ):
            answer.packets = packets
            for result in (await chat_streamed(s), await chat_whole(s)):
                assert (result.text, result.end) == ("hello", "stop")
            for result in (await response_streamed(s), await response_whole(s)):
                assert (result.text, result.end, result.usage) == ("hello", "completed", (3, 5))


@pytest.mark.parametrize(
    ("end", "message"),
    [
        ([], "without a finish_reason"),
        ([b"data: {\n\n"], "not JSON"),
        ([b"data: <html>\n\n"], "not JSON"),
        ([framed({"error": {"message": "Overloaded."}})], "Overloaded."),
        ([framed([{"error": {"message": "Overloaded."}}])], "Overloaded."),
        ([framed({"choices": [{"index": 0, "error": {"message": "Overloaded."}}]})], "Overloaded."),
    ],
)
async def test_unknowable_answer_ends_with_an_error_that_says_what(
    tmp_path: Path, end: list[bytes], message: str
) -> None:
    # A stream that breaks off has a finish behind its error, for clients that wait for one.
    texts = [event({"content": "a"}), event({"content": "b"})]
    results = await read_all(tmp_path, *texts, *end, validate=False)
    assert [result.status for result in results] == [200, 404, 502, 200, 200]
    assert all(message in result.error for result in (results[0], *results[2:]))
    assert [results[place].text for place in (0, 3, 4)] == ["ab"] * 3


@pytest.mark.parametrize("created", [0, None, "x", -5, 1.5e9, ...])
@pytest.mark.parametrize("model", ["", None, 5, ...])
async def test_time_and_model_are_set_where_the_upstream_has_none(
    tmp_path: Path, created: Any, model: Any
) -> None:
    head = without_dots({"created": created, "model": model})
    choice = {"index": 0, "delta": {"content": "a"}, "finish_reason": "stop"}
    answer = Answer([framed({"id": "x", **head, "choices": [choice]}), DONE])
    whole = {"index": 0, "message": {"content": "a"}, "finish_reason": "stop"}
    async with odd_stack(tmp_path, answer) as s:
        for packets in (answer.packets, [json.dumps({**head, "choices": [whole]}).encode()]):
            answer.packets = packets
            sent = await s.client.post("/chat/completions", json={**CHAT, "stream": True})
            first = json.loads(sent.text.split("\n\n")[0][6:])
            for value in (first, (await s.client.post("/chat/completions", json=CHAT)).json()):
                assert type(value["created"]) is int
                assert value["created"] > 1_000_000_000
                assert value["model"] == "m"
