"""JSON: what is taken is what every parser reads alike, and what a database can keep."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadRequest
from app.http.request.decode_json import decode
from tests.support.properties import CHARACTERS, property_settings

_TEXT = st.text(CHARACTERS, max_size=6)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@property_settings
@given(_VALUES, st.booleans(), st.sampled_from([None, 1]), st.sampled_from([":", ": ", " :\n"]))
def test_valid_json_is_read(value: Any, ascii_only: bool, indent: int | None, colon: str) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent, separators=(",", colon))
    assert decode(text.encode()) == value


@property_settings
@given(st.dictionaries(_TEXT, _VALUES, min_size=1, max_size=4), st.data(), st.integers(0, 3))
def test_a_key_that_stands_twice_is_named_wherever_it_is(
    value: dict[str, Any], data: st.DataObject, depth: int
) -> None:
    key = data.draw(st.sampled_from(sorted(value)))
    again = (
        f"{json.dumps(key, ensure_ascii=data.draw(st.booleans()))}{data.draw(st.sampled_from(['', ' ']))}:1"
    )
    body = json.dumps(value)[:-1] + f",{again}}}"
    with pytest.raises(BadRequest, match="stands twice") as caught:
        decode((b'[{"a":' * depth) + body.encode() + b"}]" * depth)
    assert (caught.value.code, caught.value.param) == ("duplicate_key", key[:60])


@property_settings
@given(st.binary(max_size=60))
def test_any_bytes_are_json_or_a_clear_error(body: bytes) -> None:
    try:
        value = decode(body)
    except BadRequest:
        return
    assert json.loads(body) == value


@pytest.mark.parametrize(
    ("value", "param"),
    [
        ({"a": "\0"}, "a"),
        ({"a": [{"b": "x\0"}]}, "a[0].b"),
        ({"a": {"\0": 1}}, "a.\\0"),
    ],
)
def test_a_nul_is_named_by_its_path(value: Any, param: str) -> None:
    for body in (json.dumps(value).encode(), orjson.dumps(value)):
        with pytest.raises(BadRequest, match="NUL") as caught:
            decode(body)
        assert caught.value.param == param


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b" \n", "empty"),
        (b'{"a": -Infinity}', "NaN or Infinity"),
        (b'{"a":NaN}', "NaN or Infinity"),
        (b'{"a": 1e999}', "line 1, column"),
        (b'{"a": "\\udc00"}', "line 1"),
        (b'{"a": "\xed\xa0\x80"}', "UTF-8"),
        (b"[" * 10_000 + b"]" * 10_000, "too deeply"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "too deeply"),
    ],
)
def test_what_is_wrong_is_told(body: bytes, told: str) -> None:
    with pytest.raises(BadRequest, match=told) as caught:
        decode(body)
    assert caught.value.code == "invalid_json"


def test_a_key_that_stands_twice_deep_inside_is_found() -> None:
    with pytest.raises(BadRequest, match="stands twice"):
        decode(b'{"a":' * 190 + b'{"b":1,"b":2}' + b"}" * 190)


@pytest.mark.parametrize(("before", "after"), [(b"[", b"]"), (b'{"a":', b"}"), (b'[{"a":', b"}]")])
def test_what_is_taken_can_be_written_again(before: bytes, after: bytes) -> None:
    levels = before.count(b"[") + before.count(b"{")
    deepest = 200 // levels
    assert orjson.dumps({"kept": [decode(before * deepest + b"1" + after * deepest)]})
    with pytest.raises(BadRequest, match="too deeply"):
        decode(before * (deepest + 1) + b"1" + after * (deepest + 1))
