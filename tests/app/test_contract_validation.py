"""The tests' own validation of streams by the contract."""

from __future__ import annotations

import pytest

from generated.operations import BY_ID
from tests.support.contract_validation import find_violation
from tests.support.streams import DONE, event

_COMMENT = b": ping\n\n"
_EVENT = event({"content": "a"})


@pytest.mark.parametrize(
    "body",
    [
        _COMMENT + _EVENT + _COMMENT + DONE,
        _EVENT + DONE + _COMMENT,
        b": a\n" + _EVENT + DONE,
        _EVENT[:-1] + b": b\n\n" + DONE,
    ],
)
def test_find_violation_comments_are_no_violation(body: bytes) -> None:
    assert find_violation(BY_ID["create_chat_completion"], 200, "text/event-stream", body) is None


@pytest.mark.parametrize(
    ("body", "violation"),
    [
        (_COMMENT + DONE, "the stream has no events"),
        (_EVENT + _COMMENT, "the stream does not end with [DONE]"),
        (b"event: x\n\n" + DONE, "an event without data"),
        (b": a\ndata: {}\n\n" + DONE, "invalid event"),
    ],
)
def test_find_violation_names_what_is_wrong(body: bytes, violation: str) -> None:
    found = find_violation(BY_ID["create_chat_completion"], 200, "text/event-stream", body)
    assert found is not None
    assert found.startswith(violation)
