"""Faults of an upstream: each raises an error with its name, and its connection is closed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from app.errors import APIError, UpstreamTimeout, UpstreamUnreachable
from app.upstream.client import ConnectTimeout, NotConnected, Timeouts, UpstreamResponse
from app.upstream.http1.http_client import HttpClient
from tests.support.raw_peer import (
    Peer,
    PeerConnection,
    get,
    peer,
    post,
    read_body,
    respond_in_order,
    wait_until,
)

pytestmark = pytest.mark.usefixtures("either_client")

_CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
_LENGTH = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n"


async def _refused(script: Callable[[PeerConnection], Awaitable[None]]) -> APIError:
    """The error of a call with a broken answer; checks that its connection is closed."""
    async with peer(script) as server:
        client = server.client()
        with pytest.raises(APIError) as caught:
            await read_body(await client.send(get()))
        await wait_until(lambda: server.closed == len(server.connections))
        assert len(server.connections) == 1
        await client.close()
    assert "The upstream acme " in caught.value.message
    assert "sk-operator" not in caught.value.message
    return caught.value


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b"", "closed the connection without an answer"),
        (b"HTTP/1.1 200 O", "ended in the middle"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "not HTTP"),
        (b"HTTP/1.1 999 Odd\r\ncontent-length: 2\r\n\r\nhi", "its answer has an invalid HTTP status"),
        (b"HTTP/1.1 200 OK\r\n" + b"x-a: b\r\n" * 257 + b"\r\n", "its answer has too many headers"),
        (b"HTTP/1.1 200 OK\r\nbroken\r\n\r\n", "not HTTP"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nhi!", "not HTTP"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: -2\r\n\r\nhi", "not HTTP"),
        (b"HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n", "not HTTP"),
        (_CHUNKED + b"zz\r\nhi\r\n", "not HTTP"),
        (_CHUNKED + b"2\r\nhi and more\r\n", "not HTTP"),
        (_CHUNKED + b"5\r\nhe", "broke off its answer: the connection ended in the middle"),
        (_CHUNKED + b"2\r\nhi\r\n", "broke off its answer: the connection ended in the middle"),
        (_LENGTH + b"short", "broke off its answer: the connection ended in the middle"),
    ],
)
async def test_http_client_broken_answer_raises_with_its_reason(answer: bytes, message: str) -> None:
    error = await _refused(respond_in_order(answer))
    assert isinstance(error, UpstreamUnreachable)
    assert message in error.message


async def test_http_client_length_beside_chunked_is_refused() -> None:
    """Prevents request smuggling: proxies could read it differently."""
    answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"
    assert "not HTTP" in (await _refused(respond_in_order(answer))).message


@pytest.mark.parametrize(
    ("begin", "more", "message"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"x-a: " + b"y" * 1000 + b"\r\n", "head is too long"),
        (b"HTTP/1.1 200 OK\r\nx-a: ", b"y" * 1000, "head is too long"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n", "head is too long"),
        (_CHUNKED + b"0\r\n", b"x-a: " + b"y" * 1000 + b"\r\n", "not HTTP"),
        (_CHUNKED + b"5;", b"y" * 1000, "not HTTP"),
    ],
)
async def test_http_client_endless_answer_is_aborted(begin: bytes, more: bytes, message: str) -> None:
    async def endless(line: PeerConnection) -> None:
        await line.read_request()
        await line.send(begin)
        for _ in range(100_000):
            await line.send(more)

    assert message in (await _refused(endless)).message


@pytest.mark.parametrize(
    "sent", [b"", b"HTTP/1.1 20", _LENGTH, _CHUNKED + b"2\r\nhi\r\n5\r\nhe", b"HTTP/1.1 200 OK\r\n\r\nhe"]
)
async def test_http_client_reset_at_any_point_is_reported(sent: bytes) -> None:
    async def script(line: PeerConnection) -> None:
        await line.read_request()
        await line.send(sent)
        await asyncio.sleep(0.05)
        line.reset()

    assert isinstance(await _refused(script), UpstreamUnreachable)


async def _speechless(line: PeerConnection) -> None:
    await line.read_request()
    await line.wait_for_disconnect()


async def _half(line: PeerConnection) -> None:
    await line.read_request()
    await line.send(_LENGTH + b"shor")
    await line.wait_for_disconnect()


async def _dripping(line: PeerConnection) -> None:
    await line.read_request()
    await line.send(_CHUNKED)
    for _ in range(100_000):
        await line.send(b"1\r\nx\r\n")
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("script", "timeouts", "message"),
    [
        (_speechless, Timeouts(first_byte=0.15), "did not start its answer within 0.15 s"),
        (_speechless, Timeouts(total=0.15), "did not end its answer within 0.15 s"),
        (_half, Timeouts(idle=0.15), "was silent for 0.15 s in the middle of its answer"),
        (_dripping, Timeouts(idle=5.0, total=0.15), "did not end its answer within 0.15 s"),
    ],
)
async def test_http_client_silence_raises_timeout_with_its_seconds(
    script: Callable[[PeerConnection], Awaitable[None]], timeouts: Timeouts, message: str
) -> None:
    async with peer(script) as server:
        client = server.client(timeouts)
        with pytest.raises(UpstreamTimeout, match="The upstream acme " + message):
            await read_body(await client.send(get()))
        await wait_until(lambda: server.closed == 1)
        await client.close()


async def test_http_client_stream_longer_than_idle_timeout_is_read() -> None:
    async def script(line: PeerConnection) -> None:
        await line.read_request()
        await line.send(_CHUNKED)
        for _ in range(10):
            await line.send(b"1\r\nx\r\n")
            await asyncio.sleep(0.04)
        await line.send(b"0\r\n\r\n")

    async with peer(script) as server:
        client = server.client(Timeouts(idle=0.3, first_byte=0.3))
        assert await read_body(await client.send(get())) == b"x" * 10
        await client.close()


async def test_http_client_failed_connection_raises_not_connected() -> None:
    async with peer(respond_in_order()) as server:
        pass
    with pytest.raises(NotConnected, match="The upstream acme cannot be reached: it refused the connection"):
        await server.client().send(get())
    for host in ("nowhere.invalid", "a..b"):
        with pytest.raises(NotConnected, match="its name is not known"):
            await server.client(host=host).send(get())


async def test_http_client_slow_connection_raises_connect_timeout() -> None:
    async def mute(line: PeerConnection) -> None:
        await line.wait_for_disconnect()

    async with peer(mute) as server:
        # It never answers the TLS handshake, which belongs to the connection.
        server.scheme = "https"
        with pytest.raises(ConnectTimeout, match=r"did not accept a connection within 0.2 s"):
            await server.client(Timeouts(connect=0.2)).send(get())
        await wait_until(lambda: server.closed == 1)


async def _cancelled(server: Peer, client: HttpClient, reading: bool) -> list[UpstreamResponse]:
    """The objects that the cancelled caller still references."""
    held: list[UpstreamResponse] = []

    async def call() -> None:
        held.append(await client.send(post()))
        await read_body(held[0])

    task = asyncio.create_task(call())
    await wait_until(lambda: bool(held if reading else server.requests))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return held


@pytest.mark.parametrize("script", [_speechless, _half, _dripping])
async def test_http_client_cancelled_caller_closes_the_connection(
    script: Callable[[PeerConnection], Awaitable[None]],
) -> None:
    async with peer(script) as server:
        client = server.client()
        held = await _cancelled(server, client, reading=script is not _speechless)
        await wait_until(lambda: server.closed == 1)
        assert len(held) == (script is not _speechless)
        await client.close()


async def test_http_client_closed_or_dropped_answer_closes_the_connection() -> None:
    async with peer(_half) as server:
        client = server.client()
        response = await client.send(get())
        await response.chunks.aclose()
        await wait_until(lambda: server.closed == 1)
        with pytest.raises(StopAsyncIteration):
            await response.chunks.__anext__()
        response = await client.send(get())
        assert await response.chunks.asend(None) == b"shor"
        with pytest.raises(ValueError, match="mine"):
            await response.chunks.athrow(ValueError("mine"))
        await wait_until(lambda: server.closed == 2)
        response = await client.send(get())
        del response
        await wait_until(lambda: server.closed == 3)
        await client.close()
