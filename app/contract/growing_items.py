"""An array of an answer that grows with its events."""

from __future__ import annotations

from typing import Any

from app.contract.long_arrays import LONG_ARRAY
from app.contract.long_items import ChangedItems, ItemsChange, LongItems
from app.contract.long_texts import LongTexts

_MANY_ITEMS = 32


class GrowingItems:
    """A JSON array that is appended to. Many items are held as the bytes that they have in JSON."""

    __slots__ = ("_long", "_shared", "_short")

    def __init__(self) -> None:
        self._short: list[Any] = []
        self._long = LongItems()
        self._shared = False

    def add(self, items: list[Any], texts: LongTexts) -> None:
        """Appends items, or long ones of which `texts` has the marker."""
        long = texts.items_at(items)
        if long is None:
            self._short += items
            if len(self._short) >= _MANY_ITEMS:
                self._encode()
        elif self._short or self._long.length:
            self._encode()
            for part in long.slices():
                self._own().add(part)
        else:
            self._long, self._shared = long, True

    def marked(self, texts: LongTexts, change: ItemsChange | None = None) -> list[Any]:
        """The array; long items as their marker in `texts`, changed by `change`."""
        if not self._long.length:
            return [*self._short] if change is None else change(self._short)
        self._encode()
        if self._long.length > LONG_ARRAY:
            return texts.add_items(self._long if change is None else ChangedItems(self._long, change))
        items = [item for part in self._long.slices() for item in part]
        return items if change is None else change(items)

    def _encode(self) -> None:
        if self._short:
            self._own().add(self._short)
            self._short = []

    def _own(self) -> LongItems:
        if self._shared:
            shared, self._long, self._shared = self._long, LongItems(), False
            for part in shared.slices():
                self._long.add(part)
        return self._long


def changed_items(items: list[Any], texts: LongTexts, change: ItemsChange) -> list[Any]:
    """The changed items of an array; of long ones, which `texts` has, their marker."""
    long = texts.items_at(items)
    return change(items) if long is None else texts.add_items(ChangedItems(long, change))
