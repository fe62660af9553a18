"""A generator that also closes what it reads from when it is closed before its start."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from types import TracebackType
from typing import Any


class Closing(AsyncGenerator[bytes, None]):
    """Passes everything on to `inner`, and calls `on_unstarted_close` if it is closed before its first item.

    A generator function that has not started runs nothing, not even its `finally`, when it is closed; and a
    client may disconnect before the first byte.
    """

    __slots__ = ("_inner", "_on_unstarted_close", "_started")

    def __init__(
        self, inner: AsyncGenerator[bytes, None], on_unstarted_close: Callable[[], Awaitable[None]]
    ) -> None:
        self._inner = inner
        self._on_unstarted_close = on_unstarted_close
        self._started = False

    def __anext__(self) -> Coroutine[Any, Any, bytes]:
        self._started = True
        return self._inner.__anext__()

    def asend(self, value: None) -> Coroutine[Any, Any, bytes]:
        """See `AsyncGenerator.asend`."""
        self._started = True
        return self._inner.asend(value)

    async def athrow(
        self,
        typ: type[BaseException] | BaseException,
        val: BaseException | object = None,
        tb: TracebackType | None = None,
    ) -> bytes:
        """Closes it and raises the exception, which is one object."""
        await self.aclose()
        raise typ

    async def aclose(self) -> None:
        """Closes both."""
        if not self._started:
            self._started = True
            await self._on_unstarted_close()
        await self._inner.aclose()
