"""A text of a stream that grows with its events."""

from __future__ import annotations

import orjson
from typing_extensions import override

from app.contract.long_json import JsonTextEncoder
from app.contract.long_texts import LongTexts

# A short string by itself takes three times the memory of its characters, so this many at a time are joined.
_JOIN_EVERY = 8
# Characters of a part, and a number of parts, beyond which the text is held as bytes.
_LONG_PART = 4096
_MANY_PARTS = 256


class GrowingText:
    """A string that is appended to. A long one is held as the bytes that it has in JSON."""

    __slots__ = ("_encoder", "_marker", "_parts", "_unjoined")

    def __init__(self, first: str) -> None:
        self._marker = ""
        self._parts = [first]
        self._unjoined = 1
        self._encoder: JsonTextEncoder | None = None
        if len(first) > _LONG_PART:
            self._encode()

    def add(self, part: str) -> None:
        """Appends a part."""
        parts = self._parts
        parts.append(part)
        self._unjoined += 1
        if len(part) > _LONG_PART:
            self._encode()
        elif self._unjoined == _JOIN_EVERY:
            parts[-_JOIN_EVERY:] = ("".join(parts[-_JOIN_EVERY:]),)
            self._unjoined = 0
            if len(parts) >= _MANY_PARTS:
                self._encode()

    @property
    def is_empty(self) -> bool:
        """Whether it has no characters."""
        return self._encoder is None and not any(self._parts)

    def joined(self) -> str:
        """The string."""
        if self._encoder is not None:
            self._encode()
            text: str = orjson.loads(b'"' + b"".join(self._encoder.end().pieces()) + b'"')
            return text
        text = "".join(self._parts)
        # A long text is in memory once.
        self._parts[:] = (text,)
        return text

    def marked(self, texts: LongTexts) -> str:
        """The string; of a long one its marker in `texts`."""
        if self._encoder is None:
            return self.joined()
        self._encode()
        if not self._marker:
            self._marker = texts.add(self._encoder.end())
        return self._marker

    def _encode(self) -> None:
        encoder = self._encoder
        if encoder is None:
            encoder = self._encoder = JsonTextEncoder()
        if self._parts:
            encoder.add("".join(self._parts))
            self._parts.clear()
        self._unjoined = 0


class UnknownText(GrowingText):
    """A string of which it is not known whether it grows: one that is always the same is a constant."""

    __slots__ = ("_first", "_is_constant")

    def __init__(self, first: str) -> None:
        super().__init__(first)
        self._first = first
        self._is_constant = True

    @override
    def add(self, part: str) -> None:
        """See `GrowingText`."""
        self._is_constant = self._is_constant and part == self._first
        super().add(part)

    @override
    def joined(self) -> str:
        """See `GrowingText`."""
        return self._first if self._is_constant else super().joined()

    @override
    def marked(self, texts: LongTexts) -> str:
        """See `GrowingText`."""
        return self._first if self._is_constant else super().marked(texts)
