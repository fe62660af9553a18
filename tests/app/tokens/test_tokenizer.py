"""Tokenizer: OpenAI's tokens, whole characters, tables loaded on demand."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tokens import tokenizer

_ENCODINGS = ["cl100k_base", "o200k_base"]


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("gpt-4", [15339, 1917]),
        ("gpt-3.5-turbo", [15339, 1917]),
        ("text-embedding-3-small", [15339, 1917]),
        ("gpt-4o", [24912, 2375]),
        ("gpt-4.1-mini", [24912, 2375]),
        ("gpt-5.2", [24912, 2375]),
        ("o4-mini", [24912, 2375]),
        ("omni-moderation-latest", [15339, 1917]),
        ("llama3.2", [15339, 1917]),
    ],
)
def test_tokenizer_known_text_has_openais_tokens(model: str, expected: list[int]) -> None:
    assert tokenizer.tokenizer_for_model(model).encode("hello world") == expected


@pytest.mark.parametrize("encoding", _ENCODINGS)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_tokenizer_pieces_join_to_the_text_with_all_tokens(encoding: str, text: str) -> None:
    known = tokenizer.tokenizer_for_encoding(encoding)
    pieces = known.pieces(text)
    assert "".join(piece.text for piece in pieces) == text
    assert sum(piece.tokens for piece in pieces) == known.count(text) == len(known.encode(text))
    assert known.decode(known.encode(text)) == text


@pytest.mark.parametrize("encoding", _ENCODINGS)
def test_tokenizer_character_of_several_tokens_is_one_piece(encoding: str) -> None:
    pieces = tokenizer.tokenizer_for_encoding(encoding).pieces("\U0001f3f3\ufe0f")
    assert "\U0001f3f3" in [piece.text for piece in pieces]
    assert max(piece.tokens for piece in pieces) > 1


@pytest.mark.parametrize("encoding", _ENCODINGS)
def test_tokenizer_decode_unknown_token_raises_and_invalid_text_is_replaced(encoding: str) -> None:
    known = tokenizer.tokenizer_for_encoding(encoding)
    for wrong in (-1, 10**6, 10**30):
        with pytest.raises(tokenizer.UnknownToken) as caught:
            known.decode([1, wrong])
        assert caught.value.place == 1
    half = known.encode("\U0001f3f3")[:1]
    assert known.decode(known.encode("a") + half) == "a\ufffd"
    assert len(known.decode(half * 1000)) < 100


def test_tokenizer_long_text_is_counted_in_slices() -> None:
    known = tokenizer.tokenizer_for_encoding("cl100k_base")
    assert known.count("word " * 100_000) == pytest.approx(100_000, abs=20)
    assert known.decode(known.encode("word " * 100_000)) == "word " * 100_000


def test_tokenizer_only_the_requested_table_is_loaded() -> None:
    script = (
        "import sys; from app.tokens import tokenizer; tokenizer.tokenizer_for_model('gpt-4').count('a'); "
        "print(sorted(name for name in sys.modules if 'bpe' in name))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['bpe_openai._bindings']"
