"""Ticks of the event loop: one run through the callbacks that are ready."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Generator
from contextvars import Context
from functools import lru_cache
from types import coroutine
from typing import Any, TypeAlias

_log = logging.getLogger(__name__)
_Callback: TypeAlias = tuple[Callable[[Any], None], Any]


@coroutine
def yield_to_loop() -> Generator[None, None, None]:
    """Goes on in the next tick, behind all that is ready by now: `asyncio.sleep(0)` at half of its cost."""
    yield


class TickCallbacks:
    """Callbacks at the end of a tick: all that are added within it run there, one after the other.

    They run in an empty context, not in that of the request that added the first one.
    """

    __slots__ = ("_callbacks", "_context", "_loop")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._context = Context()
        self._callbacks: list[_Callback] = []

    def add(self, callback: Callable[[Any], None], argument: Any) -> None:
        """Calls it with its argument at the end of this tick."""
        if not self._callbacks:
            self._loop.call_soon(self._run, context=self._context)
        self._callbacks.append((callback, argument))

    def _run(self) -> None:
        callbacks, self._callbacks = self._callbacks, []
        for callback, argument in callbacks:
            try:
                callback(argument)
            except Exception:
                _log.exception("a callback at the end of a tick failed")


@lru_cache(4)
def tick_callbacks(loop: asyncio.AbstractEventLoop) -> TickCallbacks:
    """That loop's. Few are cached, so that loops that are closed, as in tests, are freed."""
    return TickCallbacks(loop)
