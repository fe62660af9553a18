"""ChatRelay and StreamParser: what the client gets of the upstream's events."""

from __future__ import annotations

import gc
import json
from typing import Any

import pytest

from app.relay.reader.chat_reader import ChatReader
from app.relay.stream_parser import StreamParser
from app.usage.token_usage import Usage
from tests.support.streams import (
    DONE,
    OUR_ID,
    UPSTREAM_ID,
    USAGE,
    chunk,
    contents,
    event,
    finishes,
    framed,
    relayed,
    text_event,
)

_ROLE = event({"role": "assistant", "content": ""})
_STOP = event({}, "stop")
_USAGE = framed(chunk([], usage=USAGE))
_WHOLE = [_ROLE, event({"content": "Hel"}), event({"content": "lo"}), _STOP, _USAGE, DONE]


async def test_chat_relay_clean_stream_has_our_id_and_sends_the_end_after_the_commit() -> None:
    result = await relayed(_WHOLE)
    assert {item["id"] for item in result.events[:-1]} == {OUR_ID}
    assert UPSTREAM_ID.encode() not in result.data
    assert (contents(result), finishes(result)) == ("Hello", ["stop"])
    assert b'"finish_reason":"stop"' not in result.before_commit
    assert result.before_commit + result.pieces[-1] == result.data
    assert result.events[-1] == "[DONE]"
    outcome = result.outcome
    assert (outcome.status, outcome.provider_id, outcome.text) == ("completed", UPSTREAM_ID, "")
    assert result.completion["choices"][0]["message"]["content"] == "Hello"
    assert result.completion["usage"] == USAGE


async def test_chat_relay_packet_with_whole_event_is_sent_at_once() -> None:
    result = await relayed(_WHOLE)
    assert [piece.count(b"\n\n") for piece in result.pieces] == [1, 1, 1, 2]


async def test_stream_parser_text_equal_to_the_id_is_unchanged() -> None:
    content = f'"id":"{UPSTREAM_ID}" {UPSTREAM_ID}'
    result = await relayed([_ROLE, *(event({"content": content}) for _ in range(3)), _STOP, DONE])
    assert contents(result) == content * 3
    assert {item["id"] for item in result.events[:-1]} == {OUR_ID}


@pytest.mark.parametrize("id_of", [lambda n: f"chunk-{n}", lambda n: "", lambda n: None])
async def test_stream_parser_changing_or_missing_ids_are_replaced(id_of: Any) -> None:
    values = [{**chunk([_choice({"content": str(n)})]), "id": id_of(n)} for n in range(5)]
    result = await relayed([*map(framed, values), _STOP, DONE])
    assert {item["id"] for item in result.events[:-1]} == {OUR_ID}
    assert contents(result) == "01234"


async def test_stream_parser_missing_members_are_added() -> None:
    result = await relayed(
        [
            framed({"choices": [{"delta": {"content": "Hi"}}]}),
            framed({"choices": [{"finish_reason": "stop"}]}),
        ]
    )
    for item in result.events[:-1]:
        assert item.keys() >= {"id", "object", "created", "model", "choices"}
        assert item["choices"][0].keys() >= {"index", "delta", "finish_reason"}
    assert (contents(result), finishes(result)) == ("Hi", ["stop"])


async def test_stream_parser_usage_is_sent_once_and_only_on_request() -> None:
    counting = [
        event({"content": text}, usage={**USAGE, "completion_tokens": n}) for n, text in enumerate("abc")
    ]
    events = [*counting, event({}, "stop", usage=USAGE), _USAGE, DONE]
    without_usage, with_usage = await relayed(events), await relayed(events, show_usage=True)
    assert b"usage" not in without_usage.data
    assert without_usage.outcome.usage == with_usage.outcome.usage == Usage(3, 5, details=USAGE)
    *others, last, done = with_usage.events
    assert (last["choices"], last["usage"], done) == ([], USAGE, "[DONE]")
    assert [item["usage"] for item in others] == [None] * 4


async def test_stream_parser_null_usage_passes() -> None:
    events = [event({"content": text}, usage=None) for text in "abc"]
    assert contents(await relayed([*events, _STOP, DONE])) == "abc"


