"""Coercion of text by a schema, and text that stays a string for the model to reject."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadRequest
from app.http.request.coercion import by_schema, scalar
from tests.support.properties import CHARACTERS, property_settings

_INTEGER = {"type": "integer"}
_STRING = {"type": "string"}
_LIST = {"type": "array", "items": _INTEGER}
_OBJECT = {"type": "object", "properties": {"n": _INTEGER}}
_FILE = object()


@property_settings
@given(st.integers(-(10**19), 10**19))
def test_scalar_integer_text_is_int(number: int) -> None:
    assert scalar(str(number), "integer") == number
    assert scalar(str(number), "number") == number
    assert scalar(str(number), "string") == str(number)


@property_settings
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_scalar_float_text_is_number(number: float) -> None:
    assert scalar(repr(number), "number") == number
    assert scalar(repr(number), "integer") == repr(number)


@property_settings
@given(st.text(), st.sampled_from(["string", "integer", "number", "boolean", "any"]))
def test_scalar_any_text_is_finite_value_or_unchanged(text: str, kind: str) -> None:
    found = scalar(text, kind)
    assert isinstance(found, str | int | bool) or math.isfinite(found)
    assert not isinstance(found, str) or found == text
    if not isinstance(found, str):
        assert text.isascii()


@pytest.mark.parametrize(
    "text", ["", " 1", "1 ", "+1", "1_000", "0x10", "٣", "²", "1e999", "NaN", "Infinity", "-", "9" * 21]
)
def test_scalar_not_a_finite_number_stays_text(text: str) -> None:
    assert scalar(text, "integer") == text
    assert text == "9" * 21 or scalar(text, "number") == text


def test_scalar_number_of_40_characters_stays_text() -> None:
    longest = "0." + "1" * 37
    assert scalar(longest, "number") == float(longest)
    assert scalar(longest + "1", "number") == longest + "1"


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False), ("True", "True"), ("1", "1")])
def test_scalar_boolean_only_json_spelling(text: str, value: Any) -> None:
    assert scalar(text, "boolean") == value


@pytest.mark.parametrize(("text", "value"), [("5", 5), ("0.5", 0.5), ("true", True), ("five", "five")])
def test_scalar_any_first_matching_type(text: str, value: Any) -> None:
    assert scalar(text, "any") == value


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        (_STRING, "5", "5"),
        (_INTEGER, "5", 5),
        ({"type": ["integer", "null"]}, "5", 5),
        ({"anyOf": [_INTEGER, {"type": "null"}]}, "5", 5),
        ({"anyOf": [_STRING, _INTEGER]}, "5", 5),
        ({"enum": ["1", "2"]}, "1", "1"),
        ({"const": "auto"}, "5", "5"),
        (_LIST, ["1", "2"], [1, 2]),
        (_LIST, "1", [1]),
        (_LIST, "[1, 2]", [1, 2]),
        ({"anyOf": [_STRING, _LIST]}, "[1]", "[1]"),
        (_OBJECT, {"n": "1", "other": "1"}, {"n": 1, "other": "1"}),
        (_OBJECT, '{"n": 1}', {"n": 1}),
        (_OBJECT, "{n}", "{n}"),
        ({"allOf": [_OBJECT, {"properties": {"m": {"type": "boolean"}}}]},
         {"n": "1", "m": "true"}, {"n": 1, "m": True}),
        ({"anyOf": [{"const": "auto"}, _OBJECT]}, "auto", "auto"),
        ({"type": "array", "items": {}}, _FILE, [_FILE]),
        ({"anyOf": [{"type": "string", "format": "binary"}, {"type": "array", "items": {}}]}, _FILE, _FILE),
        ({"$ref": "#/components/schemas/FileExpirationAfter"}, {"seconds": "60"}, {"seconds": 60}),
        ({}, "5", "5"),
    ],
)  # fmt: skip
def test_by_schema_text_has_type_of_schema(schema: dict[str, Any], value: Any, expected: Any) -> None:
    assert by_schema(value, schema) == expected


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(CHARACTERS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", min_size=1), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@property_settings
@given(st.dictionaries(st.text("ab", min_size=1), _JSON, max_size=3))
def test_by_schema_json_text_is_decoded(value: dict[str, Any]) -> None:
    assert by_schema(json.dumps(value), {"type": "object"}) == value


@pytest.mark.parametrize("text", ['{"a": "\\u0000"}', '{"a": 1, "a": 2}'])
def test_by_schema_json_text_is_decoded_strictly(text: str) -> None:
    with pytest.raises(BadRequest):
        by_schema(text, {"type": "object"})


@pytest.mark.parametrize("text", ["[" * 10_000, '{"a": NaN}', '{"a": "\\ud800"}'])
def test_by_schema_invalid_json_stays_text(text: str) -> None:
    assert by_schema(text, {"type": "object"}) == text
