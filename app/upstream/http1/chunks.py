"""The chunks of an answer as they arrive."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from types import TracebackType
from typing import NoReturn

from app.errors import UpstreamUnreachable
from app.upstream.client import Timeouts
from app.upstream.http1.answer_limit import AnswerLimit
from app.upstream.http1.http_connection import HttpConnection
from app.upstream.http1.idle_pool import IdlePool
from app.upstream.http1.network_errors import ConnectionLost, timeout_error


class Chunks(AsyncGenerator[bytes, None]):
    """Releases the connection at the end, and aborts it if the reader stops or is cancelled before.

    A class, because closing a generator that was never started does nothing.
    """

    __slots__ = ("_connection", "_ends", "_limit", "_name", "_pool", "_timeouts")

    def __init__(
        self,
        name: str,
        pool: IdlePool,
        connection: HttpConnection,
        timeouts: Timeouts,
        ends: float,
        limit: AnswerLimit,
    ) -> None:
        self._name = name
        self._pool = pool
        self._connection: HttpConnection | None = connection
        self._timeouts = timeouts
        self._ends = ends
        self._limit = limit

    async def __anext__(self) -> bytes:
        connection = self._connection
        if connection is None:
            raise StopAsyncIteration
        try:
            while not (data := connection.read_nowait()) and not connection.complete:
                deadline = min(connection.loop.time() + self._timeouts.idle, self._ends)
                await connection.wait(deadline)
            self._limit.add(len(data))
        except TimeoutError:
            self._abort()
            raise timeout_error(self._name, self._timeouts, self._ends) from None
        except ConnectionLost as lost:
            self._abort()
            raise UpstreamUnreachable(f"The upstream {self._name} broke off its answer: {lost}.") from None
        except BaseException:
            self._abort()
            raise
        if connection.complete:
            # Everything was read: another call may use it while the last chunk is processed.
            self._connection = None
            self._pool.release(connection)
        if not data:
            raise StopAsyncIteration
        return data

    async def asend(self, value: None, /) -> bytes:
        return await self.__anext__()

    async def athrow(
        self,
        typ: type[BaseException] | BaseException,
        val: BaseException | object = None,
        tb: TracebackType | None = None,
        /,
    ) -> NoReturn:
        self._abort()
        raise typ

    async def aclose(self) -> None:
        self._abort()

    def __del__(self) -> None:
        # An answer that was dropped unread must not keep the upstream busy.
        self._abort()

    def _abort(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.abort()
