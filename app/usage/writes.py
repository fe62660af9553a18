"""What an entry of usage needs of the recorder."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Protocol

from app.storage.rows import UsageRow
from app.storage.writer import Writer
from app.usage.journal import Journal, Slot


class Writes(Protocol):
    """The recorder, as the entries that it opens see it."""

    journal: Journal | None
    writer: Writer

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs the clean-up of an abandoned call."""

    def keep(self, row: UsageRow, slot: Slot | None) -> None:
        """The row could not be written: it is written later."""
