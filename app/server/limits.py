"""The bounds of the server layer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """Bounds on what a connection may send before it is a request."""

    head_bytes: int = 128 * 1024
    """Of a request's head that has not ended yet: 431 beyond it."""
    head_seconds: float = 30.0
    """From a head's first byte, or from the start of the connection, to the head's end: 408 beyond it."""
