"""Bracket notation: nested values that clients spread over a query or form are restored."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadRequest
from app.http.request import brackets
from tests.support.properties import property_settings

_KEYS = st.text(st.characters(codec="utf-8", exclude_characters="[]"), min_size=1, max_size=8)
_TEXTS = st.text(max_size=5)
# An object whose keys all are numbers is read as a list, and an empty structure has no name.
_OBJECT_KEYS = _KEYS.filter(lambda key: not key.isdigit())
_VALUES = st.recursive(
    _TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4) | st.dictionaries(_OBJECT_KEYS, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


def _spread(name: str, value: Any) -> list[tuple[str, str]]:
    """The pairs that a client with indices sends."""
    if isinstance(value, dict):
        return [pair for key, child in value.items() for pair in _spread(f"{name}[{key}]", child)]
    if isinstance(value, list):
        return [pair for index, child in enumerate(value) for pair in _spread(f"{name}[{index}]", child)]
    return [(name, value)]


def _restored(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        brackets.insert(found, name, value)
    return {name: brackets.indexed_to_lists(value) for name, value in found.items()}


@property_settings
@given(st.dictionaries(_OBJECT_KEYS, _VALUES, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_insert_pairs_in_any_order_restore_value(value: dict[str, Any], random: Any) -> None:
    pairs = [pair for name, child in value.items() for pair in _spread(name, child)]
    random.shuffle(pairs)
    assert _restored(pairs) == value


@property_settings
@given(st.lists(_TEXTS, min_size=2, max_size=5), st.sampled_from(["x[]", "x"]))
def test_insert_repeated_name_makes_ordered_list(values: list[str], name: str) -> None:
    assert _restored([(name, value) for value in values]) == {"x": values}


def test_insert_empty_brackets_make_list_of_one() -> None:
    assert _restored([("x[]", "a")]) == {"x": ["a"]}
    assert _restored([("x", "a")]) == {"x": "a"}


@property_settings
@given(st.lists(st.text(st.sampled_from("a[]0²٣9"), max_size=12), min_size=1, max_size=6))
def test_insert_arbitrary_name_is_accepted_or_400(names: list[str]) -> None:
    with contextlib.suppress(BadRequest):
        _restored([(name, "") for name in names])


@pytest.mark.parametrize("key", ["²", "٣", "9" * 5000, "-1", "1.0", ""])
def test_indexed_to_lists_other_keys_stay_object(key: str) -> None:
    assert brackets.indexed_to_lists({key: "a"}) == {key: "a"}


@pytest.mark.parametrize("name", ["a[b", "a]b", "[a]", "a[b]c", "a[[b]]"])
def test_split_name_of_other_form_is_one_part(name: str) -> None:
    assert brackets.split(name) == [name]


@pytest.mark.parametrize(
    "names",
    [("x", "x[]"), ("x[]", "x[a]"), ("x", "x[a]"), ("x[a]", "x[]"), ("x[a][b]", "x[a][]")],
)
def test_insert_conflicting_names_are_400_naming_parameter(names: tuple[str, str]) -> None:
    with pytest.raises(BadRequest, match="conflicts") as caught:
        _restored([(name, "") for name in names])
    assert caught.value.param == "x"


def test_insert_indices_over_9_are_ordered_by_number() -> None:
    values = [str(index) for index in range(12)]
    assert _restored([(f"x[{index}]", index) for index in reversed(values)]) == {"x": values}


def test_insert_deepest_accepted_name_is_16_levels() -> None:
    brackets.insert({}, "x" + "[a]" * 15, "")
    with pytest.raises(BadRequest, match="at most 16 levels"):
        brackets.insert({}, "x" + "[a]" * 16, "")


def test_insert_too_deep_or_too_often_is_400() -> None:
    with pytest.raises(BadRequest, match="too deeply"):
        brackets.insert({}, "x" + "[a]" * 5000, "")
    with pytest.raises(BadRequest, match="more than 10000 times"):
        _restored([("x[]", "")] * 10_001)
