"""Finds the long arrays of a body that are not parsed: their items are held as bytes, or not at all."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import NamedTuple

import orjson

from app.contract.json_text import JsonStructure
from app.contract.long_items import ItemsChange, LongItems
from app.contract.long_json import NO_LINES

LONG_ARRAY = 16 * 1024
"""An array of so many bytes gets a marker."""
_STEP_BYTES = 1024 * 1024
# An item longer than the first is searched in the next one.
_WINDOWS = (64 * 1024, 1024 * 1024, 16 * 1024 * 1024)
_LONGEST_KEY = 256
# Levels of brackets within an item.
_LEVELS = 5


def _nested(levels: int) -> bytes:
    inside = rb'[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+"'
    for _ in range(levels):
        inside += rb"|[\[{](?:" + inside + rb")*+[\]}]"
    return rb"[\[{](?:" + inside + rb")*+[\]}]"


_STRING = rb'"(?:[^"\\]++|\\.)*+"'
_VALUE = rb"(?:" + _STRING + rb'|[^"\[\]{},\s]++|' + _nested(_LEVELS) + rb")"
_ITEMS = re.compile(rb"(?:\s*+" + _VALUE + rb"\s*+,)*+", re.DOTALL)
_LAST_ITEM = re.compile(rb"\s*+(?:" + _VALUE + rb")?+\s*+\]", re.DOTALL)
_MEMBER = re.compile(rb"\s*+,?+\s*+" + _STRING + rb"\s*+:\s*+", re.DOTALL)
_SHORT_VALUE = re.compile(_VALUE, re.DOTALL)
_LINE_END = re.compile(rb"[\r\n]")


class LongArrays(NamedTuple):
    """Which arrays may be long: the values of members of a name, and those of the objects that are values.

    `level` is that of the object with such a member, if others of that name are something else. `change` is
    what is to be made of the items. The items of arrays that are not `held` are dropped.
    """

    names: re.Pattern[bytes]
    level: int = 0
    change: ItemsChange | None = None
    held: bool = True


def long_arrays(
    *names: str, level: int = 0, change: ItemsChange | None = None, held: bool = True
) -> LongArrays:
    """The arrays of members with these names."""
    alternatives = "|".join(map(re.escape, names)).encode()
    pattern = re.compile(rb'"(?:' + alternatives + rb')"[ \t\n\r]*+:[ \t\n\r]*+(?=[\[{])')
    return LongArrays(pattern, level, change, held)


LOGPROBS = long_arrays("logprobs")
"""The probabilities of tokens, as answers have them."""


class FoundArray(NamedTuple):
    """Where the items of a long array begin and end, and the items if they are held."""

    start: int
    end: int
    items: LongItems | None


def find_long_arrays(body: bytes, arrays: LongArrays) -> Generator[None, None, list[FoundArray]]:
    """The long arrays of a body in their order.

    Those that are no valid JSON, or have items that are too long or too deep, are left out.
    """
    found: list[FoundArray] = []
    structure, known = JsonStructure(), 0
    position = 0
    while position < len(body):
        end = position + _STEP_BYTES
        name = arrays.names.search(body, position, end + _LONGEST_KEY)
        if name is None:
            position = end
            yield
            continue
        position = name.end()
        # Behind a backslash it is the end of a longer key.
        if body[name.start() - 1 : name.start()] == b"\\":
            continue
        before = len(found)
        after = yield from _values(body, position, arrays, found)
        if after == position:
            # It may be searched to its end once, not for each name in it.
            break
        position = after
        if len(found) == before:
            continue
        while arrays.level and known < name.start():
            piece = min(name.start(), known + _STEP_BYTES)
            structure.feed(body[known:piece])
            known = piece
            yield
        if structure.level != arrays.level:
            del found[before:]
    return found


def _values(
    body: bytes, start: int, arrays: LongArrays, found: list[FoundArray]
) -> Generator[None, None, int]:
    """Adds the long ones of the array, or of the object's arrays, at `start`; returns how far it got."""
    if body[start : start + 1] == b"[":
        return (yield from _array(body, start, arrays, found))
    position = start + 1
    while member := _MEMBER.match(body, position):
        position = member.end()
        if body[position : position + 1] == b"[":
            end = yield from _array(body, position, arrays, found)
        else:
            value = _SHORT_VALUE.match(body, position, position + _WINDOWS[0])
            end = position if value is None else value.end()
        if end == position:
            break
        position = end
    return position


def _array(
    body: bytes, start: int, arrays: LongArrays, found: list[FoundArray]
) -> Generator[None, None, int]:
    """Adds the array at `start` if it is long; returns where it ends, or `start` if that is not known."""
    first = position = start + 1
    slices: list[tuple[int, int]] = []
    while True:
        end = last = 0
        for window in _WINDOWS:
            if (items := _ITEMS.match(body, position, position + window)) and items.end() > position:
                end = items.end()
                slices.append((position, end - 1))
                break
            if whole := _LAST_ITEM.match(body, position, position + window):
                last = whole.end()
                break
        if last:
            break
        if not end:
            return start
        position = end
        yield
    if body[position : last - 1].strip():
        slices.append((position, last - 1))
    if last - first > LONG_ARRAY:
        if not arrays.held:
            found.append(FoundArray(first, last - 1, None))
        elif items_of := (yield from _items(body, slices, arrays.change)):
            found.append(FoundArray(first, last - 1, items_of))
    return last


def _items(
    body: bytes, slices: list[tuple[int, int]], change: ItemsChange | None
) -> Generator[None, None, LongItems | None]:
    """The items of these slices; None if one is no valid JSON, or nothing is left of them."""
    changed, start = LongItems(), slices[0][0]
    for begin, end in slices:
        yield
        try:
            items = orjson.loads(b"[" + body[begin:end] + b"]")
        except orjson.JSONDecodeError:
            return None
        if change is not None:
            changed.add(change(items))
    if change is not None:
        return changed if changed.length else None
    inside: bytes | memoryview = memoryview(body)[start : slices[-1][1]]
    if _LINE_END.search(body, start, slices[-1][1]):
        # In an event it would end the line.
        inside = bytes(inside).translate(NO_LINES)
    return LongItems((inside,), [end - start for _, end in slices])
