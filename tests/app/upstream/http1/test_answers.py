"""Connection: every form of an HTTP/1.1 answer, in any packets."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.upstream.http1.connection import Connection
from tests.support.raw_peer import get, peer, read_body, respond_in_order

_CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

# Method, bytes, status, body, whether the connection is reusable.
_ANSWERS: dict[str, tuple[str, bytes, int, bytes, bool]] = {
    "length": ("GET", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, b"hello", True),
    "empty": ("GET", b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", 200, b"", True),
    "chunked": ("GET", _CHUNKED + b"3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n", 200, b"hello", True),
    "extensions": ("GET", _CHUNKED + b'3;a=b\r\nhel\r\n2;c="d"\r\nlo\r\n0;e\r\n\r\n', 200, b"hello", True),
    "trailers": ("GET", _CHUNKED + b"5\r\nhello\r\n0\r\nX-Later: 1\r\nX-Odd: 2\r\n\r\n", 200, b"hello", True),
    "interim": (
        "POST",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nx-early: 1\r\n\r\n"
        b"HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\nhi",
        201,
        b"hi",
        True,
    ),
    "no content": ("DELETE", b"HTTP/1.1 204 No Content\r\n\r\n", 204, b"", True),
    "not modified": ("GET", b"HTTP/1.1 304 Not Modified\r\ncontent-length: 9\r\n\r\n", 304, b"", True),
    "head": ("HEAD", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n", 200, b"", False),
    "close": (
        "GET",
        b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nhi",
        200,
        b"hi",
        False,
    ),
    "old": ("GET", b"HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nhi", 200, b"hi", False),
    "too much": ("GET", b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi there", 200, b"hi", False),
    "two": ("GET", b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi" * 2, 200, b"hi", False),
    "two chunked": ("GET", (_CHUNKED + b"2\r\nhi\r\n0\r\n\r\n") * 2, 200, b"hi", False),
    "a half": (
        "GET",
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhiHTTP/1.1 200 OK\r\nx: ",
        200,
        b"hi",
        False,
    ),
    "to the end": ("GET", b"HTTP/1.1 200 OK\r\n\r\nhello", 200, b"hello", False),
    "no reason": ("GET", b"HTTP/1.1 500\r\ncontent-length: 0\r\n\r\n", 500, b"", True),
}


@pytest.mark.usefixtures("either_client")
@pytest.mark.parametrize("name", _ANSWERS)
async def test_http_client_answer_is_read_whole_and_connection_reused_if_allowed(name: str) -> None:
    method, data, status, body, again = _ANSWERS[name]
    last = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    script = respond_in_order(data) if name == "to the end" else respond_in_order(data, last)
    async with peer(script) as server:
        client = server.client()
        response = await client.send(get(method=method))
        assert (response.status, await read_body(response)) == (status, body)
        if name != "to the end":
            assert (await client.send(get())).status in (status, 200)
            assert len(server.connections) == (1 if again else 2)
        await client.close()


@pytest.mark.usefixtures("either_client")
async def test_http_client_headers_are_lower_case_without_trailers_and_interim_answers() -> None:
    data = b"HTTP/1.1 103 Hints\r\nx-early: 1\r\n\r\n" + _CHUNKED.replace(
        b"\r\n\r\n", b"\r\nX-A: \xe9 b \r\nx-a: 2\r\n\r\n"
    )
    async with peer(respond_in_order(data + b"1\r\nx\r\n0\r\nX-Later: 1\r\n\r\n")) as server:
        client = server.client()
        response = await client.send(get())
        assert await read_body(response) == b"x"
        assert response.headers == [("transfer-encoding", "chunked"), ("x-a", "\xe9 b"), ("x-a", "2")]
        assert (response.header("x-a"), response.header("x-b")) == ("\xe9 b", "")
        await client.close()


class _Transport(asyncio.Transport):
    """A transport that ignores all calls."""

    def write(self, data: Any) -> None:
        pass

    def is_closing(self) -> bool:
        return False

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass

    def abort(self) -> None:
        pass


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(sorted(_ANSWERS)), st.data())
def test_connection_any_packets_give_the_same_answer(name: str, draw: st.DataObject) -> None:
    method, data, status, body, again = _ANSWERS[name]
    places = draw.draw(st.sets(st.integers(1, len(data) - 1), max_size=8))
    loop = asyncio.SelectorEventLoop()
    try:
        connection = Connection(loop, lambda ended: None)
        connection.connection_made(_Transport())
        connection.begin(method)
        came = b""
        edges = [0, *sorted(places), len(data)]
        for start, end in pairwise(edges):
            connection.data_received(data[start:end])
            came += connection.read_nowait()
        assert (connection.status, came) == (status, body)
        assert connection.usable == again
        if name == "to the end":
            connection.connection_lost(None)
        assert connection.complete
        assert connection.failure == ""
    finally:
        loop.close()
