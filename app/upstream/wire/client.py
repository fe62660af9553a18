"""A provider over HTTP/1.1, by a client of our own: a fraction of what the general ones cost (docs/decisions/0005-upstreams.md)."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

from app.errors import APIError, UpstreamTimeout, UpstreamUnreachable
from app.http.piece import Piece
from app.upstream.client import Timeouts, UpstreamRequest, UpstreamResponse
from app.upstream.wire.chunks import Chunks
from app.upstream.wire.connection import Connection, Lost
from app.upstream.wire.head import Heads
from app.upstream.wire.pool import Pool
from app.upstream.wire.troubles import not_connected, silent
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
        loop = asyncio.get_running_loop()
        ends = loop.time() + self._timeouts.total
        head = self._heads.written(
            request.method, request.path, request.query, request.headers, request.content
        )
        connection = self._pool.take() or await self._connect()
        began = loop.time()
        try:
            await self._exchange(connection, request, head, ends)
        except Lost as lost:
            # The one that was kept may have been closed just before: then nobody has read the request.
            if connection.exchanges == 1 or connection.received or loop.time() - began > _RACE_SECONDS:
                raise self._broken(lost) from None
            connection = await self._connect()
            try:
                await self._exchange(connection, request, head, ends)
            except Lost as again:
                raise self._broken(again) from None
        if connection.complete:
            # All of it came with the head, as short answers do.
            whole = Piece(connection.ready())
            self._pool.release(connection)
            return UpstreamResponse(connection.status, connection.headers, whole)
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

    async def _exchange(
        self, connection: Connection, request: UpstreamRequest, head: bytes, ends: float
    ) -> None:
        """Returns once the answer's head is there; raises Lost, or an error of the seam."""
        content = request.content
        try:
            connection.begin(request.method)
            if content is None:
                connection.send(head)
            elif content.length <= _SMALL:
                connection.send(head + await content.read())
            else:
                connection.write(head)
                await self._upload(connection, content, ends)
            await connection.head(self._timeouts.first_byte, ends)
        except TimeoutError:
            connection.abort()
            raise silent(self._name, self._timeouts, ends, headed=False) from None
        except BaseException:
            connection.abort()
            raise

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

    def _broken(self, lost: Lost) -> APIError:
        return UpstreamUnreachable(f"The upstream {self._name} cannot be reached: {lost}.")
