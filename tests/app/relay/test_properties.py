"""Properties of every stream, in any packets and with any traps."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import UpstreamUnreachable
from tests.support.chat_ui import DisplayedAnswer, display
from tests.support.contract_validation import is_valid
from tests.support.hostile_streams import HostileStream, hostile_streams, split_into_packets
from tests.support.streams import OUR_ID, Relayed, relayed

_ANY = settings(max_examples=100, deadline=None)
_SCHEMAS = {
    name: {"$ref": f"#/components/schemas/{name}"}
    for name in ("CreateChatCompletionResponse", "CreateChatCompletionStreamResponse")
}


def _relay(pieces: list[bytes], choices: int, *, show_usage: bool) -> Relayed:
    return asyncio.run(relayed(pieces, choices=choices, show_usage=show_usage))


@_ANY
@given(st.data(), hostile_streams(), st.booleans())
def test_stream_parser_any_packets_give_the_same_bytes(
    data: st.DataObject, stream: HostileStream, show_usage: bool
) -> None:
    whole = _relay([stream.data], stream.choices, show_usage=show_usage)
    packets = data.draw(split_into_packets(stream.data))
    split = _relay(packets, stream.choices, show_usage=show_usage)
    assert split.data == whole.data
    assert split.outcome == whole.outcome


@_ANY
@given(st.data(), hostile_streams(), st.booleans())
def test_chat_relay_any_complete_stream_follows_every_rule(
    data: st.DataObject, stream: HostileStream, show_usage: bool
) -> None:
    packets = data.draw(split_into_packets(stream.data))
    result = _relay(packets, stream.choices, show_usage=show_usage)
    *events, last = result.events
    assert last == "[DONE]"
    assert events.count("[DONE]") == 0
    if show_usage and stream.usage is not None:
        assert (events[-1]["choices"], events.pop()["usage"]) == ([], stream.usage)
    assert all(_is_clean(event) for event in events)
    for index in range(stream.choices):
        choices = [event["choices"][0] for event in events if event["choices"][0]["index"] == index]
        assert "".join(choice["delta"].get("content", "") for choice in choices) == stream.texts[index]
        assert [choice["finish_reason"] for choice in choices[:-1]] == [None] * (len(choices) - 1)
        assert (choices[-1]["finish_reason"], choices[-1]["delta"].get("content", "")) == (
            stream.finishes[index],
            "",
        )
    assert events[-1]["choices"][0]["finish_reason"]
    assert result.before_commit + result.pieces[-1] == result.data
    _recorded_as_seen(result, stream)
    if stream.choices == 1:
        assert display(result.pieces) == DisplayedAnswer(stream.texts[0], "finished")


_HEAD = b'data: {"id":"chatcmpl-upstream","choices":[{"index":0,"delta":{"content":"'
_TAIL = b'"},"finish_reason":null}]}\n\n'
_INSIDES = st.lists(
    st.sampled_from(
        [
            b"a",
            b'"',
            b"\\",
            b'\\"',
            b'","',
            b",",
            b'"},"x":{"a":"',
            b"\\u0041",
            b"\xc3",
            b"\xa9",
            b"\x01",
            b"[",
            b"1",
        ]
    ),
    max_size=4,
).map(b"".join)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.data(), st.lists(_INSIDES, max_size=5))
def test_stream_parser_event_is_independent_of_its_neighbours(
    data: st.DataObject, insides: list[bytes]
) -> None:
    frames = [_HEAD + inside + _TAIL for inside in (b"first", *insides)]
    texts = []
    for frame in frames:
        try:
            value = json.loads(frame[6:].decode("utf-8", "replace"), strict=False)
            texts.append(value["choices"][0]["delta"]["content"])
        except ValueError:
            break
    result = _relay(data.draw(split_into_packets(b"".join(frames))), 1, show_usage=False)
    *events, error, terminal = result.events
    assert [event["choices"][0]["delta"].get("content", "") for event in events] == texts
    assert ("not JSON" in error["error"]["message"]) == (len(texts) < len(frames))
    assert terminal["choices"][0]["finish_reason"] == "length"
    assert result.outcome.text == "".join(texts)


def _is_clean(event: Any) -> bool:
    (choice,) = event["choices"]
    return (
        event["id"] == OUR_ID
        and event.get("usage") is None
        and choice["delta"].get("content", "") is not None
        and not (choice["finish_reason"] is not None and choice["delta"].get("content"))
        and is_valid(_SCHEMAS["CreateChatCompletionStreamResponse"], event)
    )


def _recorded_as_seen(result: Relayed, stream: HostileStream) -> None:
    assert result.outcome.status == "completed"
    assert result.completion["id"] == OUR_ID
    assert is_valid(_SCHEMAS["CreateChatCompletionResponse"], result.completion)
    assert result.completion.get("usage") == stream.usage
    for index, choice in enumerate(result.completion["choices"]):
        calls = choice["message"].get("tool_calls", [])
        assert (choice["message"]["content"] or "") == stream.texts[index]
        assert "".join(call["function"]["arguments"] for call in calls) == stream.arguments[index]
        assert choice["finish_reason"] == stream.finishes[index]


@_ANY
@given(st.data(), hostile_streams(), st.booleans())
def test_chat_relay_stream_cut_anywhere_is_complete_or_ends_with_error(
    data: st.DataObject, stream: HostileStream, raises: bool
) -> None:
    cut = data.draw(st.integers(0, len(stream.data)))
    packets: list[Any] = data.draw(split_into_packets(stream.data[:cut]))
    if raises:
        packets.append(UpstreamUnreachable("The upstream one.example broke off its answer."))
    result = asyncio.run(relayed(packets, choices=stream.choices))
    assert not result.abandoned
    chunks = [event for event in result.events if event != "[DONE]" and "error" not in event]
    for index in range(stream.choices):
        mine = [c for event in chunks for c in event["choices"] if c["index"] == index]
        assert stream.texts[index].startswith("".join(c["delta"].get("content", "") for c in mine))
        finishes = [c["finish_reason"] for c in mine if c["finish_reason"]]
        # Some servers ignore `n`: an answer is whole without a choice that never began.
        never_began = not mine and result.outcome.status == "completed"
        assert never_began or len(finishes) == 1
    if result.outcome.status == "completed":
        assert result.events[-1] == "[DONE]"
        return
    assert result.outcome.status == "failed"
    assert "[DONE]" not in result.events
    (error,) = [event["error"] for event in result.events if "error" in event]
    assert "one.example" in error["message"]
    if result.outcome.completion is not None:
        assert is_valid(_SCHEMAS["CreateChatCompletionResponse"], result.completion)
