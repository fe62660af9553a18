"""What a worker has of its start: its place, and the pipes to its parent."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass


@dataclass(slots=True)
class StartedWorker:
    """In a worker: its number, and the pipes to its parent."""

    number: int
    is_first: bool
    """Whether it is the first one of all, which reports the start."""
    ready: int
    """Write end: one byte once it serves."""
    parent: int
    """Read end: its end of file is the end of the parent."""

    def report_ready(self) -> None:
        """It serves."""
        with suppress(OSError):
            os.write(self.ready, b".")
            os.close(self.ready)
