"""Frames: packets become events; parsing of one event."""

from __future__ import annotations

import pytest

from app.relay.frames import Frames, data_of, dumps, loads, parse_event

_EVENTS = {
    "one line each": [b"data: a", b"data: b", b": comment", b"data: c"],
    "a name and a line each": [b"event: x\ndata: a", b"event: y\ndata: b", b"event: z\ndata: c"],
    "two lines": [b"data: a\ndata: b"] * 3,
    "of all kinds": [b"data: a", b"event: x\ndata: a", b"data: a\ndata: b\ndata: c", b"data: b"],
    # Has as many lines and blank lines as three events of two or three lines.
    "one of four lines among two of one": [b"data: a\ndata: b\ndata: c", b"data: d", b"data: e"],
    "one of five lines behind two with a name": [
        b"event: x\ndata: a",
        b"event: y\ndata: b",
        b"event: z\ndata: c\ndata: d\ndata: e\ndata: f",
    ],
    "none": [],
}


@pytest.mark.parametrize(
    ("frame", "data"),
    [
        (b'data: {"a": 1}', b'{"a": 1}'),
        (b'data:{"a": 1}', b'{"a": 1}'),
        (b'data: {"a":\ndata: 1}', b'{"a":\n1}'),
        (b'data: {"a": 1}\nid: 3', b'{"a": 1}'),
        (b"event: error\ndata: [DONE]", b"[DONE]"),
        (b'event: a\ndata: {"a": 1}', b'{"a": 1}'),
        (b'event: a\ndata: {"a":\ndata: 1}', b'{"a":\n1}'),
        (b'event: a\nid: 3\ndata: {"a": 1}', b'{"a": 1}'),
        (b"data: [DONE]", b"[DONE]"),
        (b": a comment", None),
        (b"", None),
    ],
)
def test_data_of_equals_the_data_of_parse_event(frame: bytes, data: bytes | None) -> None:
    assert data_of(frame + b"\n") == parse_event(frame).data == data


@pytest.mark.parametrize("events", _EVENTS.values(), ids=_EVENTS.keys())
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("blank", [1, 2, 3])
@pytest.mark.parametrize("before", ["", "\n"])
def test_frames_any_packets_give_the_same_events(
    events: list[bytes], end: str, blank: int, before: str
) -> None:
    text = before + "".join(event.decode() + "\n" * (1 + blank) for event in events)
    data = text.replace("\n", end).encode()
    found = [event + b"\n" for event in events]
    assert Frames(1000).events(data) == found
    assert Frames(1000).feed(data) == b"".join(event + b"\n" for event in found)
    for place in range(len(data)):
        frames = Frames(1000)
        assert frames.events(data[:place]) + frames.events(data[place:]) == found


@pytest.mark.parametrize("data", [b'{"a":[1,"b"]}', b'{"a":[1,"\\ud83d"]}'], ids=["text", "lone surrogate"])
def test_dumps_of_loaded_json_is_compact(data: bytes) -> None:
    assert dumps(loads(data)) == data
