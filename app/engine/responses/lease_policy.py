"""How long a lease lasts, and how often it is renewed."""

from __future__ import annotations

from app.storage.leases import now_ms


class LeasePolicy:
    """The leases of conversations and of jobs: each lasts `seconds` unless it is renewed."""

    def __init__(self, seconds: float) -> None:
        self.heartbeat_seconds = min(2.0, seconds / 4)
        """The interval of renewals: a lease survives three that fail."""
        self._duration_ms = round(seconds * 1000)

    def until(self) -> int:
        """The end of a lease that starts or is renewed now, in Unix milliseconds."""
        return now_ms() + self._duration_ms
