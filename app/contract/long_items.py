"""Long arrays of small values, each in memory once: as the bytes that its items have in JSON.

A parsed value takes 60 to 100 bytes, which is many times what it has in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import orjson

from app.contract.long_json import LongText

ItemsChange: TypeAlias = Callable[[list[Any]], list[Any]]
"""Makes other items of some items of an array, whatever items stand beside them."""


class LongItems(LongText):
    """The inside of one long JSON array, in slices of whole items."""

    __slots__ = ("_ends",)

    def __init__(self, parts: Iterable[bytes | memoryview] = (), ends: Iterable[int] = ()) -> None:
        super().__init__(parts)
        self._ends = [*ends]

    def add(self, items: list[Any]) -> None:
        """Appends items; not once it is in a file."""
        if items:
            self.append(b"," * bool(self.length) + _dumps(items)[1:-1])
            self._ends.append(self.length)

    def slices(self) -> Iterator[list[Any]]:
        """All items, some of them at a time."""
        pieces, waiting, start = self.pieces(), b"", 0
        for end in self._ends:
            while len(waiting) < end - start:
                waiting += next(pieces)
            yield orjson.loads(b"[" + waiting[: end - start].lstrip(b",") + b"]")
            waiting, start = waiting[end - start :], end


class ChangedItems:
    """The inside of the array that a change makes of long items. It is made as it is read, and not held."""

    __slots__ = ("_change", "_items", "_length")

    def __init__(self, items: LongItems, change: ItemsChange) -> None:
        self._items = items
        self._change = change
        self._length = -1

    @property
    def length(self) -> int:
        """In bytes."""
        if self._length < 0:
            self._length = sum(map(len, self.pieces()))
        return self._length

    def pieces(self) -> Iterator[bytes]:
        """See `LongText`."""
        comma = b""
        for items in self._items.slices():
            if changed := self._change(items):
                yield comma + _dumps(changed)[1:-1]
                comma = b","


def _dumps(items: list[Any]) -> bytes:
    try:
        return orjson.dumps(items)
    except orjson.JSONEncodeError:
        # Integers of more than 64 bits.
        return json.dumps(items, separators=(",", ":")).encode()
