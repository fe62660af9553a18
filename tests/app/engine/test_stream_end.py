"""Only the end of a forwarded stream is held back, wherever its upstream reports the usage."""

from __future__ import annotations

import pytest

from app.engine.stream_end import StreamEnd

_DONE = b"data: [DONE]\n\n"


def _event(number: int, usage: int | None = None) -> bytes:
    member = b"" if usage is None else b',"usage":{"prompt_tokens":1,"completion_tokens":%d}' % usage
    return b'data: {"n":%d%b}\n\n' % (number, member)


_PLAIN = [_event(number) for number in range(5)]
_STREAMS = {
    "at the end": [*_PLAIN, _event(5, 9), _DONE],
    "last but one": [*_PLAIN, _event(5, 9), _event(6)],
    "in every event": [*(_event(number, number) for number in range(9)), _event(9, 9), _DONE],
    "early": [_event(0, 9), *_PLAIN, _DONE],
    "none": [*_PLAIN, _DONE],
    "null": [*(b'data: {"n":1,"usage":null}\n\n' for _ in range(5)), _DONE],
}


@pytest.mark.parametrize("name", _STREAMS)
def test_stream_end_holds_the_last_events_only(name: str) -> None:
    events, end, sent = _STREAMS[name], StreamEnd(), b""
    for number, event in enumerate(events):
        for passed in end.add(event, event):
            assert passed
            sent += passed
        # Two events may wait for the next one.
        assert sent.count(b"\n\n") >= number - 1
    assert sent + end.held == b"".join(events)
    assert end.held.endswith(events[-1])
    has_usage = name not in ("none", "null")
    assert (end.usage is not None) == has_usage
    if end.usage is not None:
        assert end.usage.output_tokens == 9
    if name in ("at the end", "last but one", "in every event"):
        assert end.held == b"".join(events[-2:])


def test_stream_end_early_usage_holds_nothing_later() -> None:
    end = StreamEnd()
    for event in (_event(0, 9), *_PLAIN):
        list(end.add(event, event))
    assert end.held == b""
    assert list(end.add(_event(7), _event(7))) == [_event(7)]


def test_stream_end_of_several_events_in_one_chunk_holds_the_last_ones() -> None:
    end, chunk = StreamEnd(), b"".join(_STREAMS["in every event"])
    assert b"".join(end.add(chunk, chunk)) + end.held == chunk
    assert end.held == _event(9, 9) + _DONE
