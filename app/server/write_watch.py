"""The bounds of a client that does not read its response."""

from __future__ import annotations

from app.server.limits import ServerLimits


class WriteWatch:
    """Whether a client makes progress while a response waits for it."""

    __slots__ = ("_deadline", "_limits", "_unsent")

    def __init__(self, limits: ServerLimits, now: float, unsent: int) -> None:
        self._limits = limits
        self._deadline = now + limits.total_seconds
        self._unsent = unsent

    def start(self, now: float, unsent: int) -> float:
        """The response waits again; the seconds until `check`."""
        self._unsent = unsent
        return max(0.0, min(self._limits.write_seconds, self._deadline - now))

    def check(self, now: float, unsent: int) -> float:
        """The seconds until the next check; 0 if the client took nothing since the last, or too long."""
        return self.start(now, unsent) if unsent < self._unsent else 0.0
