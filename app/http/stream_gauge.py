"""A gauge of the streams that this process sends."""

from __future__ import annotations


class StreamGauge:
    """A plain count, changed by the responses themselves. There is one event loop, so it needs no lock."""

    __slots__ = ("open_streams",)

    def __init__(self) -> None:
        self.open_streams = 0
        """Responses that are being sent in parts now."""
