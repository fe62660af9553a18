"""ConnectionPool: connections are reused, replaced if they were just closed, and never leaked."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from app.errors import UpstreamUnreachable
from app.upstream.http1.http_client import HttpClient
from app.upstream.http1.pool import ConnectionPool
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
from tests.support.sockets import CLOSE_WAIT, ESTABLISHED, count_sockets

_OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"
_STREAM = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\n"


@pytest.mark.usefixtures("either_client")
async def test_pool_sequential_calls_share_a_connection() -> None:
    async with peer(respond_in_order(*[_OK] * 50)) as server:
        client = server.client()
        for _ in range(50):
            assert await read_body(await client.send(post())) == b"hi"
        assert len(server.connections) == 1
        await client.close()
        await wait_until(lambda: server.closed == 1)


@pytest.mark.usefixtures("either_client")
async def test_pool_concurrent_calls_get_their_own_and_reuse_them() -> None:
    allow_any = asyncio.Barrier(10)

    async def script(line: PeerConnection) -> None:
        await line.read_request()
        await allow_any.wait()
        await line.send(_OK)
        await respond_in_order(*[_OK] * 20)(line)

    async with peer(script) as server:
        client = server.client()
        for _ in range(3):
            assert await asyncio.gather(*(_body(client) for _ in range(10))) == [b"hi"] * 10
        assert len(server.connections) == 10
        await client.close()
        await wait_until(lambda: server.closed == 10)


async def test_pool_take_several_idle_connections_returns_the_latest_released() -> None:
    async with peer(respond_in_order(*[_OK] * 3)) as server:
        pool = ConnectionPool(f"http://127.0.0.1:{server.port}")
        first, second = await pool.connect(5), await pool.connect(5)
        pool.release(second)
        pool.release(first)
        assert (pool.take(), pool.take(), pool.take()) == (first, second, None)
        pool.close()


async def test_pool_take_idle_connection_that_is_closing_is_skipped() -> None:
    async with peer(respond_in_order(*[_OK] * 3)) as server:
        pool = ConnectionPool(f"http://127.0.0.1:{server.port}")
        usable, closing = await pool.connect(5), await pool.connect(5)
        pool.release(usable)
        pool.release(closing)
        # The pool hears of its end only in a later tick of the loop.
        closing.abort()
        assert pool.take() is usable
        assert pool.take() is None
        pool.close()


async def _body(client: HttpClient) -> bytes:
    return await read_body(await client.send(get()))


@pytest.mark.usefixtures("either_client")
async def test_pool_connection_is_idle_once_its_last_chunk_is_read() -> None:
    async with peer(respond_in_order(_OK, _OK)) as server:
        client = server.client()
        first = await client.send(get())
        assert await first.chunks.__anext__() == b"hi"
        assert await read_body(await client.send(get())) == b"hi"
        with pytest.raises(StopAsyncIteration):
            await first.chunks.__anext__()
        assert len(server.connections) == 1
        await client.close()


@pytest.mark.usefixtures("either_client")
async def test_http_client_reused_connection_closed_early_is_replaced_once() -> None:
    async def script(line: PeerConnection) -> None:
        await respond_in_order(_OK)(line)
        if len(server.connections) == 1:
            # Reads the request and closes, as if it had not read it.
            await line.read_request()
            line.reset()
        else:
            await respond_in_order(_OK)(line)

    async with peer(script) as server:
        client = server.client()
        for _ in range(2):
            assert await read_body(await client.send(post(b'{"a": 1}'))) == b"hi"
        assert len(server.connections) == 2
        assert [request.endswith(b'{"a": 1}') for request in server.requests] == [True] * 3
        await client.close()


@pytest.mark.usefixtures("either_client")
@pytest.mark.parametrize("sent", [b"H", b"HTTP/1.1 100 Continue\r\n\r\n", _STREAM])
async def test_http_client_connection_that_started_an_answer_is_not_replaced(sent: bytes) -> None:
    async def script(line: PeerConnection) -> None:
        await respond_in_order(_OK)(line)
        await line.read_request()
        await line.send(sent)

    async with peer(script) as server:
        client = server.client()
        await read_body(await client.send(get()))
        with pytest.raises(UpstreamUnreachable):
            await read_body(await client.send(get()))
        assert len(server.connections) == 1
        await client.close()


@pytest.mark.usefixtures("either_client")
async def test_http_client_new_connection_is_not_replaced() -> None:
    async def script(line: PeerConnection) -> None:
        if len(server.connections) == 1:
            await respond_in_order(_OK)(line)
        await line.read_request()

    async with peer(script) as server:
        client = server.client()
        await read_body(await client.send(get()))
        with pytest.raises(UpstreamUnreachable, match="closed the connection without an answer"):
            await client.send(get())
        assert len(server.requests) == 3
        await client.close()


@pytest.mark.usefixtures("either_client")
async def test_http_client_late_failure_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.upstream.http1.http_client._RACE_SECONDS", 0.05)

    async def script(line: PeerConnection) -> None:
        await respond_in_order(_OK)(line)
        await line.read_request()
        await asyncio.sleep(0.2)

    async with peer(script) as server:
        client = server.client()
        await read_body(await client.send(get()))
        with pytest.raises(UpstreamUnreachable, match="closed the connection without an answer"):
            await client.send(get())
        assert len(server.requests) == 2
        await client.close()


_TIMED_OUT = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n"


@pytest.mark.usefixtures("either_client")
@pytest.mark.parametrize("body", [b"{}", b"x" * 3_000_000])
async def test_http_client_408_on_a_reused_connection_is_repeated_on_a_new_one(body: bytes) -> None:
    """The server gives up on its idle connection as the next request is sent."""
    async with peer(respond_in_order(_OK, _TIMED_OUT)) as server:
        client = server.client()
        for _ in range(3):
            response = await client.send(post(body))
            assert (response.status, await read_body(response)) == (200, b"hi")
        assert len(server.connections) == 3
        await client.close()


@pytest.mark.usefixtures("either_client")
async def test_http_client_408_on_a_new_connection_is_returned() -> None:
    answers = iter((_OK, _TIMED_OUT, _TIMED_OUT))

    async def script(line: PeerConnection) -> None:
        while True:
            await line.read_request()
            await line.send(next(answers))

    async with peer(script) as server:
        client = server.client()
        await read_body(await client.send(get()))
        assert (await client.send(get())).status == 408
        assert (len(server.connections), len(server.requests)) == (2, 3)
        await client.close()


@pytest.mark.usefixtures("either_client")
async def test_connection_bytes_between_exchanges_close_it() -> None:
    free = asyncio.Event()

    async def script(line: PeerConnection) -> None:
        await respond_in_order(_OK)(line)
        if len(server.connections) == 1:
            await free.wait()
            await line.send(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil")
        await line.wait_for_disconnect()

    async with peer(script) as server:
        client = server.client()
        await read_body(await client.send(get()))
        free.set()
        await wait_until(lambda: server.closed == 1)
        assert await read_body(await client.send(get())) == b"hi"
        await client.close()


@pytest.mark.usefixtures("either_client")
async def test_pool_idle_connections_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.upstream.http1.idle_pool._IDLE_SECONDS", 0.05)

    async def script(line: PeerConnection) -> None:
        await respond_in_order(_OK)(line)
        await line.wait_for_disconnect()

    async with peer(script) as server:
        client = server.client()
        for expected in (1, 2):
            await read_body(await client.send(get()))
            await wait_until(partial(_ended, server, expected))
        await client.close()


def _ended(server: Peer, count: int) -> bool:
    return server.closed == count


@pytest.mark.usefixtures("either_client")
async def test_http_client_close_leaves_no_socket() -> None:
    """Closed idle connections, cancelled calls, cut streams, and partly read answers."""
    closing = asyncio.Event()

    async def script(line: PeerConnection) -> None:
        request = await line.read_request()
        if b"/idle" in request:
            await line.send(_OK)
            await closing.wait()
        elif b"/cut" in request:
            await line.send(_STREAM)
        elif b"/part" in request:
            await line.send(_STREAM)
            await line.wait_for_disconnect()
        else:
            await line.wait_for_disconnect()

    async with peer(script) as server:
        client = server.client()

        async def call(path: str) -> None:
            response = await client.send(get(path))
            if path == "/part":
                await response.chunks.__anext__()
                await response.chunks.aclose()
            else:
                await read_body(response)

        tasks = [asyncio.create_task(call(path)) for path in ("/idle", "/cut", "/part", "/stuck") * 10]
        await wait_until(lambda: len(server.requests) == 40 and sum(task.done() for task in tasks) == 30)
        assert count_sockets(server.port, ESTABLISHED) == 20
        for task in tasks:
            task.cancel()
        closing.set()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        kinds = [type(result).__name__ for result in ended]
        assert kinds == ["NoneType", "UpstreamUnreachable", "NoneType", "CancelledError"] * 10
        await wait_until(lambda: server.closed == 40)
        await wait_until(
            lambda: count_sockets(server.port, ESTABLISHED) + count_sockets(server.port, CLOSE_WAIT) == 0
        )
        await client.close()
