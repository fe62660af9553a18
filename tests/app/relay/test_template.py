"""Template: events that nearly match are parsed correctly, alone in a packet or with others."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.streams import DONE, UPSTREAM_ID, chunk, contents, event, finishes, framed, relayed

_HEAD = b'data: {"id":"chatcmpl-upstream","choices":[{"index":0,"delta":{"content":"'
_TAIL = b'"},"finish_reason":null}]}\n\n'
_PADDED = b'"},"finish_reason":null}],"obfuscation":"'
_STOP = event({}, "stop")


def _like(inside: bytes) -> bytes:
    return _HEAD + inside + _TAIL


def _padded(inside: bytes, padding: bytes) -> bytes:
    return _HEAD + inside + _PADDED + padding + b'"}\n\n'


_GARBAGE = {
    # Each alone is an unterminated string; together they would be two strings.
    "a backslash and a comma": [_like(b"a\\"), _like(b',"x')],
    "a quote": [_like(b'a"b')],
    "a list of texts": [_like(b'a","b')],
    # The same quote would end the head and start the tail.
    "head and tail in one": [_HEAD + _TAIL[1:]],
    "one more end": [_like(b"a" + _TAIL[:-2])],
}


@pytest.mark.parametrize("garbage", _GARBAGE.values(), ids=_GARBAGE.keys())
@pytest.mark.parametrize("joined", [True, False])
async def test_template_similar_invalid_event_is_a_fault(garbage: list[bytes], joined: bool) -> None:
    events = [_like(b"one"), _like(b"two"), *garbage, _like(b"three"), _STOP, DONE]
    result = await relayed([b"".join(events)] if joined else events)
    assert contents(result) == "onetwo"
    assert "not JSON" in result.events[-2]["error"]["message"]
    assert result.outcome.text == "onetwo"


@pytest.mark.parametrize(
    ("events", "text"),
    [([_like(b"\x01")], "\x01"), ([_like(b"\xc3"), _like(b"\xa9")], "\ufffd\ufffd")],
)
@pytest.mark.parametrize("joined", [True, False])
async def test_template_similar_event_that_is_nearly_json_is_read(
    events: list[bytes], text: str, joined: bool
) -> None:
    events = [_like(b"one"), _like(b"two"), *events, _like(b"three"), _STOP, DONE]
    result = await relayed([b"".join(events)] if joined else events)
    assert contents(result) == result.outcome.text == f"onetwo{text}three"
    assert finishes(result) == ["stop"]


@pytest.mark.parametrize("joined", [True, False])
async def test_template_padding_with_two_ends_is_a_fault(joined: bool) -> None:
    events = [_padded(b"one", b"x"), _padded(b"two", b"yz"), _padded(b"three" + _PADDED + b"x", b"y"), _STOP]
    result = await relayed([b"".join(events)] if joined else events)
    assert contents(result) == "onetwo"
    assert "not JSON" in result.events[-2]["error"]["message"]


@pytest.mark.parametrize("joined", [True, False])
async def test_template_padding_passes_and_is_not_text(joined: bool) -> None:
    events = [
        _padded(text, padding)
        for text, padding in ((b"a", b"x"), (b"b", b"yz"), (b'\\"', b""), (b"", b"\\\\"))
    ]
    result = await relayed([b"".join([*events, _STOP, DONE])] if joined else [*events, _STOP, DONE])
    assert [item["obfuscation"] for item in result.events[:4]] == ["x", "yz", "", "\\"]
    assert contents(result) == result.outcome.text == 'ab"'


async def test_template_padding_before_the_text_passes_and_is_not_text() -> None:
    def padded(text: str, padding: str) -> bytes:
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
        return framed({"obfuscation": padding, **chunk([choice])})

    events = [padded(text, padding) for text, padding in (("a", "x"), ("b", "yz"), ("c", "w"))]
    result = await relayed([*events, _STOP, DONE])
    assert [item["obfuscation"] for item in result.events[:3]] == ["x", "yz", "w"]
    assert contents(result) == result.outcome.text == "abc"


@pytest.mark.parametrize("named", ["<~1~>", "\\u003c~1~>", "<~2~>", "one", "assistant", UPSTREAM_ID])
async def test_template_equal_text_elsewhere_is_unchanged(named: str) -> None:
    def text_event(text: str) -> bytes:
        value = {
            **chunk([{"index": 0, "delta": {"content": text}, "finish_reason": None}]),
            "obfuscation": "<~2~>",
        }
        return framed({**value, "model": "NAMED", "x": {"one": text}}).replace(b"NAMED", named.encode())

    result = await relayed([*map(text_event, ("one", "one", "<~1~>", "two")), _STOP, DONE])
    assert contents(result) == "oneone<~1~>two"
    assert [item["x"] for item in result.events[:4]] == [
        {"one": text} for text in ("one", "one", "<~1~>", "two")
    ]
    assert {item["model"] for item in result.events[:4]} == {named.replace("\\u003c", "<")}


async def test_template_event_inside_a_comment_is_dropped() -> None:
    result = await relayed([_like(b"one"), _like(b"two"), b": a comment, no ", _like(b"three"), _STOP, DONE])
    assert contents(result) == "onetwo"


async def test_template_several_blank_lines_give_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # These chunks have no time, so that the relay sets it.
    monkeypatch.setattr("time.time", lambda: 1_700_000_000.0)
    # What passes as bytes keeps its escapes; an event that was read has characters. Neither may hang on the
    # packets.
    data = b"\n\n".join([_like(b"one"), _like(b"\\u00e9"), _like(b"\\u00e9"), _STOP, DONE])
    whole = await relayed([data])
    assert contents(whole) == "oneéé"
    for place in range(len(data)):
        assert (await relayed([data[:place], data[place:]])).data == whole.data


async def test_template_events_after_the_last_finish_are_read() -> None:
    late = [_like(b"late"), event({"content": "other"}, index=1)]
    result = await relayed([b"".join([_like(b"one"), _like(b"two"), _STOP, *late]), *late, DONE])
    assert contents(result) == "onetwolateotherlateother"
    texts = [choice["message"]["content"] for choice in result.completion["choices"]]
    assert texts == ["onetwolatelate", "otherother"]


async def test_template_finished_choice_beside_an_open_one_is_read() -> None:
    events = [
        event({"content": "a"}),
        _STOP,
        event({"content": "late"}),
        event({}, "length"),
        _like(b"later"),
    ]
    result = await relayed(
        [*events, event({"content": "b"}, index=1), event({}, "stop", index=1), DONE], choices=2
    )
    assert contents(result) == "alatelaterb"
    assert finishes(result) == ["length", "stop"]
    assert [choice["finish_reason"] for choice in result.completion["choices"]] == ["length", "stop"]
    assert result.outcome.text == "alatelaterb"


async def test_template_events_after_done_or_a_fault_are_dropped() -> None:
    events = [_like(b"one"), _like(b"two")]
    for end in (DONE, b"data: x\n\n"):
        result = await relayed([b"".join([*events, end, *events])])
        assert contents(result) == result.outcome.text == "onetwo"


@pytest.mark.parametrize(
    "events",
    [
        [event({"tool_calls": [{"index": 0, "id": "c", "function": {"name": "f", "arguments": "a"}}]})] * 3,
        [event({"content": "a", "reasoning": "b"})] * 3,
        [event({"content": "a", "annotations": [{"type": "n", "n": {}}]})] * 3,
        [
            framed(
                chunk(
                    [
                        {
                            "index": 0,
                            "delta": {"content": "a"},
                            "logprobs": {"content": [{"token": "t", "logprob": 1}]},
                            "finish_reason": None,
                        }
                    ]
                )
            )
        ]
        * 3,
    ],
)
async def test_template_repeated_other_members_are_recorded_each_time(events: list[Any]) -> None:
    split = await relayed([*events, _STOP, DONE])
    recorded = str(split.completion["choices"][0])
    assert any(recorded.count(one) == 3 for one in ("'n': {}", "'token': 't'")) or any(
        text in recorded for text in ("'aaa'}", "'bbb'")
    )


async def test_template_interleaved_choices_stay_separate() -> None:
    events = [event({"content": f"{index}{n}"}, index=index) for n in range(4) for index in range(5)]
    ends = [event({}, "stop", index=index) for index in range(5)]
    result = await relayed([b"".join([*events, *ends, DONE])], choices=5)
    texts = [choice["message"]["content"] for choice in result.completion["choices"]]
    assert texts == [f"{i}0{i}1{i}2{i}3" for i in range(5)]


async def test_template_finish_within_a_packet_ends_it_as_between_packets() -> None:
    # The finish has the template's head and tail, so that it is in one run with what follows it.
    finish = _padded(b"the end", b"y").replace(b'"finish_reason":null', b'"finish_reason":"stop"')
    events = [_padded(b"a", b"x"), _padded(b"b", b"yz"), finish, _padded(b"late", b"z"), DONE]
    joined, apart = await relayed([b"".join(events)]), await relayed(events)
    assert joined.events == apart.events
    assert joined.outcome == apart.outcome
    assert (contents(joined), finishes(joined)) == ("abthe endlate", ["stop"])
