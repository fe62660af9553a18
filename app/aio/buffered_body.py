"""A body that is there as a whole."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any


class BufferedBody(AsyncGenerator[bytes, None]):
    """Chunks that are one: an answer takes `data` and sends it with its head; anyone else reads it as any other chunks."""

    __slots__ = ("_taken", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._taken = False

    async def asend(self, value: None, /) -> bytes:
        if self._taken:
            raise StopAsyncIteration
        self._taken = True
        return self.data

    async def athrow(self, typ: Any, val: Any = None, tb: Any = None, /) -> bytes:
        self._taken = True
        raise typ

    async def aclose(self) -> None:
        self._taken = True
