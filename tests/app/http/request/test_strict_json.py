"""Strict JSON: accepts only what all parsers read alike and a database can store."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadRequest
from app.http.request.strict_json import decode
from tests.support.properties import CHARACTERS, property_settings

_TEXT = st.text(CHARACTERS, max_size=6)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@property_settings
@given(_VALUES, st.booleans(), st.sampled_from([None, 1]), st.sampled_from([":", ": ", " :\n"]))
def test_decode_valid_json_is_value(value: Any, ascii_only: bool, indent: int | None, colon: str) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent, separators=(",", colon))
    assert decode(text.encode()) == value


@property_settings
@given(st.dictionaries(_TEXT, _VALUES, min_size=1, max_size=4), st.data(), st.integers(0, 3))
def test_decode_duplicate_key_is_400_naming_key(
    value: dict[str, Any], data: st.DataObject, depth: int
) -> None:
    key = data.draw(st.sampled_from(sorted(value)))
    duplicate = (
        f"{json.dumps(key, ensure_ascii=data.draw(st.booleans()))}{data.draw(st.sampled_from(['', ' ']))}:1"
    )
    body = json.dumps(value)[:-1] + f",{duplicate}}}"
    with pytest.raises(BadRequest, match="is duplicated") as caught:
        decode((b'[{"a":' * depth) + body.encode() + b"}]" * depth)
    assert (caught.value.code, caught.value.param) == ("duplicate_key", key[:60])


@property_settings
@given(st.binary(max_size=60))
def test_decode_arbitrary_bytes_is_value_or_400(body: bytes) -> None:
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
def test_decode_nul_is_400_with_path(value: Any, param: str) -> None:
    for body in (json.dumps(value).encode(), orjson.dumps(value)):
        with pytest.raises(BadRequest, match="NUL") as caught:
            decode(body)
        assert caught.value.param == param


@pytest.mark.parametrize(
    ("body", "message"),
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
def test_decode_invalid_json_names_fault(body: bytes, message: str) -> None:
    with pytest.raises(BadRequest, match=message) as caught:
        decode(body)
    assert caught.value.code == "invalid_json"


def test_decode_duplicate_key_at_depth_190_is_400() -> None:
    with pytest.raises(BadRequest, match="is duplicated"):
        decode(b'{"a":' * 190 + b'{"b":1,"b":2}' + b"}" * 190)


@pytest.mark.parametrize(("before", "after"), [(b"[", b"]"), (b'{"a":', b"}"), (b'[{"a":', b"}]")])
def test_decode_accepted_depth_can_be_encoded(before: bytes, after: bytes) -> None:
    levels = before.count(b"[") + before.count(b"{")
    deepest = 200 // levels
    # White space keeps the decoder from its shortcut for compact bodies.
    for space in (b"", b" "):
        assert orjson.dumps({"stored": [decode(space + before * deepest + b"1" + after * deepest)]})
        with pytest.raises(BadRequest, match="at most 200 levels"):
            decode(space + before * (deepest + 1) + b"1" + after * (deepest + 1))
