"""Long arrays are replaced by markers and expanded again: the same JSON, or the one that a change makes."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contract.growing_items import GrowingItems, changed_items
from app.contract.long_arrays import LOGPROBS, LONG_ARRAY, LongArrays, long_arrays
from app.contract.long_texts import LongTexts, json_as_text
from app.contract.shortening import shorten

_VALUES = st.recursive(
    st.text(max_size=20) | st.integers(-9, 9) | st.floats(0, 1) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=5,
)


def _shorten(body: bytes, arrays: LongArrays = LOGPROBS) -> tuple[LongTexts, bytes]:
    texts = LongTexts()
    return texts, asyncio.run(shorten(body, texts, arrays))


@pytest.mark.parametrize("separators", [(",", ":"), (" ,\n", " : ")])
@settings(max_examples=8, deadline=None)
@given(item=_VALUES, beside=_VALUES)
def test_long_arrays_shortened_and_expanded_json_is_the_same(
    separators: tuple[str, str], item: Any, beside: Any
) -> None:
    items = [item, beside] * (LONG_ARRAY // 4 + 1)
    value = {
        "a": beside,
        "choices": [{"logprobs": {"refusal": None, "content": items, "text": beside}}, {"logprobs": items}],
        'other"logprobs': items[:3],
        "text": '"logprobs": [1, 2]',
    }
    body = json.dumps(value, separators=separators).encode()
    texts, shortened = _shorten(body)
    assert len(shortened) < 10_000
    assert orjson.loads(texts.expand(shortened).joined()) == value
    # Of an object that is an argument of a call.
    nested = orjson.dumps({"arguments": json_as_text(orjson.dumps(orjson.loads(shortened)))})
    assert orjson.loads(orjson.loads(texts.expand(nested).joined())["arguments"]) == value


def test_long_arrays_a_change_is_made_at_its_level_only() -> None:
    items = [*range(LONG_ARRAY)]
    value = {"choices": [{"logprobs": {"content": items}, "x": {"logprobs": items}}], "logprobs": [*items]}
    odd = long_arrays("logprobs", level=3, change=lambda part: [item for item in part if item % 2])
    texts, shortened = _shorten(orjson.dumps(value), odd)
    value["choices"][0]["logprobs"] = {"content": items[1::2]}
    assert orjson.loads(texts.expand(shortened).joined()) == value


def test_long_arrays_that_are_not_held_are_empty() -> None:
    value = {"data": [{"embedding": [0.5] * 9000}] * 9, "usage": {"total_tokens": 1}}
    texts, shortened = _shorten(orjson.dumps(value), long_arrays("data", held=False))
    assert orjson.loads(shortened) == {"data": [], "usage": {"total_tokens": 1}}
    assert not texts


@pytest.mark.parametrize(
    "fault", ["[1,,2]", "[1 2]", "[nan]", "[{]}", '["\t"]', '["\\ud83d"]', "[[[[[[[[1]]]]]]]]"]
)
def test_long_arrays_that_are_invalid_or_deep_stay_as_they_are(fault: str) -> None:
    body = ('{"logprobs": [' + "1," * LONG_ARRAY + fault + "]}").encode()
    assert _shorten(body)[1] is body


def test_growing_items_are_those_that_were_added() -> None:
    texts, growing = LongTexts(), GrowingItems()
    texts, shortened = _shorten(orjson.dumps({"logprobs": [*range(LONG_ARRAY)]}))
    marked = orjson.loads(shortened)["logprobs"]
    growing.add(marked, texts)
    assert growing.marked(texts) == marked
    before = texts.expand(shortened)
    for number in range(100):
        growing.add([number, str(number)], texts)
    growing.add(marked, texts)
    added = [value for number in range(100) for value in (number, str(number))]
    expected = [*range(LONG_ARRAY), *added, *range(LONG_ARRAY)]
    assert orjson.loads(texts.expand(orjson.dumps(growing.marked(texts))).joined()) == expected
    # What shares the first items does not grow with them.
    assert orjson.loads(before.joined()) == {"logprobs": [*range(LONG_ARRAY)]}
    texts_of = [str(value) for value in expected]
    changed = growing.marked(texts, lambda part: [str(value) for value in part])
    assert orjson.loads(texts.expand(orjson.dumps(changed)).joined()) == texts_of
    assert changed_items([1, 2], texts, lambda part: part[::-1]) == [2, 1]


def test_growing_items_few_are_a_list() -> None:
    texts, growing = LongTexts(), GrowingItems()
    for number in range(50):
        growing.add([number], texts)
    assert growing.marked(texts) == [*range(50)]
    assert growing.marked(texts, lambda part: part[:1]) == [0]
    assert not texts
