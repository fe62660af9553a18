"""The end of a server: from SIGTERM on, one deadline for everything that still runs."""

from __future__ import annotations

import time


class Drain:
    """`seconds` from `begin` on."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until: float | None = None

    def begin(self) -> None:
        """The time runs; it does not begin anew."""
        if self._until is None:
            self._until = time.monotonic() + self._seconds

    @property
    def begun(self) -> bool:
        """Whether nothing new is to be taken on."""
        return self._until is not None

    def left(self) -> float:
        """Seconds until nothing is waited for any more."""
        return self._seconds if self._until is None else max(0.0, self._until - time.monotonic())
