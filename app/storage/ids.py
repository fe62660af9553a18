"""Ids of our resources: minted here, never a provider's."""

from __future__ import annotations

from time import time_ns

from app.aio.random_hex import random_hex16


class _Clock:
    """Microseconds that never repeat within a process."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        # 13 hex digits, as all values from 1978 until 2112 have: also where the system's clock starts at
        # 1970.
        self._last = 16**12

    def tick(self) -> int:
        now = time_ns() // 1000
        self._last = now = now if now > self._last else self._last + 1
        return now


_clock = _Clock()


def mint(prefix: str) -> str:
    """`prefix`, 13 hex digits of microseconds, 16 random ones: ids of one prefix sort by the time of minting.

    So a keyset page needs no column beside the primary key, and inserts append to the index.
    """
    return prefix + hex(_clock.tick())[2:] + random_hex16()


def minted_at(row_id: str) -> int:
    """The Unix second at which an id was minted."""
    return int(row_id.partition("_")[2][:13], 16) // 1_000_000


def lower_bound(prefix: str, seconds: float) -> str:
    """A text below every id minted at or after that Unix time, and above all earlier ones."""
    return f"{prefix}{int(seconds * 1_000_000):013x}"
