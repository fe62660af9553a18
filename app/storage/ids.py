"""Ids of our resources: minted here, never taken from a provider."""

from __future__ import annotations

from time import time_ns

from app.aio.random_hex import random_hex16


class _Clock:
    """Microseconds that never repeat within a process."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        # Of 13 hex digits, as they all are from 1978 until 2112: also where the system's clock begins with 1970.
        self._last = 16**12

    def tick(self) -> int:
        now = time_ns() // 1000
        self._last = now = now if now > self._last else self._last + 1
        return now


_clock = _Clock()


def mint(prefix: str) -> str:
    """`prefix`, 13 hex digits of microseconds, 16 random ones: ids of one prefix sort by when they were minted.

    So a keyset page needs no column beside the primary key, and inserts append to the index.
    """
    return prefix + hex(_clock.tick())[2:] + random_hex16()


def least(prefix: str, seconds: float) -> str:
    """A text below every id minted at or after that Unix time, and above those from before."""
    return f"{prefix}{int(seconds * 1_000_000):013x}"
