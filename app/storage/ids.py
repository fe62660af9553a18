"""Ids of our resources: minted here, never taken from a provider."""

from __future__ import annotations

import time

from app.chance import hexadecimal


class _Clock:
    """Microseconds that never repeat within a process."""

    def __init__(self) -> None:
        self._last = 0

    def tick(self) -> int:
        self._last = max(self._last + 1, time.time_ns() // 1000)
        return self._last


_clock = _Clock()


def mint(prefix: str) -> str:
    """`prefix`, 13 hex digits of microseconds, 16 random ones: ids of one prefix sort by when they were minted.

    So a keyset page needs no column beside the primary key, and inserts append to the index.
    """
    return f"{prefix}{_clock.tick():013x}{hexadecimal(16)}"


def least(prefix: str, seconds: float) -> str:
    """A text below every id minted at or after that Unix time, and above those from before."""
    return f"{prefix}{int(seconds * 1_000_000):013x}"
