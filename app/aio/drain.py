"""The drain of a server: from SIGTERM on, one deadline for everything that still runs."""

from __future__ import annotations

import time


class Drain:
    """A deadline that is `seconds` after the first `start`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until: float | None = None

    def start(self) -> None:
        """Starts the time; a second call does not restart it."""
        if self._until is None:
            self._until = time.monotonic() + self._seconds

    @property
    def started(self) -> bool:
        """Whether the server accepts no new work."""
        return self._until is not None

    def left(self) -> float:
        """Seconds until the deadline; all of them before `start`."""
        return self._seconds if self._until is None else max(0.0, self._until - time.monotonic())
