"""A generator that ends what it stands on, also when it is closed before it was begun."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from types import TracebackType
from typing import Any


class Closing(AsyncGenerator[bytes, None]):
    """Passes everything on to `inner`. A generator function that has not begun runs nothing when it is closed,
    and a client may be gone before the first byte: then `on_unstarted_close` is called instead."""

    __slots__ = ("_begun", "_inner", "_unbegun")

    def __init__(
        self, inner: AsyncGenerator[bytes, None], on_unstarted_close: Callable[[], Awaitable[None]]
    ) -> None:
        self._inner = inner
        self._unbegun = on_unstarted_close
        self._begun = False

    def __anext__(self) -> Coroutine[Any, Any, bytes]:
        self._begun = True
        return self._inner.__anext__()

    def asend(self, value: None) -> Coroutine[Any, Any, bytes]:
        """See `AsyncGenerator.asend`."""
        self._begun = True
        return self._inner.asend(value)

    async def athrow(
        self,
        typ: type[BaseException] | BaseException,
        val: BaseException | object = None,
        tb: TracebackType | None = None,
    ) -> bytes:
        """Ends it with an exception; to be given as one object, as Python asks for by now."""
        await self.aclose()
        raise typ

    async def aclose(self) -> None:
        """Ends it."""
        if not self._begun:
            self._begun = True
            await self._unbegun()
        await self._inner.aclose()