async def test_chat_relay_missing_usage_is_counted_and_marked_as_estimated() -> None:
    counted: list[str] = []

    async def count(text: str) -> Usage:
        counted.append(text)
        return Usage(7, 2, estimated=True)

    result = await relayed([event({"content": "Hello"}), _STOP, DONE], show_usage=True, count=count)
    assert counted == ["Hello"]
    assert result.outcome.usage == Usage(7, 2, estimated=True)
    assert result.events[-2]["usage"] == {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9}
    silent = await relayed([event({"content": "Hello"}), _STOP, DONE], count=count)
    assert "usage" not in silent.completion


async def test_chat_relay_failed_token_count_keeps_the_answer() -> None:
    async def count(text: str) -> Usage:
        raise ImportError("no tokenizer")

    result = await relayed([event({"content": "Hello"}), _STOP, DONE], count=count, show_usage=True)
    assert (result.outcome.status, result.outcome.usage, result.events[-1]) == ("completed", None, "[DONE]")


async def test_stream_parser_text_and_logprobs_beside_finish_are_sent_before_it() -> None:
    logprobs: dict[str, Any] = {
        "content": [{"token": "!", "logprob": -0.1, "bytes": None, "top_logprobs": []}],
        "refusal": None,
    }
    last = {"index": 0, "delta": {"content": "!"}, "logprobs": logprobs, "finish_reason": "stop"}
    result = await relayed([event({"content": "Hi"}), framed(chunk([last])), DONE])
    text, finish = (item["choices"][0] for item in result.events[-3:-1])
    assert text == {**last, "finish_reason": None}
    assert finish == {"index": 0, "delta": {}, "logprobs": None, "finish_reason": "stop"}


async def test_stream_parser_text_after_a_finish_is_sent_before_it() -> None:
    late = [event({"content": "b"}), event({}, "stop"), event({"content": "c"}, "stop")]
    result = await relayed([event({"content": "a"}), event({}, "length"), *late, _USAGE, DONE])
    assert (contents(result), finishes(result)) == ("abc", ["length"])
    assert result.before_commit.count(b'"finish_reason":null') == 3
    assert result.completion["choices"][0]["message"]["content"] == "abc"
    assert result.completion["choices"][0]["finish_reason"] == "length"
    assert result.outcome.usage == Usage(3, 5, details=USAGE)


async def test_stream_parser_several_choices_hold_back_all_finishes() -> None:
    events = [event({"content": str(n)}, index=n) for n in (0, 1, 2, 1)]
    ends = [event({}, "stop", index=1), event({}, "length", index=0), event({}, "stop", index=2)]
    result = await relayed([*events, *ends, DONE], choices=3)
    assert finishes(result) == ["stop", "length", "stop"]
    assert result.before_commit.count(b'"finish_reason":null') == 4
    assert [item["choices"][0]["index"] for item in result.events[-4:-1]] == [1, 0, 2]
    assert b'"stop"' not in result.before_commit


async def test_stream_parser_unrequested_choice_has_its_own_finish() -> None:
    events = [event({"content": "a"}), event({"content": "b"}, index=1), event({}, "stop")]
    more = [event({"content": "c"}, index=1), event({}, "length", index=1)]
    result = await relayed([*events, *more, DONE], choices=1)
    assert (contents(result), finishes(result)) == ("abc", ["stop", "length"])
    assert b'"c"' in result.before_commit
    assert (result.outcome.status, result.events[-1]) == ("completed", "[DONE]")
    recorded = [choice["message"]["content"] for choice in result.completion["choices"]]
    assert recorded == ["a", "bc"]


async def test_stream_parser_unrequested_choice_without_finish_ends_with_error() -> None:
    result = await relayed([event({"content": "a"}), event({"content": "b"}, index=1), _STOP], choices=1)
    assert "without a finish_reason" in result.events[-2]["error"]["message"]
    assert finishes(result) == ["stop", "length"]
    assert (result.outcome.status, DONE in result.data) == ("failed", False)


