"""Reads the input of a custom tool out of a function's arguments, fragment by fragment."""

from __future__ import annotations

import re

_START = re.compile(r'[ \t\r\n]*\{[ \t\r\n]*"input"[ \t\r\n]*:[ \t\r\n]*"')
# Any of its beginnings: as long as the text is one, more of it may follow.
_BEGINNING = re.compile(
    r"[ \t\r\n]*(?:\{[ \t\r\n]*(?:\"(?:i(?:n(?:p(?:u(?:t(?:\"[ \t\r\n]*(?::[ \t\r\n]*)?)?)?)?)?)?)?)?)?"
)
_EMPTY = re.compile(r"\s*\{\s*\}\s*")
_SPECIAL = re.compile(r'["\\]')
_SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_HEX = re.compile(r"[0-9a-fA-F]{4}")
_REPLACEMENT = "\ufffd"


class CustomInputReader:
    """`feed` returns what a fragment adds to the input, `finish` what is left at the end.

    The input is the string of `{"input": "..."}`. Arguments of any other form are the input themselves.
    Half a surrogate pair becomes U+FFFD, and an escape that JSON does not have is read as it is written.
    """

    def __init__(self) -> None:
        self._held = ""
        """Text that is not read yet: the start, a part of an escape, or half a surrogate pair."""
        self._state = "start"

    def feed(self, text: str) -> str:
        """What the next fragment of the arguments adds."""
        if self._state == "raw":
            return text
        if self._state == "ended":
            return ""
        self._held += text
        return self._string(final=False) if self._state == "string" else self._begin()

    def finish(self) -> str:
        """What is left: arguments that are no such object, or half an escape."""
        held, self._held = self._held, ""
        if self._state == "string":
            self._held = held
            return self._string(final=True)
        state, self._state = self._state, "ended"
        # A call without arguments has an empty object.
        return held if state == "start" and not _EMPTY.fullmatch(held) else ""

    def _begin(self) -> str:
        found = _START.match(self._held)
        if found is not None:
            self._state = "string"
            self._held = self._held[found.end() :]
            return self._string(final=False)
        if _BEGINNING.fullmatch(self._held) or _EMPTY.fullmatch(self._held):
            return ""
        self._state = "raw"
        text, self._held = self._held, ""
        return text

    def _string(self, *, final: bool) -> str:
        text, self._held = self._held, ""
        parts: list[str] = []
        position = 0
        while True:
            special = _SPECIAL.search(text, position)
            if special is None:
                parts.append(text[position:])
                break
            parts.append(text[position : special.start()])
            position = special.start()
            if text[position] == '"':
                self._state = "ended"
                break
            value, end = _escape(text, position, final=final)
            if end == position:
                self._held = text[position:]
                break
            parts.append(value)
            position = end
        return "".join(parts)


def _escape(text: str, start: int, *, final: bool) -> tuple[str, int]:
    """The character of the escape at `start` and its end, which is `start` if more of it may follow."""
    kind = text[start + 1 : start + 2]
    if not kind:
        return ("\\", start + 1) if final else ("", start)
    if kind != "u":
        value = _SIMPLE.get(kind) or (kind if kind in '"\\/' else f"\\{kind}")
        return value, start + 2
    first = _unit(text, start)
    if first is None:
        if len(text) < start + 6 and not final:
            return "", start
        return "\\u", start + 2
    if not 0xD800 <= first < 0xE000:
        return chr(first), start + 6
    if first >= 0xDC00:
        return _REPLACEMENT, start + 6
    rest = text[start + 6 : start + 12]
    second = _unit(text, start + 6) if rest.startswith("\\u") else None
    if second is not None and 0xDC00 <= second < 0xE000:
        return chr(0x10000 + ((first - 0xD800) << 10) + second - 0xDC00), start + 12
    if second is None and len(rest) < 6 and not final and "\\u".startswith(rest[:2]):
        return "", start
    return _REPLACEMENT, start + 6


def _unit(text: str, start: int) -> int | None:
    """The UTF-16 code unit of `\\uXXXX` at `start`; None if that is not whole."""
    digits = text[start + 2 : start + 6]
    return int(digits, 16) if _HEX.fullmatch(digits) else None
