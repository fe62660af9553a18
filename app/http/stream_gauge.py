"""How busy this process is."""

from __future__ import annotations


class StreamGauge:
    """Plain counts, kept by the answers themselves; one event loop, so nothing guards them."""

    __slots__ = ("open_streams",)

    def __init__(self) -> None:
        self.open_streams = 0
        """Answers that are going out in pieces now."""
