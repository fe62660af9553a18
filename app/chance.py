"""Random digits for ids: the system's, fetched many at a time.

A call of the system for each id costs more than it seems to: it lets another thread have the interpreter, and then waits for it.
"""

from __future__ import annotations

import os
import threading

_POOL = 4096


class _Pool:
    """Digits of the system's generator; none is given out twice, to no thread and to no child of the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._digits = ""
        self._next = 0
        os.register_at_fork(
            before=self._lock.acquire, after_in_parent=self._lock.release, after_in_child=self._born
        )

    def take(self, count: int) -> str:
        with self._lock:
            start, end = self._next, self._next + count
            if end > len(self._digits):
                self._digits = os.urandom(_POOL).hex()
                start, end = 0, count
            self._next = end
            return self._digits[start:end]

    def _born(self) -> None:
        self._digits = ""
        self._lock.release()


_pool = _Pool()


def hexadecimal(count: int) -> str:
    """That many random hex digits, 8192 at most."""
    return _pool.take(count)
