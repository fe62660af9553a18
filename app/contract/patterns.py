"""Regular expressions of a schema: whether a text matches, in linear time whatever the expression, and a text that does."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic_core import SchemaError, SchemaValidator, ValidationError, core_schema

_LONGEST_PATTERN = 2000
_LONGEST_TEXT = 10_000
# Of what a class may hold, what is tried first.
_TRIED = "aA1 -_.:/@#+,~éß漢"
_OPENING = re.compile(r"\?(?:P?<\w+>|[a-zA-Z-]*:)")
_CLASS = re.compile(r"\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]", re.S)
_CODE = re.compile(r"[pP](?:\{\^?(\w+)[^}]*\}|(\w))|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})")
_REPEATED = re.compile(r"(?:([*+?])|\{(\d*)(,?)(\d*)\})[?+]?")
_ESCAPES = {
    "d": "1", "w": "a", "s": " ", "D": "a", "W": "-", "S": "a", "n": "\n", "t": "\t", "r": "\r",
    "b": "", "B": "", "A": "", "Z": "", "z": "",
}  # fmt: skip


def matches(pattern: str, text: str) -> bool:
    """Whether the text has a match; False for an expression that this dialect (no look-around) does not know.

    Not by `re`: an expression of a caller's could keep it busy for days.
    """
    judge = _judge(pattern)
    if judge is None:
        return False
    try:
        judge.validate_python(text)
    except ValidationError:
        return False
    return True


def matching(pattern: str, least: int = 0, most: int = _LONGEST_TEXT) -> str | None:
    """A text of such a length that matches; None if none is found."""
    if _judge(pattern) is None:
        return None
    for more in (0, 1, 2, 3, 8, 16, 32, least - 1, least, 1000):
        try:
            text = _Writer(pattern, more).write()
        except RecursionError:
            return None
        if text is not None and least <= len(text) <= most and matches(pattern, text):
            return text
    return None


@lru_cache(256)
def _judge(pattern: str) -> SchemaValidator | None:
    if len(pattern) > _LONGEST_PATTERN:
        return None
    try:
        return SchemaValidator(core_schema.str_schema(pattern=pattern))
    except SchemaError:
        return None


class _Writer:
    """Reads an expression and writes the simplest text for it; where it may repeat without end, `more` times more."""

    def __init__(self, pattern: str, more: int) -> None:
        self._pattern = pattern
        self._more = more
        self._at = 0

    def write(self) -> str | None:
        text = self._alternatives()
        return text if self._at >= len(self._pattern) and len(text) <= _LONGEST_TEXT else None

    def _alternatives(self) -> str:
        """The first of them; the others are read over."""
        first = self._sequence()
        while self._next("|"):
            self._sequence()
        return first

    def _sequence(self) -> str:
        text = ""
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            text = (text + self._repeated(self._atom()))[: _LONGEST_TEXT + 1]
        return text

    def _atom(self) -> str:
        if self._next("("):
            opening = _OPENING.match(self._pattern, self._at)
            self._at = opening.end() if opening else self._at
            text = self._alternatives()
            self._next(")")
            return text
        if self._next("["):
            return self._one_of()
        if self._next("\\"):
            return self._escaped()
        char = self._pattern[self._at]
        self._at += 1
        return {"^": "", "$": "", ".": "a"}.get(char, char)

    def _one_of(self) -> str:
        start = self._at - 1
        end = _CLASS.match(self._pattern, self._at)
        self._at = end.end() if end else len(self._pattern)
        inside = self._pattern[start : self._at]
        return next((char for char in _TRIED + inside if matches(f"^{inside}$", char)), "")

    def _escaped(self) -> str:
        match = _CODE.match(self._pattern, self._at)
        if match is not None:
            self._at = match.end()
            if match[3] or match[4]:
                return chr(int(match[3] or match[4], 16))
            kind = match[1] or match[2]
            return {"Lu": "A", "N": "1", "Nd": "1", "P": ".", "Z": " "}.get(kind, "a")
        char = self._pattern[self._at : self._at + 1]
        self._at += 1
        return _ESCAPES.get(char, char)

    def _repeated(self, atom: str) -> str:
        match = _REPEATED.match(self._pattern, self._at)
        if match is None:
            return atom
        self._at = match.end()
        if match[1]:
            least, endless = int(match[1] == "+"), match[1] != "?"
        else:
            least, endless = int(match[2] or 0), bool(match[3])
        count = least + (self._more if endless else 0)
        if match[4]:
            count = min(count, int(match[4]))
        return atom * min(count, _LONGEST_TEXT // max(len(atom), 1) + 1)

    def _next(self, char: str) -> bool:
        found = self._pattern.startswith(char, self._at)
        self._at += found
        return found
