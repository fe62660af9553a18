"""What leaves first when the messages are too long, and how an upstream says that they are."""

from __future__ import annotations

import pytest

from app.engine.translation.request import chat_request
from app.engine.translation.truncation import is_too_long, shorter
from tests.app.engine.translation.samples import CALL, OUTPUT


def test_the_oldest_turn_leaves_with_its_calls_until_only_the_last_is_left() -> None:
    items = [
        {"role": "user", "content": "One"},
        CALL,
        OUTPUT,
        {"role": "assistant", "content": "Done"},
        {"role": "user", "content": "Two"},
        {"role": "assistant", "content": "Yes"},
        {"role": "user", "content": "Three"},
        CALL,
        OUTPUT,
    ]
    messages = chat_request({"model": "small", "instructions": "Be brief", "input": items}).body["messages"]
    assert [message["content"] for message in shorter(messages, 1)] == [
        "Be brief",
        "Two",
        "Yes",
        "Three",
        None,
        "a",
    ]
    for turns in (2, 3, 9):
        assert [message["content"] for message in shorter(messages, turns)] == [
            "Be brief",
            "Three",
            None,
            "a",
        ]
    assert shorter(messages, 0) == messages
    assert len(messages) == 10


def test_instructions_alone_cannot_be_shortened() -> None:
    assert shorter([{"role": "system", "content": "Be brief"}], 1) == [
        {"role": "system", "content": "Be brief"}
    ]
    assert shorter([], 1) == []


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ({"code": "context_length_exceeded", "message": "x"}, True),
        ({"code": None, "message": "This model's maximum context length is 8192 tokens."}, True),
        ({"message": "The input exceeds the context window of this model"}, True),
        ({"message": "the request exceeds the available context size"}, True),
        ({"code": "invalid_value", "message": "Bad"}, False),
        ({}, False),
    ],
)
def test_how_upstreams_say_it(error: dict[str, object], expected: bool) -> None:
    assert is_too_long(error) is expected
