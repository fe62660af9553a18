"""Reads the structure of a JSON text without parsing it. Nearly all work is done in C."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, count
from operator import sub
from types import MappingProxyType
from typing import NamedTuple

import orjson

_OTHER_BYTES = bytes(set(range(256)) - set(b"[]{},:"))
# The level after n brackets is the sum of their steps, less n.
_STEPS = bytes.maketrans(b"[{]}", b"\x02\x02\x00\x00")
# A long value is searched in large pieces; the piece with its end again in smaller ones.
_PIECES = (64 * 1024, 1024, 32, 1)
# A key without escapes up to its value; and values whose end a pattern finds.
_KEY = re.compile(rb'[ \t\n\r]*+"([^"\\]*+)"[ \t\n\r]*+:[ \t\n\r]*+')
_SCALAR = re.compile(rb'"[^"\\]*+"|true|false|null|[-+.eE0-9]++')
_SPACE = re.compile(rb"[ \t\n\r]*+")
# Values are only skipped; `float` accepts numbers of any length, unlike `int`.
_SKIPPER = json.JSONDecoder(parse_int=float)
# The decoder is the fastest for most values; a long one is searched in pieces, without its strings.
_WINDOWS = (256, 64 * 1024)
_LONG = 64 * 1024
_NO_ENDS: Mapping[int, int] = MappingProxyType({})


class JsonStructure:
    """Takes a text in chunks, cut anywhere, and finds what is outside of its strings.

    The text is valid, or the results mean nothing.
    """

    def __init__(self) -> None:
        self.quotes = 0
        """How many strings have started and ended."""
        self.level = 0
        """Of the nesting, after the last chunk."""
        self.highest = self.lowest = 0
        """The levels within the last chunk."""
        self._backslash = b""
        """The first half of an escape sequence whose second half is in the next chunk."""

    def feed(self, chunk: bytes) -> bytes:
        """The brackets, commas and colons of the next chunk."""
        structure = self._outside_strings(chunk).translate(None, _OTHER_BYTES)
        steps = structure.translate(_STEPS, b",:")
        self.highest = self.lowest = self.level
        if steps:
            changes = list(map(sub, accumulate(steps), count(1)))
            self.highest, self.lowest = self.level + max(changes), self.level + min(changes)
            self.level += changes[-1]
        return structure

    def _outside_strings(self, chunk: bytes) -> bytes:
        if self._backslash or b"\\" in chunk:
            chunk = self._backslash + chunk
            at_end = len(chunk) - len(chunk.rstrip(b"\\"))
            self._backslash = b"\\" * (at_end % 2)
            # Of a run of backslashes each pair is one character; one that is left over escapes the next byte.
            chunk = chunk[: len(chunk) - at_end % 2].replace(b"\\\\", b"").replace(b'\\"', b"")
        parts = chunk.split(b'"')
        outside = parts[self.quotes % 2 :: 2]
        self.quotes += len(parts) - 1
        return b"".join(outside)


def node_counts(data: bytes) -> Iterator[int]:
    """How many nodes a text has: so far, after each piece of it.

    Nodes are commas, colons and opening brackets outside of strings: each value and each key has one.
    """
    structure, nodes = JsonStructure(), 0
    for start in range(0, len(data), _LONG):
        found = structure.feed(data[start : start + _LONG])
        nodes += len(found) - found.count(b"]") - found.count(b"}")
        yield nodes


class Member(NamedTuple):
    """A member of an object: its key, and where its value begins and ends."""

    key: str
    value_at: int
    end: int


def members(data: bytes, ends: Mapping[int, int] = _NO_ENDS) -> Iterator[Member]:
    """The members of a text that is a valid JSON object. `ends` has the ends of long values."""
    position = data.index(b"{") + 1
    while True:
        plain = _KEY.match(data, position)
        if plain is not None:
            key, value_at = plain[1].decode(), plain.end()
        else:
            position = after_space(data, position)
            if data[position : position + 1] != b'"':
                return
            end = ends.get(position) or value_end(data, position)
            key = orjson.loads(data[position:end])
            value_at = after_space(data, data.index(b":", end) + 1)
        scalar = _SCALAR.match(data, value_at)
        end = scalar.end() if scalar is not None else ends.get(value_at) or value_end(data, value_at)
        yield Member(key, value_at, end)
        position = after_space(data, end) + 1


def long_ends(data: bytes) -> dict[int, int]:
    """Where each long text, object and array directly in an object ends, by its start: see `members`."""
    ends: dict[int, int] = {}
    position = 0
    for key, value_at, end in members(data):
        if end - value_at > _LONG:
            ends[value_at] = end
        if len(key) > _LONG:
            start = data.index(b'"', position)
            ends[start] = value_end(data, start)
        position = end
    return ends


def after_space(data: bytes, position: int) -> int:
    """The index of the first byte from `position` on that is no white space."""
    space = _SPACE.match(data, position)
    return position if space is None else space.end()


def value_end(data: bytes, start: int) -> int:
    """The index behind the object, array or string that starts at `start`."""
    for size in _WINDOWS:
        # A character for each byte.
        window = data[start : start + size].decode("latin-1")
        try:
            return start + _SKIPPER.raw_decode(window)[1]
        except json.JSONDecodeError:
            # It is longer than the window.
            continue
        except RecursionError:
            break
    return _long_value_end(data, start)


def _long_value_end(data: bytes, start: int) -> int:
    before, is_string = JsonStructure(), data[start : start + 1] == b'"'
    for piece in _PIECES:
        while start < len(data):
            structure = copy.copy(before)
            structure.feed(data[start : start + piece])
            began = structure.level != 0 or structure.highest > 0 or before.level > 0
            if structure.quotes >= 2 if is_string else began and structure.lowest <= 0:
                break
            before = structure
            start += piece
    return start + 1
