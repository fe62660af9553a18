"""Long texts of an answer, each in memory once: as the bytes that it has in JSON.

Each is replaced by a short marker. What is parsed, translated and serialised is short then; the markers are
expanded in what is sent and stored. As a `str`, one wide character makes a text four times as long, and each
form of an answer has a copy of it.
"""

from __future__ import annotations

import codecs
import json
import re
import secrets
from itertools import count

import orjson

from app.aio.ticks import yield_to_loop
from app.contract.long_json import EscapedText, JsonTextEncoder, LongJson, LongText, Part, decoded

LONG_BODY = 256 * 1024
"""A body of so many bytes is worth shortening."""
LONG_TEXT = 64 * 1024
"""A text of so many bytes gets a marker."""
_WINDOW_BYTES = 64 * 1024
_WINDOWS = 16
_STEP_BYTES = _WINDOWS * _WINDOW_BYTES
# Everything up to a text of more than 32 KiB, or of many escapes.
_SHORT = re.compile(rb'(?:[^"]++|"(?:[^"\\]{1,1024}+|\\.){0,32}+")*+', re.DOTALL)
_INSIDE = re.compile(rb'(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')
# Half of a pair of surrogates, or what looks like one.
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
# A marker in JSON that is itself in a string: some servers send parsed arguments, which become text again.
_BEFORE_NESTED = re.compile(rb'[:,\[]\s*\\"\Z')
_AFTER_NESTED = re.compile(rb'\\"\s*[:,\]}]')
_NEAR = 64
_DIGITS = 9


class LongTexts:
    """The long texts of one answer, and the markers that stand for them."""

    __slots__ = ("_has_shortened", "_salt", "_texts")

    def __init__(self) -> None:
        self._salt = b""
        self._texts: list[LongText | LongJson] = []
        self._has_shortened = False

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, text: LongText) -> str:
        """The marker of a text."""
        if not self._salt:
            # An upstream cannot know it, so that no text of its own is taken for a marker.
            self._salt = secrets.token_hex(16).encode()
        # A text that was put together of several has their markers.
        is_joined = self._has_shortened and any(self._salt in piece for piece in text.pieces())
        self._texts.append(self.expand(b"".join(text.pieces())) if is_joined else text)
        return f"{self._salt.decode()}{len(self._texts) - 1:0{_DIGITS}}"

    async def shorten(self, body: bytes) -> bytes:
        """The body with a marker in the place of each long text; other tasks run in between.

        A body with a text that is no valid JSON is returned as it is: its reader says what is wrong. So is an
        event stream, of which each event is read by itself.
        """
        if not body[:_NEAR].lstrip().startswith((b"{", b"[", b'"')):
            return body
        view = memoryview(body)
        shortened: list[bytes | memoryview] = []
        start = position = 0
        while position < len(body):
            await yield_to_loop()
            short = _SHORT.match(body, position, position + _STEP_BYTES)
            end = position if short is None else short.end()
            if end == position:
                begin = position + 1
                end = await _end_of(body, begin)
                if end < 0:
                    return body
                if end - begin > LONG_TEXT:
                    shortened += (view[start:begin], self.add(_text(body, begin, end)).encode())
                    start = end
                end += 1
            position = end
        self._has_shortened = bool(shortened)
        return b"".join((*shortened, view[start:])) if shortened else body

    def expand(self, data: bytes) -> LongJson:
        """JSON with each text in the place of its marker."""
        before, *rest = data.split(self._salt) if self._salt else [data]
        parts: list[Part] = [before]
        for part in rest:
            text, after = self._texts[int(part[:_DIGITS])], part[_DIGITS:]
            is_nested = _AFTER_NESTED.match(after) and _BEFORE_NESTED.search(before[-_NEAR:])
            inner: list[Part] = [*text.parts] if isinstance(text, LongJson) else [text]
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

    def text_at(self, marker: str) -> LongText | LongJson | None:
        """The text of a marker; None for any other string."""
        if not self._salt or len(marker) != len(self._salt) + _DIGITS:
            return None
        salt = self._salt.decode()
        return self._texts[int(marker[len(salt) :])] if marker.startswith(salt) else None


async def _end_of(body: bytes, start: int) -> int:
    """Where the string ends whose content begins at `start`; -1 if it is not valid."""
    position, decode = start, codecs.getincrementaldecoder("utf-8")().decode
    for window in count(1):
        inside = _INSIDE.match(body, position, position + _WINDOW_BYTES)
        end = position if inside is None else inside.end()
        if end == position:
            break
        piece = body[position:end]
        if not piece.isascii():
            try:
                decode(piece)
            except UnicodeDecodeError:
                return -1
        position = end
        if window % _WINDOWS == 0:
            await yield_to_loop()
    return position if body[position : position + 1] == b'"' else -1


def _text(body: bytes, start: int, end: int) -> LongText:
    """The content of a string: the bytes themselves, unless they have surrogates, which are decoded."""
    if _SURROGATE.search(body, start, end) is None:
        return LongText((memoryview(body)[start:end],))
    encoder, decode = JsonTextEncoder(), codecs.getincrementaldecoder("utf-8")().decode
    while start < end:
        inside = _INSIDE.match(body, start, min(start + _WINDOW_BYTES, end))
        stop = end if inside is None else inside.end()
        encoder.add(json.loads(f'"{decode(body[start:stop])}"'))
        start = stop
    return encoder.end()
