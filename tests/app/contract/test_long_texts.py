"""Long texts are replaced by markers and expanded again: the same JSON, however it is written and nested."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contract.long_json import JsonTextEncoder
from app.contract.long_texts import LongTexts, json_as_text
from app.contract.shortening import LONG_TEXT, shorten

# What a generated name stands for: Hypothesis prints its examples.
_LONG = {
    "<lines>": "one two\n" * (LONG_TEXT // 8 + 1),
    "<slashes>": "\\" * LONG_TEXT,
    "<faces>": "\N{GRINNING FACE}" * LONG_TEXT,
}
_TEXTS = st.tuples(st.text(max_size=20), st.sampled_from(("", *_LONG)), st.text(max_size=20)).map("".join)
_VALUES = st.recursive(
    _TEXTS | st.integers(-9, 9) | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=6,
)


def _with_long_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {_with_long_texts(name): _with_long_texts(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_with_long_texts(item) for item in value]
    if isinstance(value, str):
        for name, text in _LONG.items():
            value = value.replace(name, text)
    return value


def _shorten(body: bytes) -> tuple[LongTexts, bytes]:
    texts = LongTexts()
    return texts, asyncio.run(shorten(body, texts))


@pytest.mark.parametrize("ascii_only", [False, True])
@settings(max_examples=12, deadline=None)
@given(value=_VALUES)
def test_long_texts_shortened_and_expanded_json_is_the_same(value: Any, ascii_only: bool) -> None:
    value = [_with_long_texts(value)]
    texts, shortened = _shorten(json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass"))
    expanded = texts.expand(shortened)
    assert orjson.loads(expanded.joined()) == value
    assert b"".join(expanded.pieces()) == expanded.joined()
    assert len(shortened) < 10_000 or not texts
    nested = orjson.dumps({"arguments": json_as_text(orjson.dumps(orjson.loads(shortened)))})
    assert orjson.loads(orjson.loads(texts.expand(nested).joined())["arguments"]) == value


@pytest.mark.parametrize("fault", [b"\n", b"\xff", b"\\x", b"\\u12"])
def test_long_texts_of_an_invalid_text_leave_the_body_as_it_is(fault: bytes) -> None:
    body = b'{"a": "' + b"x" * 2 * LONG_TEXT + fault + b'"}'
    assert _shorten(body)[1] is body


def test_long_texts_lone_surrogate_is_replaced() -> None:
    texts, shortened = _shorten(b'["' + b"\\ud83d\\ude00" * LONG_TEXT + b'\\ud83d"]')
    assert orjson.loads(texts.expand(shortened).joined()) == ["\N{GRINNING FACE}" * LONG_TEXT + "\ufffd"]


def test_json_text_encoder_joins_halves_of_two_pieces() -> None:
    encoder = JsonTextEncoder()
    for piece in ("a\ud83d", "\ude00b", "\ud83d", "c\ud83d"):
        encoder.add(piece)
    text = orjson.loads(b'"' + b"".join(encoder.end().pieces()) + b'"')
    assert text == "a\N{GRINNING FACE}b\ufffdc\ufffd"
