"""Keys in texts are hidden, all else stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.masking import MASK, mask_keys
from tests.support.properties import property_settings


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("key sk-proj-abcdefgh_1234.", "key ***."),
        ("sess-abcdefgh12345678", "***"),
        ("'pk-abcdefgh12345678'", "'***'"),
        ("Authorization: Bearer canary.token-1, x", "Authorization: ***, x"),
        ("bEARER  canary", "***"),
        ("postgresql://user:canary@host/name", "postgresql://***@host/name"),
        ("sk-abcdefgh and sk-ijklmnop", "*** and ***"),
    ],
)
def test_mask_keys_what_looks_like_a_key_is_replaced(text: str, masked: str) -> None:
    assert mask_keys(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a task-force asks",
        "sk-abcdefg",
        "SK-ABCDEFGH",
        "https://host/path",
        "https://host/path with@sign",
        "bearer abc",
    ],
)
def test_mask_keys_other_text_stays(text: str) -> None:
    assert mask_keys(text) == text


@given(before=st.text("ab :/.\n"), key=st.text("abcXYZ019_-", min_size=8), after=st.text(" ,\n'"))
@property_settings
def test_mask_keys_key_is_hidden_wherever_it_stands(before: str, key: str, after: str) -> None:
    text = f"{before} sk-{key}{after}"
    assert mask_keys(text) == f"{before} {MASK}{after}"
