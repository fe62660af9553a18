"""Keys in texts are hidden, all else stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.masking import MASK, NO_SECRETS, KnownSecrets, mask_keys
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


@pytest.mark.parametrize(
    "quoted",
    [
        "pä/s'w&rd\"2",
        "p\\u00e4/s'w&rd\\\"2",
        "pä/s'w&rd\\\"2",
        "pä\\/s'w&rd\\\"2",
        "p%C3%A4%2Fs%27w%26rd%222",
        "p%c3%a4/s%27w%26rd%222",
        "p%C3%A4%2Fs'w%26rd%222",
        "pä/s&#x27;w&amp;rd&quot;2",
    ],
)
def test_known_secrets_are_hidden_in_each_form(quoted: str) -> None:
    known = KnownSecrets(["pä/s'w&rd\"2"])
    assert known.mask_text(f"a {quoted} b") == f"a {MASK} b"
    assert known.mask_body(f"a {quoted} b".encode()) == f"a {MASK} b".encode()


def test_known_secrets_words_stay_in_bodies() -> None:
    known = KnownSecrets(["user:garden"], ["garden"])
    assert known.mask_text("a garden, user:garden") == "a ***, ***"
    assert known.mask_body(b"a garden, user:garden") == b"a garden, ***"


def test_known_secrets_of_less_than_four_characters_stay() -> None:
    known = KnownSecrets(["abc", ""])
    assert known.mask_text("abc") == "abc"
    assert known.encoded == NO_SECRETS.encoded == ()
