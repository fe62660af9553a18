"""A list of models, by the name of the caller and by those of the upstreams."""

from __future__ import annotations

import pytest

from app.upstream.model_access import ModelAccess


@pytest.mark.parametrize(
    ("ids", "allowed", "not_denied"),
    [
        # The alias only, the upstream's name only, both, neither, one of two upstreams' names.
        ({"fast"}, True, False),
        ({"gpt-4", "llama"}, True, False),
        ({"fast", "gpt-4"}, True, False),
        ({"other"}, False, True),
        ({"gpt-4"}, False, False),
        (set(), False, True),
    ],
)
def test_permits_alias_goes_around_no_list(ids: set[str], allowed: bool, not_denied: bool) -> None:
    names = ("gpt-4", "llama")
    assert ModelAccess(True, frozenset(ids)).permits("fast", names) is allowed
    assert ModelAccess(False, frozenset(ids)).permits("fast", names) is not_denied


def test_permits_upstreams_name_is_not_allowed_by_an_alias_of_it() -> None:
    assert not ModelAccess(True, frozenset(("fast",))).permits("gpt-4", ("gpt-4",))
