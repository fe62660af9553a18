"""Compressed answers are decoded as they arrive, within bounds."""

from __future__ import annotations

import asyncio
import gzip
import zlib

import pytest

from app.errors import UpstreamUnreachable
from app.upstream.client import AnswerLimits, UpstreamResponse
from tests.support.raw_peer import PeerConnection, get, peer, read_body, respond_in_order, wait_until

pytestmark = pytest.mark.usefixtures("either_client")

_TEXT = b'{"error": {"message": "no such model"}}'


def _answer(body: bytes, encoding: str, *, chunked: bool) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Encoding: {encoding}\r\n".encode()
    if chunked:
        half = len(body) // 2
        chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:half], body[half:]) if part)
        return head + b"transfer-encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"
    return head + b"content-length: %d\r\n\r\n" % len(body) + body


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(_TEXT, mtime=0)),
        ("X-GZip", gzip.compress(_TEXT, mtime=0)),
        ("deflate", zlib.compress(_TEXT)),
        ("deflate", _raw_deflate(_TEXT)),
        ("deflate, identity, gzip", gzip.compress(zlib.compress(_TEXT), mtime=0)),
        ("identity", _TEXT),
        ("UTF-8", _TEXT),
        ("none", _TEXT),
    ],
)
async def test_decode_compressed_answer_is_its_content(encoding: str, body: bytes, chunked: bool) -> None:
    async with peer(respond_in_order(*[_answer(body, encoding, chunked=chunked)] * 2)) as server:
        client = server.client()
        for _ in range(2):
            response = await client.send(get())
            assert await read_body(response) == _TEXT
            assert response.header("content-type") == "a/b"
            assert response.header("content-encoding") == ""
            assert response.header("content-length") == ""
        assert len(server.connections) == 1
        assert all(b"accept-encoding: identity" in request for request in server.requests)
        await client.close()


@pytest.mark.parametrize(
    ("encoding", "body", "message"),
    [
        ("br", b"\x8b\x03\x80hello\x03", "with 'br', which is not supported"),
        ("zstd", b"\x28\xb5\x2f\xfd", "with 'zstd', which is not supported"),
        ("gzip, gzip, gzip", b"", "with more than 2 codings"),
        ("gzip", b"{}", "cannot be read: it is not what its Content-Encoding declares"),
        ("gzip", gzip.compress(_TEXT, mtime=0)[:-3], "cannot be read: it ends in the middle"),
    ],
)
async def test_decode_other_data_is_an_error_that_names_it(encoding: str, body: bytes, message: str) -> None:
    async with peer(respond_in_order(_answer(body, encoding, chunked=True))) as server:
        client = server.client()
        with pytest.raises(UpstreamUnreachable, match=f"The upstream acme .*{message}"):
            await read_body(await client.send(get()))
        await client.close()


async def test_decode_stream_arrives_event_by_event() -> None:
    received = asyncio.Event()

    async def script(line: PeerConnection) -> None:
        await line.read_request()
        await line.send(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n")
        packer = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
        for number in range(3):
            part = packer.compress(b"data: %d\n\n" % number) + packer.flush(zlib.Z_SYNC_FLUSH)
            await line.send(b"%x\r\n%b\r\n" % (len(part), part))
            # Until the client has this event: nothing is held back.
            await received.wait()
            received.clear()
        part = packer.flush()
        await line.send(b"%x\r\n%b\r\n0\r\n\r\n" % (len(part), part))

    async with peer(script) as server:
        client = server.client()
        events = []
        async for piece in (await client.send(get())).chunks:
            events.append(piece)
            received.set()
        assert events == [b"data: 0\n\n", b"data: 1\n\n", b"data: 2\n\n"]
        await client.close()


async def test_decode_bomb_is_read_in_bounded_pieces_and_other_tasks_run() -> None:
    bomb = gzip.compress(b"\0" * (32 * 1024 * 1024))
    ticks = 0

    async def other() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    async with peer(respond_in_order(_answer(bomb, "gzip", chunked=False))) as server:
        client = server.client(limits=AnswerLimits(16 * 1024 * 1024, 16 * 1024 * 1024))
        response = await client.send(get())
        task = asyncio.create_task(other())
        pieces: list[int] = []
        with pytest.raises(UpstreamUnreachable, match="more than 16777216 bytes"):
            await _read_lengths(response, pieces)
        task.cancel()
        assert max(pieces) <= 64 * 1024
        assert sum(pieces) <= 16 * 1024 * 1024
        assert ticks > len(pieces) / 2
        await wait_until(lambda: server.closed == 1)
        await client.close()


async def _read_lengths(response: UpstreamResponse, lengths: list[int]) -> None:
    async for piece in response.chunks:
        lengths.append(len(piece))


async def test_decode_answer_closed_before_its_start_closes_the_connection() -> None:
    async def script(line: PeerConnection) -> None:
        await line.read_request()
        await line.send(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 99\r\n\r\n")
        await line.wait_for_disconnect()

    async with peer(script) as server:
        client = server.client()
        response = await client.send(get())
        await response.chunks.aclose()
        await wait_until(lambda: server.closed == 1)
        response = await client.send(get())
        del response
        await wait_until(lambda: server.closed == 2)
        await client.close()
