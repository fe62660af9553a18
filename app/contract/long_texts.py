"""Long texts of an answer, each in memory once: as the bytes that it has in JSON.

Each is replaced by a short marker. What is parsed, translated and serialised is short then; the markers are
expanded in what is sent and stored. As a `str`, one wide character makes a text four times as long, and each
form of an answer has a copy of it.
"""

from __future__ import annotations

import re
import secrets
from typing import Any

import orjson

from app.contract.long_items import ChangedItems, LongItems
from app.contract.long_json import EscapedText, JsonPart, LongJson, LongText, decoded

# A marker in JSON that is itself in a string: some servers send parsed arguments, which become text again.
_BEFORE_NESTED = re.compile(rb'[:,\[{]\s*\\"\Z')
_AFTER_NESTED = re.compile(rb'\\"\s*[:,\]}]')
_NEAR = 64
_DIGITS = 9


class LongTexts:
    """The long texts of one answer, and the markers that stand for them."""

    __slots__ = ("_by_length", "_salt", "_texts", "has_shortened")

    def __init__(self) -> None:
        self._salt = b""
        self._texts: list[LongText | LongJson | ChangedItems] = []
        self._by_length: dict[int, list[int]] = {}
        self.has_shortened = False
        """Whether a body with these texts was shortened."""

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, text: LongText) -> str:
        """The marker of a text."""
        self._begin()
        numbers = self._by_length.setdefault(text.length, [])
        for number in numbers:
            # The last events of a stream repeat its texts.
            known = self._texts[number]
            if type(known) is type(text) and known.is_same(text):
                return self._marker(number)
        # A text that was put together of several has their markers.
        is_joined = self.has_shortened and any(self._salt in piece for piece in text.pieces())
        numbers.append(len(self._texts))
        self._texts.append(self.expand(b"".join(text.pieces())) if is_joined else text)
        return self._marker(len(self._texts) - 1)

    def add_items(self, items: LongItems | ChangedItems) -> list[str]:
        """The array that stands for the one with these items: its only item is their marker."""
        if isinstance(items, LongItems):
            return [self.add(items)]
        self._begin()
        self._texts.append(items)
        return [self._marker(len(self._texts) - 1)]

    def items_at(self, value: Any) -> LongItems | None:
        """The items for which an array stands; None for any other value."""
        if type(value) is not list or len(value) != 1 or type(value[0]) is not str:
            return None
        items = self.text_at(value[0])
        return items if isinstance(items, LongItems) else None

    def expand(self, data: bytes) -> LongJson:
        """JSON with each text in the place of its marker."""
        before, *rest = data.split(self._salt) if self._salt else [data]
        parts: list[JsonPart] = [before]
        for part in rest:
            text, after = self._texts[int(part[:_DIGITS])], part[_DIGITS:]
            is_nested = bool(_AFTER_NESTED.match(after) and _BEFORE_NESTED.search(before[-_NEAR:]))
            if isinstance(text, LongItems | ChangedItems):
                # Without the quotes of the one item.
                quote = 1 + is_nested
                parts[-1], after = before[:-quote], after[quote:]
            inner: list[JsonPart] = [*text.parts] if isinstance(text, LongJson) else [text]
            parts += [EscapedText(LongJson(inner)), after] if is_nested else [*inner, after]
            before = after
        return LongJson(parts)

    def start_of(self, text: str, characters: int) -> tuple[str, float]:
        """About so many first characters of a text with markers, and how many times as long all of it is."""
        whole = self.expand(orjson.dumps(text)[1:-1])
        parts, missing = list[str](), characters
        for part in decoded(whole.pieces()):
            parts.append(part[:missing])
            missing -= len(part)
            if missing <= 0:
                break
        start = "".join(parts)
        return start, whole.length / max(1, len(orjson.dumps(start)) - 2)

    def text_at(self, marker: str) -> LongText | LongJson | ChangedItems | None:
        """The text of a marker, or the items; None for any other string."""
        if not self._salt or len(marker) != len(self._salt) + _DIGITS:
            return None
        salt = self._salt.decode()
        return self._texts[int(marker[len(salt) :])] if marker.startswith(salt) else None

    def _begin(self) -> None:
        if not self._salt:
            # An upstream cannot know it, so that no text of its own is taken for a marker.
            self._salt = secrets.token_hex(16).encode()

    def _marker(self, number: int) -> str:
        return f"{self._salt.decode()}{number:0{_DIGITS}}"
