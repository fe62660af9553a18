"""A provider over HTTP/1.1, by a client of our own: a fraction of what the general ones cost (docs/decisions/0005-upstreams.md)."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

from app.aio.buffered_body import BufferedBody
from app.aio.content import MemoryContent
from app.errors import APIError, UpstreamTimeout, UpstreamUnreachable
from app.upstream.client import Timeouts, UpstreamRequest, UpstreamResponse
from app.upstream.http1.chunks import Chunks
from app.upstream.http1.connection import Connection, ConnectionLost
from app.upstream.http1.head import Heads
from app.upstream.http1.network_errors import not_connected, timeout_error
from app.upstream.http1.pool import Pool
from generated.runtime import Content

_SMALL = 1024 * 1024
# A server that closes a connection for being idle does so before a request reaches it; one that fails at its work does later.
_RACE_SECONDS = 1.0


class HttpClient:
    """Sends to `base_url`, which ends where the contract's paths begin (`https://api.openai.com/v1`).

    The key is the operator's; it is sent as a bearer token and appears in no message. Redirects are not followed,
    cookies not kept, proxies of the environment not used.
    """

    def __init__(self, base_url: str, key: str | None, timeouts: Timeouts, name: str) -> None:
        self._name = name
        self._timeouts = timeouts
        self._heads = Heads(base_url, key)
        self._pool = Pool(base_url)

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        """See `Client.send`."""
        content = request.content
        head = self._heads.build(request.method, request.path, request.query, request.headers, content)
        # All of it, if it is small.
        whole: bytes | None = head
        if isinstance(content, MemoryContent) and content.length <= _SMALL:
            whole = head + content.data
        elif content is not None:
            whole = head + await content.read() if content.length <= _SMALL else None
        connection = self._pool.take()
        loop = asyncio.get_running_loop() if connection is None else connection.loop
        began = loop.time()
        ends = began + self._timeouts.total
        if connection is None:
            connection = await self._connect()
        while True:
            try:
                connection.begin(request.method)
                if whole is not None:
                    connection.send(whole)
                elif content is not None:
                    connection.write(head)
                    await self._upload(connection, content, ends)
                deadline = min(loop.time() + self._timeouts.first_byte, ends)
                while not connection.headed:
                    await connection.arrival(deadline)
                break
            except ConnectionLost as lost:
                connection.abort()
                # One that was kept may have been closed just before: then nobody has read the request.
                if connection.exchanges == 1 or connection.received or loop.time() - began > _RACE_SECONDS:
                    raise self._broken(lost) from None
            except TimeoutError:
                connection.abort()
                raise timeout_error(self._name, self._timeouts, ends, headed=False) from None
            except BaseException:
                connection.abort()
                raise
            connection = await self._connect()
        if connection.complete:
            # All of it came with the head, as short answers do.
            piece = BufferedBody(connection.ready())
            self._pool.release(connection)
            return UpstreamResponse(connection.status, connection.headers, piece)
        chunks = Chunks(self._name, self._pool, connection, self._timeouts, ends)
        return UpstreamResponse(connection.status, connection.headers, chunks)

    async def close(self) -> None:
        """Ends the connections."""
        self._pool.close()

    async def _connect(self) -> Connection:
        try:
            return await self._pool.connect(self._timeouts.connect)
        except (OSError, UnicodeError) as error:
            raise not_connected(self._name, error, self._timeouts) from None

    async def _upload(self, connection: Connection, content: Content, ends: float) -> None:
        async with aclosing(content.chunks()) as pieces:
            async for piece in pieces:
                if connection.failure or connection.status >= 400:
                    # An error that does not wait for the whole body, which now stays half sent.
                    connection.reusable = False
                    return
                connection.write(piece)
                try:
                    await connection.taken(self._timeouts.idle, ends)
                except TimeoutError:
                    raise UpstreamTimeout(
                        f"The upstream {self._name} took none of the request's body for {self._timeouts.idle:g} s."
                    ) from None

    def _broken(self, lost: ConnectionLost) -> APIError:
        return UpstreamUnreachable(f"The upstream {self._name} cannot be reached: {lost}.")
