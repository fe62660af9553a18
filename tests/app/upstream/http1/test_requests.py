"""Requests: heads without injection, bodies of any size, backpressure."""

from __future__ import annotations

import asyncio
import contextlib
import tracemalloc
from collections.abc import AsyncGenerator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.aio.content import MemoryContent, SpoolContent
from app.errors import BadRequest, UpstreamTimeout
from app.upstream.client import AnswerLimits, NotConnected, Timeouts, UpstreamRequest
from app.upstream.http1.head import RequestHeads
from tests.support.raw_peer import PeerConnection, peer, post, read_body, respond_in_order, wait_until

_OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"
_HEADS = RequestHeads("http://127.0.0.1:80/v1", "sk-operator")


@pytest.mark.parametrize(
    ("base", "host", "target"),
    [
        ("https://api.openai.com/v1", b"api.openai.com", b"/v1/models"),
        ("http://[::1]:8000/", b"[::1]:8000", b"/models"),
        ("http://b\xfccher.example/a%20b/v1/", b"xn--bcher-kva.example", b"/a%20b/v1/models"),
    ],
)
def test_request_heads_host_and_key_are_sent(base: str, host: bytes, target: bytes) -> None:
    written = RequestHeads(base, "sk-operator").build("GET", "/models", "", [("accept", "a/b")], None)
    first, *lines = written.split(b"\r\n")
    assert first == b"GET " + target + b" HTTP/1.1"
    assert lines == [
        b"host: " + host,
        b"user-agent: llm-backend",
        b"accept-encoding: identity",
        b"authorization: Bearer sk-operator",
        b"accept: a/b",
        b"",
        b"",
    ]
    assert b"authorization" not in RequestHeads(base, None).build("GET", "/models", "", [], None)


def test_request_heads_path_is_percent_encoded_once() -> None:
    content = MemoryContent(b"123", "text/plain; charset=\xe9")
    written = _HEADS.build("POST", "/a%2Fb/\xc3\xa9 \r\nx: y", "q=%0A&\r\nx:\xff", [], content)
    target = b"/v1/a%2Fb/%C3%A9%20%0D%0Ax:%20y?q=%0A&%0D%0Ax:%FF"
    assert written.startswith(b"POST " + target + b" HTTP/1.1\r\nhost: 127.0.0.1:80\r\n")
    assert written.endswith(b"\r\ncontent-type: text/plain; charset=\xe9\r\ncontent-length: 3\r\n\r\n")


def test_request_heads_cache_is_bounded() -> None:
    heads = RequestHeads("http://127.0.0.1:80/v1", None)
    # Many short heads, and few long ones.
    for length, count in ((200, 20_000), (20_000, 200)):
        tracemalloc.start()
        for number in range(count):
            heads.build("POST", "/files", "", [("accept", f"{number:0{length}}")], None)
        cached_bytes = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert cached_bytes < 1_000_000, f"{cached_bytes} bytes are cached of {count} heads of {length}"


@given(st.just("x-a") | st.text(), st.text())
def test_request_heads_any_header_is_one_line_or_refused(name: str, value: str) -> None:
    with contextlib.suppress(BadRequest):
        written = _HEADS.build("GET", "/models", "", [(name, value)], None)
        assert written.count(b"\r\n") == written.count(b"\n") == written.count(b"\r") == 7
        assert written.split(b"\r\n")[5] == f"{name}: {value}".encode("latin-1")


@pytest.mark.usefixtures("either_client")
@pytest.mark.parametrize("name", ["x-a\r\nx-b", "x a", "", "x:"])
async def test_http_client_header_injection_is_refused_before_sending(name: str) -> None:
    async with peer(respond_in_order(_OK)) as server:
        client = server.client()
        for headers in ([(name, "v")], [("x-a", "v\r\nx-b: w")], [("x-a", "v\0")]):
            with pytest.raises(BadRequest):
                await client.send(UpstreamRequest("GET", "/models", "", headers, None))
        assert server.requests == []


@pytest.mark.usefixtures("either_client")
async def test_http_client_path_is_sent_as_it_is() -> None:
    """A path that is resolved here would be another operation."""
    async with peer(respond_in_order(_OK)) as server:
        client = server.client()
        await client.send(UpstreamRequest("GET", "/files/../a%2Fb/./x%2e", "q=../%7e", [], None))
        assert server.requests[0].startswith(b"GET /v1/files/../a%2Fb/./x%2e?q=../%7e HTTP/1.1\r\n")
        await client.close()


class _Pieces:
    """A body of many parts; counts those that were read."""

    content_type = "application/octet-stream"

    def __init__(self, count: int, size: int = 65536) -> None:
        self._count, self._size = count, size
        self.length = count * size
        self.given = 0
        self.closed = False

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        try:
            for _ in range(self._count):
                self.given += 1
                yield b"p" * self._size
        finally:
            self.closed = True

    async def read(self) -> bytes:
        raise AssertionError("a large body is never read whole")