async def test_stream_parser_several_choices_in_one_event_stay_together() -> None:
    pair = [_choice({"content": "a"}), {**_choice({"content": "b"}, "stop"), "index": 1}]
    result = await relayed([framed(chunk(pair)), _STOP, DONE], choices=2)
    first, *ends = result.events[:3]
    assert [choice["finish_reason"] for choice in first["choices"]] == [None, None]
    assert [(end["choices"][0]["index"], end["choices"][0]["finish_reason"]) for end in ends] == [
        (1, "stop"),
        (0, "stop"),
    ]
    assert [choice["message"]["content"] for choice in result.completion["choices"]] == ["a", "b"]


async def test_stream_parser_fewer_choices_with_done_is_complete() -> None:
    result = await relayed([event({"content": "a"}), _STOP, DONE], choices=3)
    assert (result.outcome.status, result.events[-1]) == ("completed", "[DONE]")


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
async def test_stream_parser_line_end_split_over_packets_counts_once(ending: str) -> None:
    value = json.dumps(chunk([_choice({"content": "Hi"})]), indent=1)
    first = [f"data: {line}" for line in value.split("\n")]
    data = ending.join([*first, "", *event({"content": "!"}, "stop").decode().split("\n")])
    whole = await relayed([data.encode()])
    assert (contents(whole), finishes(whole)) == ("Hi!", ["stop"])
    for place in range(len(data)):
        assert (await relayed([data[:place].encode(), data[place:].encode()])).data == whole.data


async def test_stream_parser_comments_and_other_fields_are_dropped() -> None:
    value = json.dumps(chunk([_choice({"content": "Hi"})]), indent=1)
    lines = "".join(f"data: {line}\n" for line in value.split("\n"))
    stream = (
        b": hello\n\nevent: message\nid: 1\nretry: 5\n"
        + lines.encode()
        + b"\n\n\n"
        + _STOP
        + b"data:[DONE]\n\n"
    )
    result = await relayed([stream])
    assert (contents(result), finishes(result)) == ("Hi", ["stop"])


@pytest.mark.parametrize(
    "done", [b"", b"data: [DONE]", b"data: [DONE]\n", DONE, DONE + DONE, DONE + b"data: x\n\n"]
)
async def test_stream_parser_done_is_sent_once_and_last(done: bytes) -> None:
    result = await relayed([event({"content": "Hi"}), _STOP + done])
    assert result.data.endswith(b'"stop"}]}\n\n' + DONE)
    assert result.data.count(b"[DONE]") == 1
    assert result.outcome.status == "completed"


async def test_stream_parser_split_surrogate_pair_is_joined() -> None:
    halves = [
        _STOP.replace(b'"delta":{}', b'"delta":{"content":"' + half + b'"}').replace(b'"stop"', b"null")
        for half in (b"a", rb"\ud83d", rb"\ude42")
    ]
    result = await relayed([*halves, _STOP, DONE])
    assert contents(result) == "a\N{SLIGHTLY SMILING FACE}"
    assert rb"\ud83d" not in result.data
    assert result.completion["choices"][0]["message"]["content"] == "a\N{SLIGHTLY SMILING FACE}"


async def test_stream_parser_text_completion_follows_the_same_rules() -> None:
    usage = framed(chunk([], usage=USAGE, object="text_completion"))
    events = [text_event("Hel"), text_event("lo"), text_event(" you"), text_event("!", "stop"), usage, DONE]
    result = await relayed(events, kind="text")
    choices = [item["choices"][0] for item in result.events[:-1]]
    assert "".join(choice["text"] for choice in choices) == "Hello you!"
    assert [choice["finish_reason"] for choice in choices] == [None, None, None, None, "stop"]
    assert {item["id"] for item in result.events[:-1]} == {OUR_ID}
    assert b'"stop"' not in result.before_commit
    assert result.completion["choices"] == [
        {"index": 0, "text": "Hello you!", "logprobs": None, "finish_reason": "stop"}
    ]
    assert (result.completion["object"], result.completion["usage"]) == ("text_completion", USAGE)


def _choice(delta: Any, finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}


async def test_chat_relay_stream_at_its_end_is_freed_without_a_collection() -> None:
    gc.collect()
    gc.disable()
    try:
        await relayed([event({"content": "one"}), event({}, "stop"), DONE])
        left = [item for item in gc.get_objects() if isinstance(item, StreamParser | ChatReader)]
    finally:
        gc.enable()
    assert not left
