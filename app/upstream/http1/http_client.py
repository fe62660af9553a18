"""The client of a provider over HTTP/1.1.

docs/decisions/0005-upstreams.md compares its cost with general clients.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from app.aio.buffered_body import BufferedBody
from app.aio.content import MemoryContent
from app.errors import APIError, UpstreamTimeout, UpstreamUnreachable
from app.upstream.client import AnswerLimits, AnswerTooLong, Timeouts, UpstreamRequest, UpstreamResponse
from app.upstream.http1.answer_limit import AnswerLimit
from app.upstream.http1.chunks import Chunks
from app.upstream.http1.decoding import decode
from app.upstream.http1.head import RequestHeads
from app.upstream.http1.http_connection import HttpConnection
from app.upstream.http1.idle_pool import IdlePool
from app.upstream.http1.network_errors import ConnectionLost, UploadStalled, not_connected, timeout_error
from app.upstream.http1.pool import ConnectionPool

_SMALL_BYTES = 1024 * 1024
# A server closes an idle connection before it reads the request; one that fails while it works does so later.
_RACE_SECONDS = 1.0
_DEFAULT_LIMITS = AnswerLimits()


class HttpClient:
    """Sends to `base_url`, which ends where the contract's paths begin (`https://api.openai.com/v1`).

    The key is the operator's; it is sent as a bearer token and appears in no message. Redirects and cookies
    are not used. `pool` makes the connections: by default our own, straight to the upstream.
    """

    def __init__(
        self,
        base_url: str,
        key: str | None,
        timeouts: Timeouts,
        name: str,
        limits: AnswerLimits = _DEFAULT_LIMITS,
        pool: IdlePool | None = None,
    ) -> None:
        self._name = name
        self._timeouts = timeouts
        self._limits = limits
        self._heads = RequestHeads(base_url, key)
        self._pool = pool or ConnectionPool(base_url)

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
                    connection.send(whole_request, request.calls)
                elif content is not None:
                    await connection.upload(head, content, request.calls, self._timeouts.idle, ends)
                deadline = min(loop.time() + self._timeouts.first_byte, ends)
                while not connection.headed:
                    await connection.wait(deadline)
                # Servers also say 408 to a connection that they close because it is idle.
                if connection.status != 408 or connection.exchanges == 1:
                    break
                connection.abort()
                repeated = connection.status
            except ConnectionLost as lost:
                connection.abort()
                # A reused connection may have been closed just before: then the request was not read.
                if connection.exchanges == 1 or connection.received or loop.time() - started > _RACE_SECONDS:
                    raise self._unreachable(lost) from None
                repeated = UpstreamUnreachable.status
            except UploadStalled:
                connection.abort()
                raise UpstreamTimeout(
                    f"The upstream {self._name} accepted none of the request's body "
                    f"for {self._timeouts.idle:g} s."
                ) from None
            except TimeoutError:
                connection.abort()
                raise timeout_error(self._name, self._timeouts, ends, headed=False) from None
            except BaseException:
                connection.abort()
                raise
            if request.calls is not None:
                request.calls.retry(repeated, f"The upstream {self._name} closed an idle connection.")
                request.calls.begin(self._name)
            connection = await self._connect()
        chunks: AsyncGenerator[bytes, None]
        if connection.complete:
            # Short answers arrive together with their head.
            data = connection.read_nowait()
            self._pool.release(connection)
            if len(data) > self._limits.held:
                AnswerLimit(self._name, connection.headers, self._limits).add(len(data))
            chunks = BufferedBody(data)
        else:
            limit = AnswerLimit(self._name, connection.headers, self._limits)
            chunks = Chunks(self._name, self._pool, connection, self._timeouts, ends, limit)
            if connection.status < 400:
                try:
                    limit.check_length(connection.headers)
                except AnswerTooLong:
                    await chunks.aclose()
                    raise
        response = UpstreamResponse(connection.status, connection.headers, chunks, self._limits.held)
        encoding = response.header("content-encoding")
        return await decode(self._name, response, encoding, self._limits) if encoding else response

    async def close(self) -> None:
        """Closes the connections."""
        self._pool.close()

    async def _connect(self) -> HttpConnection:
        try:
            return await self._pool.connect(self._timeouts.connect)
        except (OSError, UnicodeError) as error:
            raise not_connected(self._name, error, self._timeouts, self._pool.route) from None

    def _unreachable(self, lost: ConnectionLost) -> APIError:
        return UpstreamUnreachable(f"The upstream {self._name} cannot be reached: {lost}.")
