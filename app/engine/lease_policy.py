"""How long a lease lasts, and how often it is renewed."""

from __future__ import annotations


class LeasePolicy:
    """The leases of conversations and of leased work: each lasts `seconds` unless it is renewed."""

    def __init__(self, seconds: float) -> None:
        self.heartbeat_seconds = min(2.0, seconds / 4)
        """The interval of renewals: a lease survives three that fail."""
        self.duration_ms = round(seconds * 1000)
