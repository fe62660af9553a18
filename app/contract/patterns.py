"""Regular expressions of schemas: matching in linear time for any expression, and example texts."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic_core import SchemaError, SchemaValidator, ValidationError, core_schema

_MAX_PATTERN_CHARACTERS = 2000
_MAX_TEXT_CHARACTERS = 10_000
# The first candidates for a character of a class.
_CLASS_CANDIDATES = "aA1 -_.:/@#+,~éß漢"
_OPENING = re.compile(r"\?(?:P?<\w+>|[a-zA-Z-]*:)")
_CLASS = re.compile(r"\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]", re.S)
_CODE = re.compile(r"[pP](?:\{\^?(\w+)[^}]*\}|(\w))|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})")
_REPEATED = re.compile(r"(?:([*+?])|\{(\d*)(,?)(\d*)\})[?+]?")
_ESCAPES = {
    "d": "1", "w": "a", "s": " ", "D": "a", "W": "-", "S": "a", "n": "\n", "t": "\t", "r": "\r",
    "b": "", "B": "", "A": "", "Z": "", "z": "",
}  # fmt: skip


def matches(pattern: str, text: str) -> bool:
    """Whether the text has a match; False for an unsupported expression (such as look-around).

    `re` would take exponential time for some expressions of callers.
    """
    validator = _compiled(pattern)
    if validator is None:
        return False
    try:
        validator.validate_python(text)
    except ValidationError:
        return False
    return True


def example_text(pattern: str, min_length: int = 0, max_length: int = _MAX_TEXT_CHARACTERS) -> str | None:
    """A text of `min_length` to `max_length` characters that matches; None if none is found."""
    if _compiled(pattern) is None:
        return None
    for extra in (0, 1, 2, 3, 8, 16, 32, min_length - 1, min_length, 1000):
        try:
            text = _TextGenerator(pattern, extra).generate()
        except RecursionError:
            return None
        if text is not None and min_length <= len(text) <= max_length and matches(pattern, text):
            return text
    return None


@lru_cache(256)
def _compiled(pattern: str) -> SchemaValidator | None:
    if len(pattern) > _MAX_PATTERN_CHARACTERS:
        return None
    try:
        return SchemaValidator(core_schema.str_schema(pattern=pattern))
    except SchemaError:
        return None


class _TextGenerator:
    """Generates the simplest text for an expression, with `extra` more of each unbounded repetition."""

    def __init__(self, pattern: str, extra: int) -> None:
        self._pattern = pattern
        self._extra = extra
        self._position = 0

    def generate(self) -> str | None:
        text = self._alternatives()
        return text if self._position >= len(self._pattern) and len(text) <= _MAX_TEXT_CHARACTERS else None

    def _alternatives(self) -> str:
        """The text of the first alternative; the others are skipped."""
        first = self._sequence()
        while self._accept("|"):
            self._sequence()
        return first

    def _sequence(self) -> str:
        text = ""
        while self._position < len(self._pattern) and self._pattern[self._position] not in "|)":
            text = (text + self._repeated(self._atom()))[: _MAX_TEXT_CHARACTERS + 1]
        return text

    def _atom(self) -> str:
        if self._accept("("):
            opening = _OPENING.match(self._pattern, self._position)
            self._position = opening.end() if opening else self._position
            text = self._alternatives()
            self._accept(")")
            return text
        if self._accept("["):
            return self._class_member()
        if self._accept("\\"):
            return self._escaped()
        char = self._pattern[self._position]
        self._position += 1
        return {"^": "", "$": "", ".": "a"}.get(char, char)

    def _class_member(self) -> str:
        start = self._position - 1
        end = _CLASS.match(self._pattern, self._position)
        self._position = end.end() if end else len(self._pattern)
        inside = self._pattern[start : self._position]
        return next((char for char in _CLASS_CANDIDATES + inside if matches(f"^{inside}$", char)), "")

    def _escaped(self) -> str:
        match = _CODE.match(self._pattern, self._position)
        if match is not None:
            self._position = match.end()
            if match[3] or match[4]:
                return chr(int(match[3] or match[4], 16))
            kind = match[1] or match[2]
            return {"Lu": "A", "N": "1", "Nd": "1", "P": ".", "Z": " "}.get(kind, "a")
        char = self._pattern[self._position : self._position + 1]
        self._position += 1
        return _ESCAPES.get(char, char)

    def _repeated(self, atom: str) -> str:
        match = _REPEATED.match(self._pattern, self._position)
        if match is None:
            return atom
        self._position = match.end()
        if match[1]:
            minimum, unbounded = int(match[1] == "+"), match[1] != "?"
        else:
            minimum, unbounded = int(match[2] or 0), bool(match[3])
        count = minimum + (self._extra if unbounded else 0)
        if match[4]:
            count = min(count, int(match[4]))
        return atom * min(count, _MAX_TEXT_CHARACTERS // max(len(atom), 1) + 1)

    def _accept(self, char: str) -> bool:
        accepted = self._pattern.startswith(char, self._position)
        self._position += accepted
        return accepted
