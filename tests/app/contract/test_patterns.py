"""Patterns: matching in linear time, and example texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract import patterns

_PATTERNS = [
    "^tunnel_[a-z0-9]{32}$",
    "^[A-Z]{3}-\\d{4}$",
    "^(foo|bar)+baz?$",
    "[^a]$",
    "^\\+?[1-9]\\d{1,14}$",
    "^#(?:[0-9a-fA-F]{3}){1,2}$",
    "^[\\w.-]+@[\\w-]+\\.\\w{2,}$",
    "^[0-9]{1,3}(\\.[0-9]{1,3}){3}$",
    "^[^\\s]+$",
    "^[\\]x]$",
    "^https?://",
    "^(?P<year>\\d{4})\\x2d\\u0041$",
    "^[a-z]{2}(?:_[A-Z]{2})?$",
    "^.$",
    "^$",
    "",
]


@pytest.mark.parametrize("pattern", _PATTERNS)
def test_example_text_matches_pattern(pattern: str) -> None:
    text = patterns.example_text(pattern)
    assert text is not None
    assert patterns.matches(pattern, text)
    assert re.search(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "least", "most"),
    [
        ("^[a-z]+$", 5, 5),
        ("^\\d*$", 20, 40),
        ("^(ab)*$", 6, 6),
        ("^#(?:[a-f]{3}){1,2}$", 5, 9),
        ("^.{3,}$", 900, 1100),
    ],
)
def test_example_text_length_is_within_bounds(pattern: str, least: int, most: int) -> None:
    text = patterns.example_text(pattern, least, most)
    assert text is not None
    assert least <= len(text) <= most
    assert patterns.matches(pattern, text)


@given(st.from_regex("[abc]{1,3}", fullmatch=True), st.integers(0, 5), st.integers(0, 5), st.booleans())
def test_example_text_counted_repetition_matches(word: str, least: int, more: int, grouped: bool) -> None:
    pattern = f"^{'(' + word + ')' if grouped else word}{{{least},{least + more}}}$"
    text = patterns.example_text(pattern)
    assert text is not None
    assert re.fullmatch(pattern, text)


@pytest.mark.parametrize(
    "pattern", ["(?=x)y", "(", "[", "a{100000000}", "(((a{99}){99}){99}){99}", "(" * 5000, "\\", "(?<=a)b"]
)
def test_matches_unsupported_pattern_is_false(pattern: str) -> None:
    assert not patterns.matches(pattern, "a")
    assert patterns.example_text(pattern) is None


def test_matches_catastrophic_pattern_takes_linear_time() -> None:
    """`re` needs 2 to the power of the length for these: this test would not end."""
    assert not patterns.matches("^(a+)+$", "a" * 20_000 + "b")
    assert patterns.matches("^(a|aa)+$", "a" * 20_000)
    assert patterns.example_text("(a*)*b") == "b"


def test_example_text_deep_nesting_is_none() -> None:
    assert patterns.example_text("(" * 200 + "a" + ")" * 200) == "a"
    assert patterns.example_text("(" * 900 + "a" + ")" * 900) is None
