"""Replaces the long texts of a body by markers, and the items of long arrays."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Generator
from itertools import count

from app.aio.ticks import yield_to_loop
from app.contract.long_arrays import LOGPROBS, LongArrays, find_long_arrays
from app.contract.long_json import JsonTextEncoder, LongText
from app.contract.long_texts import LongTexts

LONG_BODY = 256 * 1024
"""A body of so many bytes is worth shortening."""
LONG_TEXT = 64 * 1024
"""A text of so many bytes gets a marker."""
MAX_NODES = 1_000_000
"""Of what is left of an answer: a node takes 60 to 100 bytes once it is parsed."""
_WINDOW_BYTES = 64 * 1024
_WINDOWS = 16
_STEP_BYTES = _WINDOWS * _WINDOW_BYTES
# Everything up to a text of more than 32 KiB, or of many escapes.
_SHORT = re.compile(rb'(?:[^"]++|"(?:[^"\\]{1,1024}+|\\.){0,32}+")*+', re.DOTALL)
_INSIDE = re.compile(rb'(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')
# Half of a pair of surrogates, or what looks like one.
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_NEAR = 64


async def shorten(body: bytes, texts: LongTexts, arrays: LongArrays = LOGPROBS) -> bytes:
    """The body with a marker in the place of each long text; other tasks run in between.

    See `shorten_at_once`.
    """
    steps = _shorten(body, texts, arrays)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            shortened: bytes = done.value
            return shortened
        await yield_to_loop()


def shorten_at_once(body: bytes, texts: LongTexts, arrays: LongArrays = LOGPROBS) -> bytes:
    """The body with a marker in the place of each long text, and of all items of each of the long `arrays`.

    A body with a text that is no valid JSON is returned as it is: its reader says what is wrong. So is an
    event stream, of which each event is read by itself.
    """
    steps = _shorten(body, texts, arrays)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            shortened: bytes = done.value
            return shortened


def _shorten(body: bytes, texts: LongTexts, arrays: LongArrays) -> Generator[None, None, bytes]:
    if not body[:_NEAR].lstrip().startswith((b"{", b"[", b'"')):
        return body
    found = yield from find_long_arrays(body, arrays)
    found.reverse()
    view = memoryview(body)
    shortened: list[bytes | memoryview] = []
    start = position = 0
    while position < len(body):
        yield
        limit = found[-1].start if found else len(body)
        if position > limit:
            return body
        if position == limit and found:
            _, end, items = found.pop()
            marker = b"" if items is None else b'"' + texts.add_items(items)[0].encode() + b'"'
            shortened += (view[start:position], marker)
            start = position = end
            continue
        short = _SHORT.match(body, position, min(limit, position + _STEP_BYTES))
        end = position if short is None else short.end()
        if end == position:
            begin = position + 1
            end = yield from _end_of(body, begin)
            if end < 0:
                return body
            if end - begin > LONG_TEXT:
                shortened += (view[start:begin], texts.add(_text(body, begin, end)).encode())
                start = end
            end += 1
        position = end
    texts.has_shortened = texts.has_shortened or bool(shortened)
    return b"".join((*shortened, view[start:])) if shortened else body


def _end_of(body: bytes, start: int) -> Generator[None, None, int]:
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
            yield
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
