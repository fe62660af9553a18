"""Shapes: what one stream learned is reused by the next one, with the same result."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.relay.shape import Shapes, TemplateCache
from tests.support.hostile_streams import HostileStream, hostile_streams, split_into_packets
from tests.support.streams import DONE, OUR_ID, Relayed, chunk, contents, event, framed, relayed

_STOP = event({}, "stop")
_CALL = {"index": 0, "id": "call_1", "function": {"name": "look", "arguments": "a"}}


def _text_chunk(text: str, provider_id: str, created: int = 1700000000, **members: Any) -> bytes:
    """A chunk with an escape in its text, which remains only if the event passes as bytes."""
    choice = {"index": 0, "delta": {"content": text + "<e>"}, "logprobs": None, "finish_reason": None}
    value = chunk([choice], id=provider_id, created=created, **members)
    return framed(value).replace(b"<e>", b"\\u00e9")


def _stream(provider_id: str, created: int = 1700000000, **members: Any) -> list[bytes]:
    first = chunk(
        [{"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": None}],
        id=provider_id,
        created=created,
    )
    texts = [_text_chunk(text, provider_id, created, **members) for text in ("one", "two")]
    return [framed(first), *texts, _STOP, DONE]


def _passed(result: Relayed) -> int:
    """The number of events that passed as bytes."""
    return result.data.count(b"\\u00e9")


async def test_shapes_next_stream_passes_its_first_text_as_bytes() -> None:
    shapes = Shapes()
    first = await relayed(_stream("chatcmpl-a"), shapes=shapes)
    second = await relayed(_stream("chatcmpl-b-2", 1700000123), shapes=shapes)
    assert (_passed(first), _passed(second)) == (1, 2)
    assert contents(first) == contents(second) == "oneétwoé"
    assert {item["id"] for item in second.events[:-1]} == {OUR_ID}
    assert [item["created"] for item in second.events[:3]] == [1700000123] * 3
    assert b"chatcmpl-a" not in second.data
    assert second.outcome.provider_id == "chatcmpl-b-2"
    assert second.completion["created"] == 1700000123
    assert second.completion["choices"][0]["message"]["content"] == "oneétwoé"


async def test_shapes_id_and_time_behind_the_text_are_replaced() -> None:
    def reordered(packet: bytes) -> bytes:
        value = json.loads(packet.removeprefix(b"data: "))
        ends = {name: value.pop(name) for name in ("id", "created")}
        return framed(value | ends).replace("é".encode(), b"\\u00e9")

    shapes = Shapes()
    for provider_id, created, passed in (("chatcmpl-a", 1700000000, 1), ("chatcmpl-b-2", 1700000123, 2)):
        first, *texts, stop, done = _stream(provider_id, created)
        result = await relayed([first, *map(reordered, texts), stop, done], shapes=shapes)
        assert _passed(result) == passed
        assert contents(result) == result.outcome.text == "oneétwoé"
        assert [item["created"] for item in result.events[:3]] == [created] * 3


async def test_shapes_number_whose_exponent_equals_the_time_is_not_replaced() -> None:
    shapes = Shapes()
    for passed in (1, 2):
        # With the mark for a time in its exponent, the number is none of JSON.
        packets = [packet.replace(b'{"id"', b'{"weight":1e5,"id"') for packet in _stream("chatcmpl-a", 5)]
        result = await relayed(packets, shapes=shapes)
        assert _passed(result) == passed
        assert {item["weight"] for item in result.events[:3]} == {1e5}
        assert contents(result) == "oneétwoé"


@pytest.mark.parametrize(
    "other",
    [
        {"model": "m-2"},
        {"system_fingerprint": "fp_2"},
        {"provider_id": 'chatcmpl-"b'},
        {"provider_id": "chatcmpl-\u00e4"},
        {"provider_id": ""},
        {"created": 1700000000.5},
        {"created": True},
        {"created": "1700000000"},
        {"created": -5},
    ],
)
async def test_shapes_stream_of_another_form_learns_its_own(other: dict[str, Any]) -> None:
    shapes = Shapes()
    await relayed(_stream("chatcmpl-a"), shapes=shapes)
    packets = _stream(**{"provider_id": "chatcmpl-b", **other})
    result = await relayed(packets, shapes=shapes)
    alone = await relayed(packets)
    assert _passed(result) == 1
    assert (result.data, result.outcome) == (alone.data, alone.outcome)


async def test_shapes_members_of_a_recalled_event_are_recorded() -> None:
    shapes = Shapes()
    for number in range(3):
        packets = _stream(f"chatcmpl-{number}", system_fingerprint="fp_1", service_tier="flex")
        result = await relayed(packets, shapes=shapes)
        assert result.completion["system_fingerprint"] == "fp_1"
        assert result.completion["service_tier"] == "flex"
    assert _passed(result) == 2


async def test_shapes_choice_members_of_a_recalled_event_are_recorded() -> None:
    def packets(provider_id: str) -> list[bytes]:
        choice = {
            "index": 0,
            "delta": {"content": "one<e>"},
            "finish_reason": None,
            "filtered": {"hate": False},
        }
        event_ = framed(chunk([choice], id=provider_id)).replace(b"<e>", b"\\u00e9")
        return [_stream(provider_id)[0], event_, _STOP, DONE]

    shapes = Shapes()
    first, second = [await relayed(packets(name), shapes=shapes) for name in ("chatcmpl-a", "chatcmpl-b")]
    assert (_passed(first), _passed(second)) == (0, 1)
    assert [r.completion["choices"][0]["filtered"] for r in (first, second)] == [{"hate": False}] * 2


async def test_shapes_fifth_form_evicts_the_form_that_was_not_used_for_longest() -> None:
    shapes = Shapes()

    async def is_known(fingerprint: str) -> bool:
        return (
            _passed(await relayed(_stream("chatcmpl-a", system_fingerprint=fingerprint), shapes=shapes)) == 2
        )

    assert [await is_known(form) for form in "abcd"] == [False] * 4
    assert await is_known("a")
    assert not await is_known("e")
    assert [await is_known(form) for form in "acde"] == [True] * 4
    assert not await is_known("b")


async def test_shapes_usage_is_that_of_the_stream() -> None:
    shapes = Shapes()
    for tokens in (2, 2, 5):
        usage = {"prompt_tokens": 1, "completion_tokens": tokens, "total_tokens": 1 + tokens}
        result = await relayed(_stream("chatcmpl-a", x_groq={"usage": usage}), shapes=shapes)
        assert result.outcome.usage is not None
        assert result.outcome.usage.output_tokens == tokens
    assert (await relayed(_stream("chatcmpl-b"), shapes=shapes)).outcome.usage is None


@pytest.mark.parametrize("other", [_stream("chatcmpl-b"), _stream("chatcmpl-a", 1700000001)])
async def test_shapes_first_event_with_another_id_or_time_still_learns(other: list[bytes]) -> None:
    for shapes in [Shapes()] * 2:
        result = await relayed([_stream("chatcmpl-a")[0], *other[1:]], shapes=shapes)
        assert _passed(result) == 1
        assert contents(result) == result.outcome.text == "oneétwoé"


@pytest.mark.parametrize("before", [DONE, b"data: no JSON\n\n"])
async def test_shapes_events_after_the_end_are_dropped(before: bytes) -> None:
    shapes = Shapes()
    await relayed(_stream("chatcmpl-a"), shapes=shapes)
    first, *late = _stream("chatcmpl-b")
    result = await relayed([first + before + b"".join(late)], shapes=shapes)
    assert contents(result) == result.outcome.text == ""


async def test_shapes_text_after_a_finish_is_read() -> None:
    shapes = Shapes()
    await relayed(_stream("chatcmpl-a"), shapes=shapes)
    first, *late = _stream("chatcmpl-b")
    result = await relayed([first + _STOP + b"".join(late)], shapes=shapes)
    assert contents(result) == "oneétwoé"
    assert result.events[-1] == "[DONE]"


@pytest.mark.parametrize("named", ["<~1~>", "<~3~>", "4815162342108151623", OUR_ID])
async def test_shapes_model_named_like_a_mark_passes(named: str) -> None:
    escaped = "".join(f"\\u{ord(character):04x}" for character in named).encode()
    shapes = Shapes()
    for provider_id in ("chatcmpl-a", "chatcmpl-b"):
        packets = [packet.replace(b'"m-1"', b'"' + escaped + b'"') for packet in _stream(provider_id)]
        result = await relayed(
            [*packets[:-2], _text_chunk("three", provider_id).replace(b"m-1", escaped), DONE], shapes=shapes
        )
        chunks = [item for item in result.events if item != "[DONE]" and "error" not in item]
        assert {item["model"] for item in chunks} == {named}
        assert contents(result) == result.outcome.text == "oneétwoéthreeé"


async def test_shapes_tool_call_arguments_pass_as_bytes() -> None:
    def packets(provider_id: str) -> list[bytes]:
        first = event({"role": "assistant", "tool_calls": [_CALL]}, id=provider_id)
        more = {"tool_calls": [{"index": 0, "function": {"arguments": "<e>"}}]}
        return [first, event(more, id=provider_id).replace(b"<e>", b"\\u00e9"), _STOP, DONE]

    shapes = Shapes()
    first, second = [await relayed(packets(name), shapes=shapes) for name in ("chatcmpl-a", "chatcmpl-b")]
    assert (_passed(first), _passed(second)) == (0, 1)
    for result in (first, second):
        (call,) = result.completion["choices"][0]["message"]["tool_calls"]
        assert call == {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": "aé"}}


def _arguments(text: str, **members: Any) -> bytes:
    return event({"tool_calls": [{"index": 0, **members, "function": {"arguments": text}}]})


@pytest.mark.parametrize("first_arguments", ["", '"'])
@pytest.mark.parametrize("continued", [["", '"'], ["{}"], ["{", ""], ["{", "", "}"], ["{}", "", '"']])
@pytest.mark.parametrize("members", [{}, {"id": "call_0"}])
async def test_shapes_arguments_give_the_same_result(
    first_arguments: str, continued: list[str], members: dict[str, Any]
) -> None:
    function = {"name": "look", "arguments": first_arguments}
    first = event({"tool_calls": [{"index": 0, "id": "call_0", "function": function}]})
    shapes = Shapes()
    learned = [first, _arguments("{", **members), _STOP, DONE]
    await relayed([b"".join(learned)], shapes=shapes)
    packets = [first, *[_arguments(text, **members) for text in continued], _STOP, DONE]
    for pieces in (packets, [b"".join(packets)]):
        after = await relayed(pieces, shapes=shapes)
        alone = await relayed(pieces)
        assert after.events == alone.events
        assert after.outcome == alone.outcome


async def test_shapes_stream_with_a_mark_and_empty_arguments_gives_the_same_result() -> None:
    name = {"id": "call_0", "function": {"name": "look", "arguments": '"'}}
    events = [
        event({"tool_calls": [{"index": 0, **name}]}),
        *[_arguments(text, id="call_0") for text in ("", '"')],
        _STOP,
        DONE,
    ]
    stream = b"\xef\xbb\xbf" + b"".join(events)
    shapes = Shapes()
    await relayed([stream], shapes=shapes)
    other = stream.replace(b"1700000000", b"1700000123")
    after, alone = await relayed([other], shapes=shapes), await relayed([other])
    assert after.events == alone.events
    assert after.events[1]["choices"][0]["delta"] == {}
    assert after.outcome == alone.outcome


@pytest.mark.parametrize("name", ["content", "reasoning_content"])
async def test_shapes_empty_text_is_no_output(name: str) -> None:
    def packets(text: str, finish: str) -> list[bytes]:
        first = event({"role": "assistant", name: ""})
        return [first, event({name: text}), event({}, finish), DONE]

    shapes = Shapes()
    await relayed(packets("one", "stop"), shapes=shapes)
    # An unknown finish without any output is an error of the upstream.
    for text in ("", "two"):
        after, alone = [await relayed(packets(text, "error"), shapes=known) for known in (shapes, None)]
        assert after.events == alone.events
        assert after.completion == alone.completion
        assert after.outcome.status == alone.outcome.status == ("completed" if text else "failed")


@pytest.mark.parametrize("holder", ["choice", "delta"])
async def test_shapes_usage_in_a_choice_is_that_of_the_stream(holder: str) -> None:
    usage = {"usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}
    choice: dict[str, Any] = {"index": 0, "delta": {"content": "one"}, "finish_reason": None}
    (choice if holder == "choice" else choice["delta"]).update(usage)
    shapes = Shapes()
    text = framed(chunk([choice], id="chatcmpl-a"))
    for _ in range(2):
        result = await relayed([_stream("chatcmpl-a")[0], text, _STOP], shapes=shapes)
        assert result.outcome.usage is not None
        assert result.outcome.usage.output_tokens == 1


async def test_shapes_invalid_text_in_a_known_shape_is_a_fault() -> None:
    shapes = Shapes()
    await relayed(_stream("chatcmpl-a"), shapes=shapes)
    first, text_chunk, *_ = _stream("chatcmpl-b")
    result = await relayed([first, text_chunk.replace(b"one", b'o"ne')], shapes=shapes)
    assert "not JSON" in result.events[-2]["error"]["message"]
    assert contents(result) == ""


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    st.data(),
    hostile_streams(),
    st.booleans(),
    st.sampled_from(["chatcmpl-upstream", "other-1", 'o"', "<~3~>", "17"]),
)
def test_shapes_any_earlier_streams_give_the_same_result(
    data: st.DataObject, stream: HostileStream, show_usage: bool, provider_id: str
) -> None:
    # Texts may look like ids, and are changed too.
    written = json.dumps(provider_id)[1:-1].encode()
    other = stream.data.replace(b"chatcmpl-upstream", written).replace(b"1700000000", b"1700000123")
    shapes = Shapes()
    for before in data.draw(st.lists(hostile_streams(most_choices=1), max_size=2)):
        asyncio.run(relayed([before.data], shapes=shapes))
    asyncio.run(relayed([stream.data], choices=stream.choices, shapes=shapes))
    given: dict[str, Any] = {"choices": stream.choices, "show_usage": show_usage}
    after = asyncio.run(relayed(data.draw(split_into_packets(other)), shapes=shapes, **given))
    alone = asyncio.run(relayed([other], **given))
    assert after.events == alone.events
    assert after.outcome == alone.outcome


async def test_template_cache_is_bounded() -> None:
    cache = TemplateCache()
    shapes = cache.shapes("one.example", "chat", "m-1")
    assert cache.shapes("one.example", "chat", "m-1") is shapes
    for number in range(20):
        await relayed(_stream("chatcmpl-a", system_fingerprint=f"fp_{number}"), shapes=shapes)
    assert len(list(shapes)) == 4
    for number in range(300):
        cache.shapes("one.example", "chat", f"m-{number + 2}")
    assert cache.shapes("one.example", "chat", "m-1") is not shapes


async def test_template_cache_long_keys_and_events_are_not_stored() -> None:
    cache = TemplateCache()
    name = "m" * 10_000
    assert cache.shapes("one.example", "chat", name) is not cache.shapes("one.example", "chat", name)
    shapes = cache.shapes("one.example", "chat", "m-1")
    result = await relayed(_stream("chatcmpl-a", padding="x" * 20_000), shapes=shapes)
    assert _passed(result) == 1
    assert not list(shapes)


@pytest.mark.parametrize("digits", ["3" * 5000, "1700000000", "0" * 20])
async def test_shapes_text_of_digits_passes(digits: str) -> None:
    shapes = Shapes()
    for provider_id in ("chatcmpl-a", "chatcmpl-b"):
        first, *_ = _stream(provider_id)
        # Before the time, which is searched among all digits.
        note = b'{"note":"' + digits.encode() + b'","id"'
        chunks = [_text_chunk(digits, provider_id).replace(b'{"id"', note) for _ in range(2)]
        result = await relayed([first, *chunks, _STOP, DONE], shapes=shapes)
        assert contents(result) == result.outcome.text == (digits + "é") * 2
        assert result.outcome.status == "completed"
