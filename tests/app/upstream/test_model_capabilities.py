"""Capabilities of models, by the entries that servers list; each shape has its published source."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.upstream.model_capabilities import capabilities
from tests.support.model_entries import ENTRIES
from tests.support.properties import property_settings

_NAMES = {"context_window", "max_output_tokens", "input_modalities", "output_modalities", "features"}


@pytest.mark.parametrize("server", list(ENTRIES))
def test_capabilities_entry_of_each_server_is_understood(server: str) -> None:
    known = ENTRIES[server]
    assert capabilities({"id": "m", "object": "model", **known.entry}) == known.expected


@pytest.mark.parametrize("value", [0, -1, True, 1.5, "8192", None, [8192], {"max": 1}, 2**53, float("nan")])
def test_capabilities_what_is_no_number_of_tokens_is_left_out(value: Any) -> None:
    entry = {"id": "m", "max_model_len": value, "max_completion_tokens": value, "meta": value}
    assert capabilities(entry) == {}
    # The next name that has one counts.
    assert capabilities({**entry, "context_length": 5}) == {"context_window": 5}


def test_capabilities_max_tokens_alone_is_ambiguous() -> None:
    assert capabilities({"id": "m", "max_tokens": 5}) == {}
    assert capabilities({"id": "m", "max_tokens": 5, "max_input_tokens": 9}) == {
        "context_window": 9,
        "max_output_tokens": 5,
    }


def test_capabilities_texts_of_the_upstream_are_not_repeated() -> None:
    odd = ["text", "sk-canary", {"a": 1}, "IMAGE", *["x"] * 100_000]
    entry = {"id": "m", "input_modalities": odd, "supported_parameters": odd, "capabilities": odd}
    assert capabilities(entry) == {"input_modalities": ["text", "image"]}


_KEYS = sorted({key for known in ENTRIES.values() for key in known.entry})
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3),
    max_leaves=8,
)


@property_settings
@given(st.dictionaries(st.sampled_from(_KEYS), _JSON, max_size=4))
def test_capabilities_any_entry_has_bounded_ones(entry: dict[str, Any]) -> None:
    found = capabilities(entry)
    assert found.keys() <= _NAMES
    assert len(str(found)) < 400
