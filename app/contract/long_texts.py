"""Long texts of an answer, each in memory once: as the bytes that it has in JSON.

Each is replaced by a short marker. What is parsed, translated and serialised is short then; the markers are
expanded in what is sent and stored. As a `str`, one wide character makes a text four times as long, and each
form of an answer has a copy of it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from app.contract.long_items import ChangedItems, LongItems
from app.contract.long_json import EscapedText, JsonPart, LongJson, LongText, decoded

# What all markers of this process begin with.
_PREFIX = secrets.token_hex(8).encode()
_OWN_BYTES = 8
_DIGITS = 9
# A marker has its level before its number: in how many strings within each other it is. Some servers send
# parsed arguments, which become a text again.
_LEVEL = re.compile(rb"(?<=" + _PREFIX + rb"[0-9a-f]{16})[0-8]")


def json_as_text(data: bytes) -> str:
    """JSON that is a text within other JSON: there, what its markers stand for is escaped once more."""
    return (_LEVEL.sub(_next_level, data) if _PREFIX in data else data).decode()


def _next_level(level: re.Match[bytes]) -> bytes:
    return b"%d" % (int(level[0]) + 1)


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
        is_joined = self.has_shortened and self._is_in(text.pieces())
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
            level, number, after = int(part[:1]), int(part[1 : 1 + _DIGITS]), part[1 + _DIGITS :]
            text = self._texts[number]
            if isinstance(text, LongItems | ChangedItems):
                # Without the quotes of the one item.
                quote = 2**level
                parts[-1], after = before[:-quote], after[quote:]
            inner: list[JsonPart] = [*text.parts] if isinstance(text, LongJson) else [text]
            for _ in range(level):
                inner = [EscapedText(LongJson(inner))]
            parts += [*inner, after]
            before = after
        return LongJson(parts)

    def whole(self, value: Any) -> Any:
        """A value that is read here, with each text in the place of its marker."""
        data = orjson.dumps(value) if self._salt else b""
        return orjson.loads(self.expand(data).joined()) if self._salt and self._salt in data else value

    def start_of(self, text: str, characters: int) -> tuple[str, float]:
        """About so many first characters of a text with markers, and how many times as long all of it is."""
        whole = self.expand(orjson.dumps(text)[1:-1])
        read = decoded_characters = 0

        def pieces() -> Iterator[bytes]:
            nonlocal read
            for piece in whole.pieces():
                read += len(piece)
                yield piece

        parts: list[str] = []
        for part in decoded(pieces()):
            parts.append(part[: characters - decoded_characters])
            decoded_characters += len(part)
            if decoded_characters >= characters:
                break
        start = "".join(parts)
        # An upstream's escapes may be longer than ours: its bytes are compared with its bytes.
        return start, decoded_characters / max(1, len(start)) * whole.length / max(1, read)

    def text_at(self, marker: str) -> LongText | LongJson | ChangedItems | None:
        """The text of a marker, or the items; None for any other string."""
        if not self._salt or len(marker) != len(self._salt) + 1 + _DIGITS:
            return None
        salt = self._salt.decode()
        return self._texts[int(marker[len(salt) + 1 :])] if marker.startswith(salt) else None

    def _is_in(self, pieces: Iterable[bytes]) -> bool:
        """Whether there is a marker in a text, which two pieces may share."""
        before = b""
        for piece in pieces:
            if self._salt in before + piece:
                return True
            before = piece[1 - len(self._salt) :]
        return False

    def _begin(self) -> None:
        if not self._salt:
            # An upstream cannot know it, so that no text of its own is taken for a marker.
            self._salt = _PREFIX + secrets.token_hex(_OWN_BYTES).encode()

    def _marker(self, number: int) -> str:
        return f"{self._salt.decode()}0{number:0{_DIGITS}}"
