"""The lock of this process' writers, for a database that has one writer at a time.

With SQLite they wait for each other in a fair queue instead of polling the file.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class DatabaseLocked(Exception):
    """Another transaction of this process holds the database for too long."""


@contextmanager
def exclusive(lock: threading.Lock | None, seconds: float) -> Iterator[None]:
    """Holds the lock, if there is one; with 0 seconds only where it is free. Raises DatabaseLocked."""
    if lock is None:
        yield
        return
    if not lock.acquire(timeout=seconds):
        raise DatabaseLocked("another transaction of this process holds the database")
    try:
        yield
    finally:
        lock.release()
