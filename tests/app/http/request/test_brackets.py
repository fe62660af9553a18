"""Names with brackets: what clients spread over a query or a form comes together again."""

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
# An object of which all keys are numbers is read as a list, and an empty structure has no name to stand in.
_OBJECT_KEYS = _KEYS.filter(lambda key: not key.isdigit())
_VALUES = st.recursive(
    _TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4) | st.dictionaries(_OBJECT_KEYS, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


def _spread(name: str, value: Any) -> list[tuple[str, str]]:
    """As a client with indices writes it."""
    if isinstance(value, dict):
        return [pair for key, child in value.items() for pair in _spread(f"{name}[{key}]", child)]
    if isinstance(value, list):
        return [pair for index, child in enumerate(value) for pair in _spread(f"{name}[{index}]", child)]
    return [(name, value)]


def _gathered(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        brackets.put(found, name, value)
    return {name: brackets.lists(value) for name, value in found.items()}


@property_settings
@given(st.dictionaries(_OBJECT_KEYS, _VALUES, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_what_was_spread_comes_together_in_any_order(value: dict[str, Any], random: Any) -> None:
    pairs = [pair for name, child in value.items() for pair in _spread(name, child)]
    random.shuffle(pairs)
    assert _gathered(pairs) == value


@property_settings
@given(st.lists(_TEXTS, min_size=2, max_size=5), st.sampled_from(["x[]", "x"]))
def test_a_name_that_comes_again_makes_a_list_in_its_order(values: list[str], name: str) -> None:
    assert _gathered([(name, value) for value in values]) == {"x": values}


def test_one_item_with_empty_brackets_is_a_list() -> None:
    assert _gathered([("x[]", "a")]) == {"x": ["a"]}
    assert _gathered([("x", "a")]) == {"x": "a"}


@property_settings
@given(st.lists(st.text(st.sampled_from("a[]0²٣9"), max_size=12), min_size=1, max_size=6))
def test_any_name_is_taken_or_refused(names: list[str]) -> None:
    with contextlib.suppress(BadRequest):
        _gathered([(name, "") for name in names])


@pytest.mark.parametrize("key", ["²", "٣", "9" * 5000, "-1", "1.0", ""])
def test_what_is_no_plain_index_stays_a_key(key: str) -> None:
    assert brackets.lists({key: "a"}) == {key: "a"}


@pytest.mark.parametrize("name", ["a[b", "a]b", "[a]", "a[b]c", "a[[b]]"])
def test_a_name_of_another_form_is_its_own(name: str) -> None:
    assert brackets.split(name) == [name]


@pytest.mark.parametrize(
    "names",
    [("x", "x[]"), ("x[]", "x[a]"), ("x", "x[a]"), ("x[a]", "x[]"), ("x[a][b]", "x[a][]")],
)
def test_names_that_contradict_each_other_are_refused_by_their_name(names: tuple[str, str]) -> None:
    with pytest.raises(BadRequest, match="contradicts") as caught:
        _gathered([(name, "") for name in names])
    assert caught.value.param == "x"


def test_depth_and_length_are_bounded() -> None:
    with pytest.raises(BadRequest, match="too deeply"):
        brackets.put({}, "x" + "[a]" * 5000, "")
    with pytest.raises(BadRequest, match="too often"):
        _gathered([("x[]", "")] * 10_001)
