"""Credentials in the database are encrypted, and bound to their row."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.secret_box import SecretBox
from app.errors import BadRequest
from app.settings import SettingsError
from tests.support.properties import property_settings

_BOX = SecretBox(lambda: b"the operator's secret")
_OTHER = SecretBox(lambda: b"another secret of theirs")


@property_settings
@given(st.binary(max_size=300), st.text(max_size=40))
def test_secret_box_opens_what_it_sealed_for_the_same_place(text: bytes, place: str) -> None:
    sealed = _BOX.seal(text, place)
    assert _BOX.open(sealed, place) == text
    assert _BOX.open(sealed, place + "x") is None
    assert _OTHER.open(sealed, place) is None
    assert _BOX.seal(text, place) != sealed


@property_settings
@given(st.integers(0, 10_000), st.integers(1, 255))
def test_secret_box_changed_text_is_not_opened(position: int, change: int) -> None:
    data = bytearray(base64.b64decode(_BOX.seal(b'[{"authorization": "token"}]', "row")))
    data[position % len(data)] ^= change
    assert _BOX.open(base64.b64encode(data).decode(), "row") is None


def test_secret_box_sealed_text_is_not_readable() -> None:
    sealed = base64.b64decode(_BOX.seal(b"token" * 10, "row"))
    assert b"token" not in sealed
    # Each box has a nonce of its own.
    other = base64.b64decode(_BOX.seal(b"token" * 10, "row"))
    assert sealed[12:] != other[12:]


@pytest.mark.parametrize("sealed", ["", "x", "not base64!", base64.b64encode(b"x" * 40).decode()])
def test_secret_box_invalid_text_is_not_opened(sealed: str) -> None:
    assert _BOX.open(sealed, "row") is None


def test_secret_box_without_a_secret_refuses_to_seal() -> None:
    def missing() -> bytes:
        raise SettingsError("none")

    with pytest.raises(BadRequest, match="must set KEY_PEPPER") as raised:
        SecretBox(missing).seal(b"x", "row")
    assert raised.value.param == "background"
    assert SecretBox(missing).open(_BOX.seal(b"x", "row"), "row") is None