def _upload(content: _Pieces | SpoolContent | MemoryContent) -> UpstreamRequest:
    return UpstreamRequest("POST", "/files", "", [], content)


@pytest.mark.usefixtures("either_client")
async def test_http_client_body_of_any_size_arrives_whole() -> None:
    spooled = SpoolContent("application/octet-stream")
    await spooled.write(bytes(range(256)) * 16384)
    bodies = [post(b""), post(b"{}"), post(b"x" * 3_000_000), _upload(_Pieces(100)), _upload(spooled)]
    async with peer(respond_in_order(*[_OK] * 10)) as server:
        client = server.client()
        for request in bodies * 2:
            assert await read_body(await client.send(request)) == b"hi"
        sizes = [len(request.partition(b"\r\n\r\n")[2]) for request in server.requests]
        assert sizes == [0, 2, 3_000_000, 6_553_600, 4_194_304] * 2
        assert server.requests[-1].endswith(bytes(range(256)) * 16384)
        assert len(server.connections) == 1
        await client.close()
    spooled.close()


@pytest.mark.usefixtures("either_client")
async def test_http_client_interim_answer_during_upload_does_not_end_it() -> None:
    async def script(line: PeerConnection) -> None:
        await line.read_exactly(100_000)
        await line.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        await line.read_exactly(6_453_600)
        await line.send(_OK)
        await line.wait_for_disconnect()

    content = _Pieces(100)
    async with peer(script) as server:
        client = server.client()
        assert await read_body(await client.send(_upload(content))) == b"hi"
        assert content.given == 100
        await client.close()


class _Calls:
    """Records what it is notified of."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def begin(self, upstream: str) -> None:
        self.seen.append(f"begin {upstream}")

    def sent(self) -> None:
        self.seen.append("sent")

    def retry(self, http_status: int, reason: str) -> None:
        self.seen.append(f"retry {http_status}")


@pytest.mark.usefixtures("either_client")
@pytest.mark.parametrize("size", [2, 3_000_000])
async def test_http_client_observer_is_notified_once_for_each_request_that_is_sent(size: int) -> None:
    async def script(line: PeerConnection) -> None:
        await respond_in_order(_OK)(line)
        if len(server.connections) == 1:
            await line.read_request()

    calls = _Calls()
    request = post(b"x" * size)._replace(calls=calls)
    async with peer(script) as server:
        client = server.client()
        await read_body(await client.send(request))
        assert calls.seen == ["sent"]
        await read_body(await client.send(request))
        assert calls.seen == ["sent", "sent", "retry 502", "begin acme", "sent"]
        await client.close()
    with pytest.raises(NotConnected):
        await client.send(request)
    assert calls.seen[5:] == []


@pytest.mark.usefixtures("either_client")
async def test_http_client_error_during_upload_is_returned_at_once() -> None:
    error = b"HTTP/1.1 413 Too Large\r\ncontent-length: 3\r\n\r\nbig"

    async def script(line: PeerConnection) -> None:
        await line.read_exactly(100_000)
        await line.send(error)
        await line.wait_for_disconnect()

    content = _Pieces(16384)
    async with peer(script) as server:
        client = server.client()
        response = await client.send(_upload(content))
        assert (response.status, await read_body(response)) == (413, b"big")
        assert content.given < 2000
        assert content.closed
        await wait_until(lambda: server.closed == 1)
        await client.close()


@pytest.mark.usefixtures("either_client")
async def test_http_client_stalled_upload_raises_timeout() -> None:
    async def script(line: PeerConnection) -> None:
        await line.stop_reading()

    content = _Pieces(16384)
    async with peer(script) as server:
        client = server.client(Timeouts(idle=0.2))
        with pytest.raises(UpstreamTimeout, match=r"acme accepted none of the request's body for 0.2 s"):
            await client.send(_upload(content))
        assert content.given < 2000
        assert content.closed
        await client.close()


@pytest.mark.usefixtures("either_client")
async def test_connection_slow_reader_pauses_the_upstream() -> None:
    sent_parts = 0

    async def script(line: PeerConnection) -> None:
        nonlocal sent_parts
        await line.read_request()
        await line.send(b"HTTP/1.1 200 OK\r\ncontent-length: 104857600\r\n\r\n")
        for _ in range(1600):
            await line.send(b"p" * 65536)
            sent_parts += 1

    async with peer(script) as server:
        client = server.client(Timeouts(idle=0.3), limits=AnswerLimits(2**30, 2**30))
        response = await client.send(post())
        size = len(await response.chunks.__anext__())
        # Longer than the idle timeout, which must not apply while the reader is slow.
        await asyncio.sleep(0.5)
        assert sent_parts < 800
        async for piece in response.chunks:
            size += len(piece)
        assert size == 104_857_600
        await client.close()
