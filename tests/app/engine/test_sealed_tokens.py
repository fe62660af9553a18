"""Tokens of this server, and those that are not."""

from __future__ import annotations

import dataclasses

import pytest

from app.engine.sealed_tokens import Binding, TokenSealer, is_sealed

_HERE = Binding("reasoning", "proj_1", "one", "m")
_SEALER = TokenSealer(b"pepper")


@pytest.mark.parametrize("text", ["", "Hm. é😀", "a" * 100_000])
def test_sealed_token_opens_where_it_was_sealed(text: str) -> None:
    token = _SEALER.seal(text, _HERE)
    assert is_sealed(token)
    # By another process with the same secret.
    assert TokenSealer(b"pepper").open(token, _HERE) == text


def test_sealed_token_of_another_place_is_not_opened() -> None:
    token = _SEALER.seal("Hm.", _HERE)
    for other in (
        dataclasses.replace(_HERE, project="proj_2"),
        dataclasses.replace(_HERE, upstream="two"),
        dataclasses.replace(_HERE, model="n"),
    ):
        assert _SEALER.open(token, other) is None
    assert TokenSealer(b"another").open(token, _HERE) is None
    # The same characters, cut at another place.
    moved = dataclasses.replace(_HERE, upstream="onem", model="")
    assert _SEALER.open(token, moved) is None


@pytest.mark.parametrize("change", ["cut", "bit", "prefix", "alphabet", "foreign"])
def test_sealed_token_that_was_changed_is_not_opened(change: str) -> None:
    token = _SEALER.seal("Hm.", _HERE)
    changed = {
        "cut": token[:-4],
        "bit": token[:-5] + ("A" if token[-5] != "A" else "B") + token[-4:],
        "prefix": "llmb1.",
        "alphabet": "llmb1.é",
        "foreign": "gAAAAABo",
    }[change]
    assert _SEALER.open(changed, _HERE) is None
    assert is_sealed(changed) == (change != "foreign")
