"""A chat's chunks that look alike are passed by: what comes of them is what each would give by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.responses.upstream_events import UpstreamEventReader
from app.engine.translation.events import OutputEvent
from app.relay.frames import Frames
from tests.app.engine.translation.chunks import stream
from tests.support.hostile_streams import HostileStream, hostile_streams, split_into_packets
from tests.support.streams import DONE, event, framed

_STOP = event({}, "stop")


def _read(packets: list[bytes]) -> list[dict[str, Any]]:
    """What comes of a stream, packet by packet."""
    told = stream()
    frames, reading = Frames(100_000), UpstreamEventReader(told)
    return _values(
        [told.begin(), *(reading.read(frames.events(packet)) for packet in packets), told.finish()]
    )


def _alone(packets: list[bytes]) -> list[dict[str, Any]]:
    """The same, where each event meets a reading that has learned nothing."""
    told = stream()
    frames = Frames(100_000)
    found = [told.begin()]
    for packet in packets:
        found += [UpstreamEventReader(told).read([one]) for one in frames.events(packet)]
    return _values([*found, told.finish()])


def _values(found: list[list[OutputEvent]]) -> list[dict[str, Any]]:
    values = [json.loads(frame.frame().split(b"\ndata: ")[1]) for events in found for frame in events]
    assert [value["sequence_number"] for value in values] == list(range(len(values)))
    return values


def _texts(values: list[dict[str, Any]]) -> list[str]:
    return [value["delta"] for value in values if value["type"] == "response.output_text.delta"]


_SAID = [event({"content": text}) for text in ("a", "b", "c", "d")]


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
        ([event({"content": "x"}).replace(b'"x"', b'"\\ud800"')], ["a", "b"]),
        ([event({"content": "x"}).replace(b'"x"', b"7")], ["a", "b"]),
        ([DONE], ["a", "b"]),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_what_stands_between_them_is_read(between: list[bytes], texts: list[str], together: bool) -> None:
    events = [*_SAID[:2], *between, *_SAID[2:], _STOP, DONE]
    packets = [b"".join(events)] if together else events
    values = _read(packets)
    assert _texts(values) == texts
    assert _kinds(values) == _kinds(_alone(packets))


async def test_only_the_first_of_them_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    told = stream()
    fed: list[Any] = []
    feed: Callable[[Any], list[OutputEvent]] = told.feed

    def counted(chunk: Any) -> list[OutputEvent]:
        fed.append(chunk)
        return feed(chunk)

    monkeypatch.setattr(told, "feed", counted)
    found = UpstreamEventReader(told).read(Frames(100_000).events(b"".join([*_SAID * 20, _STOP])))
    assert len([one for one in found if one.type == "response.output_text.delta"]) == 80
    assert len(fed) == 2


@settings(max_examples=150, deadline=None)
@given(st.data(), hostile_streams(most_choices=1))
def test_any_stream_is_the_same_as_read_one_by_one(data: st.DataObject, chat: HostileStream) -> None:
    packets = data.draw(split_into_packets(chat.data))
    assert _kinds(_read(packets)) == _kinds(_alone([chat.data]))


def _kinds(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in each.items() if name != "created_at"} for each in values]
