"""The bounds of what a client sends behind a response."""

from __future__ import annotations

from app.server.limits import ServerLimits


class Discarding:
    """Counts bytes that are dropped, and the time for them."""

    __slots__ = ("_bytes_left", "_deadline", "_idle_seconds")

    def __init__(self, limits: ServerLimits, now: float) -> None:
        self._bytes_left = limits.discard_bytes
        self._deadline = now + limits.discard_seconds
        self._idle_seconds = limits.discard_idle_seconds

    def count(self, size: int, now: float) -> float:
        """Seconds until the next bytes have to arrive; 0 beyond a bound."""
        self._bytes_left -= size
        return 0.0 if self._bytes_left < 0 else max(0.0, min(self._idle_seconds, self._deadline - now))
