"""Leases: what is held until a time, and anybody's after it. A holder that crashed leaves nothing behind."""

from __future__ import annotations

import time

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import Mapped


def now_ms() -> int:
    """Unix milliseconds, by this machine's clock: replicas' clocks may differ by less than a lease is long."""
    return time.time_ns() // 1_000_000


def is_free(until: Mapped[int | None], now: int) -> ColumnElement[bool]:
    """Whether nobody holds it at that time."""
    return or_(until.is_(None), until <= now)
