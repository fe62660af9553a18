"""The event loop's turns."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Generator
from functools import lru_cache
from types import coroutine
from typing import Any, TypeAlias

_log = logging.getLogger(__name__)
_Put: TypeAlias = tuple[Callable[[Any], None], Any]


@coroutine
def yield_to_loop() -> Generator[None, None, None]:
    """Goes on in the loop's next turn, behind all that are ready by now: `asyncio.sleep(0)` at half of its cost."""
    yield


class TickCallbacks:
    """The end of a loop's turn: what is put there is done then, one right behind the other, by one callback of the loop."""

    __slots__ = ("_loop", "_put")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._put: list[_Put] = []

    def do(self, work: Callable[[Any], None], given: Any) -> None:
        """Does the work with what is given at the end of this turn."""
        if not self._put:
            self._loop.call_soon(self._do)
        self._put.append((work, given))

    def _do(self) -> None:
        put, self._put = self._put, []
        for work, given in put:
            try:
                work(given)
            except Exception:
                _log.exception("what was to be done at the end of a turn failed")


@lru_cache(4)
def tick_callbacks(loop: asyncio.AbstractEventLoop) -> TickCallbacks:
    """The one of that loop. Bounded, so that loops that are closed, as tests have them, are not kept."""
    return TickCallbacks(loop)
