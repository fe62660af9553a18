"""AnswerFraming: the parser of an answer never has bytes behind its end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.upstream.client import Headers
from app.upstream.http1.network_errors import ConnectionLost
from app.upstream.httpx_client.framing import AnswerFraming

_CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"

# Head, body, the headers that frame it.
_ANSWERS: dict[str, tuple[bytes, bytes, Headers]] = {
    "length": (b"HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n", b"a\r\n\r\nb\r\n", [("content-length", "8")]),
    "empty": (b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", b"", [("content-length", "0")]),
    "chunked": (_CHUNKED, b"2\r\nhi\r\n6\r\n\r\n\r\n\r\n\r\n0\r\n\r\n", []),
    "trailers": (_CHUNKED, b"2\r\nhi\r\n0\r\nx: y\r\n\r\n", []),
    "interim": (b"HTTP/1.1 100 Continue\r\n\r\n" + _CHUNKED, b"0\r\n\r\n", []),
}


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(
    st.sampled_from(sorted(_ANSWERS)),
    st.binary(min_size=1, max_size=8) | st.just(b"HTTP/1.1 200 OK\r\n\r\n"),
    st.lists(st.integers(1, 12), max_size=20),
)
def test_framing_any_packets_and_reads_leave_what_is_behind_the_answer(
    name: str, behind: bytes, packets: list[int]
) -> None:
    head, body, headers = _ANSWERS[name]
    coming = head + body + behind
    framing = AnswerFraming()
    unread = bytearray()
    given_bytes = b""
    while len(given_bytes) < len(head + body):
        size = packets.pop(0) if packets else len(coming)
        unread += coming[:size]
        coming = coming[size:]
        while unread and len(given_bytes) < len(head + body):
            part = framing.take(unread, 3 if len(packets) % 2 else 65536)
            assert part
            given_bytes += part
            if given_bytes == head:
                assert framing.at_blank_line
                framing.on_head("GET", 200, headers)
    assert given_bytes == head + body
    assert bytes(unread) + coming == behind
    assert framing.body_ended == bool(headers)


@pytest.mark.parametrize("start", [b"S", b"HTTP/2", b"HTTP/1,1", b"\r\nHTTP/1.1"])
def test_framing_take_what_is_no_head_raises(start: bytes) -> None:
    with pytest.raises(ConnectionLost, match="not HTTP"):
        AnswerFraming().take(bytearray(start), 65536)
