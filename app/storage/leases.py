"""Leases: a holder owns something until a time, and any other may acquire it after that, also when the holder
crashed.
"""

from __future__ import annotations

import time

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import Mapped


def now_ms() -> int:
    """Unix milliseconds, by this machine's clock: replicas' clocks may differ by less than the duration of a
    lease.
    """
    return time.time_ns() // 1_000_000


def is_free(until: Mapped[int | None], now: int) -> ColumnElement[bool]:
    """Whether there is no lease, or it has expired at that time."""
    return or_(until.is_(None), until <= now)
