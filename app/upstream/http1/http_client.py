"""The client of a provider over HTTP/1.1.

docs/decisions/0005-upstreams.md compares its cost with general clients.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from app.aio.buffered_body import BufferedBody
from app.aio.content import MemoryContent
from app.errors import APIError, UpstreamTimeout, UpstreamUnreachable
from app.upstream.client import Timeouts, UpstreamRequest, UpstreamResponse
from app.upstream.http1.chunks import Chunks
from app.upstream.http1.connection import Connection
from app.upstream.http1.decoding import decode
from app.upstream.http1.head import RequestHeads
from app.upstream.http1.network_errors import ConnectionLost, not_connected, timeout_error
from app.upstream.http1.pool import ConnectionPool
from generated.runtime import Content

_SMALL_BYTES = 1024 * 1024
# A server closes an idle connection before it reads the request; one that fails while it works does so later.
_RACE_SECONDS = 1.0


class HttpClient:
    """Sends to `base_url`, which ends where the contract's paths begin (`https://api.openai.com/v1`).

    The key is the operator's; it is sent as a bearer token and appears in no message. Redirects, cookies and
    proxies of the environment are not used.
    """

    def __init__(self, base_url: str, key: str | None, timeouts: Timeouts, name: str) -> None:
        self._name = name
        self._timeouts = timeouts
        self._heads = RequestHeads(base_url, key)
        self._pool = ConnectionPool(base_url)

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        """See `Client.send`."""
        content = request.content
        head = self._heads.build(request.method, request.path, request.query, request.headers, content)
        # A small request is sent in one write.
        whole_request: bytes | None = head
        if isinstance(content, MemoryContent) and content.length <= _SMALL_BYTES:
            whole_request = head + content.data
        elif content is not None:
            whole_request = head + await content.read() if content.length <= _SMALL_BYTES else None
        connection = self._pool.take()
        loop = asyncio.get_running_loop() if connection is None else connection.loop
        started = loop.time()
        ends = started + self._timeouts.total
        if connection is None:
            connection = await self._connect()
        while True:
            try:
                connection.begin(request.method)
                if whole_request is not None:
                    connection.send(whole_request)
                elif content is not None:
                    connection.write(head)
                    await self._upload(connection, content, ends)
                deadline = min(loop.time() + self._timeouts.first_byte, ends)
                while not connection.headed:
                    await connection.wait(deadline)
                # Servers also say 408 to a connection that they close because it is idle.
                if connection.status != 408 or connection.exchanges == 1:
                    break
                connection.abort()
            except ConnectionLost as lost:
                connection.abort()
                # A reused connection may have been closed just before: then the request was not read.
                if connection.exchanges == 1 or connection.received or loop.time() - started > _RACE_SECONDS:
                    raise self._unreachable(lost) from None
            except TimeoutError:
                connection.abort()
                raise timeout_error(self._name, self._timeouts, ends, headed=False) from None
            except BaseException:
                connection.abort()
                raise
            connection = await self._connect()
        chunks: AsyncGenerator[bytes, None]
        if connection.complete:
            # Short answers arrive together with their head.
            chunks = BufferedBody(connection.read_nowait())
            self._pool.release(connection)
        else:
            chunks = Chunks(self._name, self._pool, connection, self._timeouts, ends)
        response = UpstreamResponse(connection.status, connection.headers, chunks)
        encoding = response.header("content-encoding")
        return await decode(self._name, response, encoding) if encoding else response

    async def close(self) -> None:
        """Closes the connections."""
        self._pool.close()

    async def _connect(self) -> Connection:
        try:
            return await self._pool.connect(self._timeouts.connect)
        except (OSError, UnicodeError) as error:
            raise not_connected(self._name, error, self._timeouts) from None

    async def _upload(self, connection: Connection, content: Content, ends: float) -> None:
        async with aclosing(content.chunks()) as parts:
            async for part in parts:
                if connection.failure or connection.status >= 400:
                    # The upstream answers with an error before the whole body: the rest is not sent.
                    connection.reusable = False
                    return
                connection.write(part)
                try:
                    await connection.drain(self._timeouts.idle, ends)
                except TimeoutError:
                    raise UpstreamTimeout(
                        f"The upstream {self._name} accepted none of the request's body "
                        f"for {self._timeouts.idle:g} s."
                    ) from None

    def _unreachable(self, lost: ConnectionLost) -> APIError:
        return UpstreamUnreachable(f"The upstream {self._name} cannot be reached: {lost}.")
