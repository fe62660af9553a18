"""The structure of JSON texts, compared with a parser's, for texts cut anywhere."""

from __future__ import annotations

import json
import re
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.json_text import JsonStructure, Member, long_ends, members, value_end
from tests.support.properties import property_settings

# The characters that matter, often.
_TEXT = st.text(st.sampled_from('"\\[]{},:aé\n😀') | st.characters(codec="utf-8"), max_size=8)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=20,
)
_OBJECTS = st.dictionaries(_TEXT, _VALUES, max_size=5)
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.S)


def _encoded(value: Any, *, ascii_only: bool, indent: int | None) -> bytes:
    return json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()


@property_settings
@given(_VALUES, st.booleans(), st.sampled_from([None, 1]), st.integers(1, 9))
def test_json_structure_is_what_is_outside_of_strings(
    value: Any, ascii_only: bool, indent: int | None, size: int
) -> None:
    text = _encoded(value, ascii_only=ascii_only, indent=indent)
    structure, found, highest = JsonStructure(), b"", 0
    for start in range(0, len(text), size):
        found += structure.feed(text[start : start + size])
        highest = max(highest, structure.highest)
    outside = _STRING.sub(b"", text)
    assert found == bytes(byte for byte in outside if byte in b"[]{},:")
    levels = [outside[:end].count(b"[") + outside[:end].count(b"{") - outside[:end].count(b"]")
              - outside[:end].count(b"}") for end in range(len(outside) + 1)]  # fmt: skip
    assert (highest, structure.level) == (max(levels), 0)


@property_settings
@given(_OBJECTS, st.booleans(), st.sampled_from([None, 1]))
def test_members_are_those_of_the_parser(value: dict[str, Any], ascii_only: bool, indent: int | None) -> None:
    text = _encoded(value, ascii_only=ascii_only, indent=indent)
    found = list(members(text))
    assert [member.key for member in found] == list(value)
    assert [orjson.loads(text[m.value_at : m.end]) for m in found] == [
        orjson.loads(json.dumps(member)) for member in value.values()
    ]


# Longer than the decoder's windows, so that the search in pieces finds the end.
@property_settings
@given(_VALUES, st.integers(0, 80))
def test_value_end_of_long_values_is_behind_them(value: Any, shift: int) -> None:
    long = [value, "x" * 70_000, value, '\\"]' * 100, value]
    for holder in (long, {"a": long, "b": value}, json.dumps(long)):
        text = json.dumps(holder).encode()
        assert value_end(b" " * shift + text + b', "]}"', shift) == shift + len(text)


@pytest.mark.parametrize("key", ["k", "k" * 70_000, '"\\' * 40_000])
def test_long_ends_are_used_instead_of_a_search(key: str) -> None:
    text = json.dumps({"a": 1, key: ["x" * 70_000], "b": "\\" * 70_000, "c": {}}).encode()
    ends = long_ends(text)
    assert list(members(text, ends)) == list(members(text))
    assert len(ends) == 2 + (len(key) > 1)
    # Each end of a value is the one that was given.
    moved = {start: end + 1 for start, end in ends.items() if text[start : start + 1] == b"["}
    assert Member(key, *next(iter(moved.items()))) in list(members(text + b" ", ends | moved))
