"""A body that is in memory as a whole."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any


class BufferedBody(AsyncGenerator[bytes, None]):
    """A body of one chunk. A response sends `data` together with its head; every other reader iterates it."""

    __slots__ = ("_consumed", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._consumed = False

    async def asend(self, value: None, /) -> bytes:
        if self._consumed:
            raise StopAsyncIteration
        self._consumed = True
        return self.data

    async def athrow(self, typ: Any, val: Any = None, tb: Any = None, /) -> bytes:
        self._consumed = True
        raise typ

    async def aclose(self) -> None:
        self._consumed = True
