"""What an event holds."""

from __future__ import annotations

import pytest

from app.relay.frames import data_of, read


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
def test_the_data_alone_is_what_the_whole_event_has(frame: bytes, data: bytes | None) -> None:
    assert data_of(frame) == read(frame).data == data
