"""Chunks that match a template are not parsed; their events equal those of parsing each chunk."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.responses import upstream_events
from app.engine.responses.upstream_events import ChatAnswerReader
from app.engine.translation.output_events import OutputEvent
from tests.app.engine.translation.chunks import stream
from tests.support.hostile_streams import HostileStream, hostile_streams, split_into_packets
from tests.support.streams import DONE, event, framed, named_upstream

_STOP = event({}, "stop")


def _read(packets: list[bytes]) -> list[dict[str, Any]]:
    """The events of a stream, read packet by packet."""
    answer = stream()
    reader = ChatAnswerReader(answer, named_upstream())
    return _values([answer.begin(), *(reader.read(packet) for packet in packets), reader.finish()])


def _parsed_each(packets: list[bytes]) -> list[dict[str, Any]]:
    """The same by a reader that learns no template."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upstream_events, "_MAX_LEARN_ATTEMPTS", 0)
        return _read(packets)


def _values(found: list[list[OutputEvent]]) -> list[dict[str, Any]]:
    values = [json.loads(frame.frame().split(b"\ndata: ")[1]) for events in found for frame in events]
    assert [value["sequence_number"] for value in values] == list(range(len(values)))
    return values


def _texts(values: list[dict[str, Any]]) -> list[str]:
    return [value["delta"] for value in values if value["type"] == "response.output_text.delta"]


_TEXTS = [event({"content": text}) for text in ("a", "b", "c", "d")]


@pytest.mark.parametrize(
    ("between", "texts"),
    [
        ([], ["a", "b", "c", "d"]),
        ([event({"content": 'é"\\'})], ["a", "b", 'é"\\', "c", "d"]),
        ([event({"content": ""})], ["a", "b", "c", "d"]),
        ([b": still there\n\n"], ["a", "b", "c", "d"]),
        ([framed({"id": "chatcmpl-upstream", "choices": []})], ["a", "b", "c", "d"]),
        ([event({"content": "x"}, "stop")], ["a", "b", "x", "c", "d"]),
        ([event({"refusal": "no"})], ["a", "b", "c", "d"]),
        ([event({"reasoning": "why"})], ["a", "b", "c", "d"]),
        ([event({"content": "x"}, id="chatcmpl-other")], ["a", "b", "x", "c", "d"]),
        ([event({"content": "x"}, error={"message": "no"})], ["a", "b"]),
        ([b'data: {"error": {"message": "no"}}\n\n'], ["a", "b"]),
        ([b"data: {\n\n"], ["a", "b"]),
        ([event({"content": "x"}).replace(b'"x"', b'"x","y"')], ["a", "b"]),
        ([event({"content": "x"}).replace(b'"x"', b'"x\\"')], ["a", "b"]),
        ([event({"content": "x"}).replace(b'"x"', b'"\\ud800"')], ["a", "b", "\ufffdc", "d"]),
        ([event({"content": "x"}).replace(b'"x"', b"7")], ["a", "b", "7", "c", "d"]),
        ([DONE], ["a", "b"]),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_event_reader_other_events_between_texts_are_read(
    between: list[bytes], texts: list[str], together: bool
) -> None:
    events = [*_TEXTS[:2], *between, *_TEXTS[2:], _STOP, DONE]
    packets = [b"".join(events)] if together else events
    values = _read(packets)
    assert _texts(values) == texts
    assert _kinds(values) == _kinds(_parsed_each(packets))


async def test_event_reader_parses_only_the_first_text(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = stream()
    fed: list[Any] = []
    feed: Callable[[Any], list[OutputEvent]] = answer.feed

    def counted(chunk: Any) -> list[OutputEvent]:
        fed.append(chunk)
        return feed(chunk)

    monkeypatch.setattr(answer, "feed", counted)
    found = ChatAnswerReader(answer, named_upstream()).read(b"".join([*_TEXTS * 20, _STOP]))
    assert len([one for one in found if one.type == "response.output_text.delta"]) == 80
    assert len(fed) == 2


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.data(), hostile_streams(most_choices=1))
def test_event_reader_any_stream_equals_parsing_each_event(data: st.DataObject, chat: HostileStream) -> None:
    packets = data.draw(split_into_packets(chat.data))
    assert _kinds(_read(packets)) == _kinds(_parsed_each([chat.data]))


def _kinds(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in each.items() if name != "created_at"} for each in values]
