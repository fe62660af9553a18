"""Leases: a holder owns something until a time; after that, also when it crashed, another may acquire it."""

from __future__ import annotations

import time

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import Mapped


def now_ms() -> int:
    """Unix milliseconds by this machine's clock; replicas' clocks may differ by less than a lease lasts."""
    return time.time_ns() // 1_000_000


def is_free(until: Mapped[int | None], now: int) -> ColumnElement[bool]:
    """Whether there is no lease, or it has expired at that time."""
    return or_(until.is_(None), until <= now)
