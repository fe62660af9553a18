"""Until when the transactions of a thread may wait for locks and answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LEAST_SECONDS = 0.005


class _Limit(threading.local):
    deadline: float | None = None


_limit = _Limit()


@contextmanager
def wait_until(deadline: float) -> Iterator[None]:
    """Within the block the transactions of this thread wait until that monotonic time."""
    before, _limit.deadline = _limit.deadline, deadline
    try:
        yield
    finally:
        _limit.deadline = before


def seconds_left(most: float) -> float:
    """How long to wait now: `most` where this thread has no deadline; never 0, which databases take for
    unlimited.
    """
    if _limit.deadline is None:
        return most
    return max(_LEAST_SECONDS, min(most, _limit.deadline - time.monotonic()))
